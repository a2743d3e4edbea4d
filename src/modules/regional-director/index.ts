export { findProceeding } from './store.ts';
export type { ProceedingMatter } from './store.ts';
export { regionalDirectorFactsOf } from './queries/public-facts.ts';
export type { RegionalDirectorDecision } from './queries/public-facts.ts';
export { conditionEnds } from './domain/facts.ts';
export { beginProceeding } from './commands/begin.ts';
export type { Beginning } from './commands/begin.ts';
export { correctEntry, recordEntry } from './commands/record-entry.ts';
export type { ConcernSubject, DecisionKind, Fact, Party } from './domain/facts.ts';
