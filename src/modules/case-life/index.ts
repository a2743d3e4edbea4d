export {
  closeCase,
  pauseCase,
  recordSetback,
  reopenCase,
  resumeCase,
  reviewCase,
} from './commands/change-life.ts';
export { addOpenAction, addPastFile, addPastMeeting, takeOnCase } from './commands/take-on.ts';
export { applySheet, checkSheet, keepSheet } from './commands/take-on-sheet.ts';
export type { SheetId, SheetReport, TakenCase } from './commands/take-on-sheet.ts';
export { takeOnWorkbook } from './queries/take-on-workbook.ts';
export { casesToReview, casesUpForReview, reviewsOf } from './queries/reviews.ts';
export type { CaseToReview } from './queries/reviews.ts';
export { unfinishedIn } from './queries/unfinished.ts';
