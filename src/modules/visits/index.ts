export { recordVisit, replyToVisit } from './commands/change-visit.ts';
export { recordSupport } from './commands/change-support.ts';
export type { VisitId, VisitReplyId } from './domain/visit.ts';
export type { SupportId } from './domain/support.ts';
export { doneSince } from './queries/since.ts';
export type { DoneSince } from './queries/since.ts';
export { visitsInBrief } from './queries/in-brief.ts';
export { sharedVisits } from './queries/in-full.ts';
export type { VisitInFull } from './queries/in-full.ts';
