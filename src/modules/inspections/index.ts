export {
  areaName,
  frameworkOf,
  frameworkOn,
  frameworks,
  gradeName,
  reportCardGradeNames,
} from './domain/frameworks.ts';
export type {
  FourPointArea,
  FourPointGrade,
  FourPointJudgement,
  Framework,
  FrameworkId,
  ReportCardArea,
  ReportCardGrade,
} from './domain/frameworks.ts';
export { categoryName, categoryNames, isGraded } from './domain/inspection.ts';
export type {
  Category,
  GradedInspection,
  Inspection,
  InspectionSource,
  OverallInspection,
  ReportCardInspection,
  UngradedInspection,
  WithoutOverallInspection,
} from './domain/inspection.ts';
export { importOfsted } from './commands/import-ofsted.ts';
export { inspectionsOf } from './queries/inspections-of.ts';
export { saveInspections } from './store.ts';
export type { NewInspection } from './store.ts';
export { stagedColumns as ofstedStagedColumns } from './import/ofsted-columns.ts';
