export { areaName, frameworkOf, frameworkOn, frameworks, gradeName } from './domain/frameworks.ts';
export type {
  FourPointArea,
  FourPointGrade,
  FrameworkId,
  ReportCardArea,
  ReportCardGrade,
} from './domain/frameworks.ts';
export { judgedUnder } from './domain/judged-areas.ts';
export type { JudgedArea, JudgedFramework } from './domain/judged-areas.ts';
export { categoryName, isGraded } from './domain/inspection.ts';
export { inspectionsMadeOf } from './queries/made-of.ts';
export type { Category, GradedInspection, Inspection, NewInspection } from './domain/inspection.ts';
export { belowGood } from './domain/below-good.ts';
export type { LowJudgement } from './domain/below-good.ts';
export { importOfsted } from './commands/import-ofsted.ts';
export { histories } from './queries/histories.ts';
export { knownInspections } from './queries/known.ts';
export type { KnownInspection } from './queries/known.ts';
export { inspectionsOf } from './queries/inspections-of.ts';
export { saveInspections } from './store.ts';
export { accountOf } from './domain/account.ts';
export { enterInspection } from './commands/enter-inspection.ts';
export type { TypedInspection } from './domain/entered.ts';
