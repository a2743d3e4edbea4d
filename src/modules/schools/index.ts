export { schoolStatusNames, searchName } from './domain/school.ts';
export type { Head, School, SchoolFound, SchoolStatus } from './domain/school.ts';
export { isMaintained, stateFundedTypeCodes } from './domain/school-types.ts';
export { isOfAcademies } from './domain/school-types.ts';
export { figureText, isMeasure, measures } from './domain/context-figure.ts';
export type {
  ContextFigure,
  FigureUnit,
  Measure,
  MeasureId,
  TypedFigure,
} from './domain/context-figure.ts';
export { sourceName, sourceText } from './domain/sources.ts';
export type { ImportSource } from './domain/sources.ts';
export { findSchool } from './queries/find-school.ts';
export {
  allPredecessors,
  linksOf,
  predecessorsOf,
  predecessorsOfEach,
} from './queries/school-links.ts';
export { groupsOf } from './queries/groups-of.ts';
export { contextFiguresOf } from './queries/context-figures.ts';
export { latestImports } from './queries/latest-imports.ts';
export type { PastImport } from './queries/latest-imports.ts';
export { saveLinks, saveMemberships, saveSchools } from './store.ts';
export type { NewLink, NewMembership, NewSchool } from './store.ts';
export { importGias } from './commands/import-gias.ts';
export { importGroupLinks, importGroups, importLinks } from './commands/import-register-lists.ts';
export { runImport } from './import/run-import.ts';
export { lockImports, settleImport } from './import/settle.ts';
export type { ImportProgress, ImportRequest } from './import/request.ts';
export type { Importer } from './import/run-import.ts';
export { changesNothing, counted } from './import/report.ts';
export type {
  Comparison,
  ExampleChange,
  ImportReport,
  LinesFound,
  SubjectChanges,
} from './import/report.ts';
export { countSchools, schoolsWithin } from './queries/school-list.ts';
export type { SchoolListed } from './queries/school-list.ts';
export { applyFigures, compareFigures, isTold, replaces } from './import/figures.ts';
export { dateFileOf } from './import/file-date.ts';
