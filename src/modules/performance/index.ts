export { existsIn } from './domain/followed.ts';
export { figureSeries } from './queries/figure-series.ts';
export { figuresForEarlyWarning } from './queries/figures-for-early-warning.ts';
export type { WarningFigure } from './queries/figures-for-early-warning.ts';
export { saveBenchmarks } from './store.ts';
export type { NewBenchmark } from './store.ts';
export {
  importAbsence,
  importCensus,
  importKs2,
  importKs4,
} from './commands/import-performance.ts';
