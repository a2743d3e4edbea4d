export type { FigureRead, SchoolRead } from './domain/reason.ts';
export { earlyWarningsOf } from './queries/early-warnings.ts';
export type { SchoolWarnings } from './queries/early-warnings.ts';
