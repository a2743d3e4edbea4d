export { readablePapers } from './access.ts';
export { documentOf } from './domain/papers.ts';
export { papersOwed } from './queries/owed.ts';
export type { PaperOwed } from './queries/owed.ts';
export { papersHeld, papersOfMeeting } from './queries/meeting-papers.ts';
export type { PaperHeld } from './queries/meeting-papers.ts';
export { answerPaper } from './commands/answer-paper.ts';
export { tendPapers } from './commands/tend-papers.ts';
export { requeuePacks } from './commands/order-pack.ts';
