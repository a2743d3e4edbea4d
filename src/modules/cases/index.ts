export {
  boardOf,
  caseBefore,
  findCase,
  findSchoolMatter,
  findSchoolStanding,
  headOf,
  insertCase,
  lockCase,
  openedFor,
  updateCase,
} from './store.ts';
export { appendChange, changesOf, changesOfCases } from './store-changes.ts';
export type { CaseMatter, SchoolMatter } from './store.ts';
export { mustBeOpen, mustNotBePaused, standingSentence, takeOnCase } from './domain/case.ts';
export type { Case, SchoolStanding } from './domain/case.ts';
export {
  close,
  closings,
  eventWords,
  exitFormOf,
  pause,
  reopen,
  resume,
  review,
  setBack,
  setbacks,
  upForReview,
  usualReview,
} from './domain/life.ts';
export type {
  CaseChange,
  Changed,
  Closing,
  ClosingWanted,
  Inspected,
  ReviewChoice,
  Setback,
  Unfinished,
} from './domain/life.ts';
export type { BoardMember } from './domain/board.ts';
export { bySeat, extraSeat, isPresent } from './domain/board.ts';
export { can as canWithCase } from './access.ts';
export { boardsOfSchools, casesOfSchool } from './queries/school-cases.ts';
export type { OpenBoard, SchoolCase } from './queries/school-cases.ts';
export { addMembers } from './commands/form-board.ts';
export { endSeatsWithRole } from './commands/end-seats.ts';
export type { NewMember } from './commands/form-board.ts';
export { openCases } from './queries/open-cases.ts';
export type { OpenCase } from './queries/open-cases.ts';
export { standingOf } from './queries/standing.ts';
export type { CaseStanding } from './queries/standing.ts';
export { onRunning } from './commands/on-running.ts';
export type { RunningScene } from './commands/on-running.ts';
export { openCase } from './commands/open-case.ts';
export { followOnWith } from './commands/follow-on.ts';
