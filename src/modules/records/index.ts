export { statusColours, statusWords } from './domain/record.ts';
export type { MeetingRecord, RecordState, RecordStatus } from './domain/record.ts';
export { paragraphsOf } from './domain/passages.ts';
export { findRecord } from './store.ts';
export type { RecordMatter } from './store.ts';
export { answersOverTime } from './queries/answers-over-time.ts';
export type { BoardAnswer } from './queries/answers-over-time.ts';
export { everyFinalRecord, finalRecordCount } from './queries/every-final.ts';
export { finalDocument } from './queries/final-document.ts';
export { findAlteration } from './queries/altered-records.ts';
export { verifyRecord } from './queries/verify-record.ts';
export { recordLinksOf, recordOfMeeting } from './queries/record-links.ts';
export type { RecordLink } from './queries/record-links.ts';
export { recordsAttended, tasksFor } from './queries/tasks.ts';
export type { ReadRecord, RecordTask } from './queries/tasks.ts';
export { startRecord } from './commands/start-record.ts';
export { answerCheck, decide, sendToHeadteacher } from './commands/accuracy-check.ts';
export { handOverCheck } from './commands/hand-over-check.ts';
export { finaliseRecord, startCorrection } from './commands/finalise.ts';
export {
  addAction,
  editAction,
  saveAttendance,
  saveNext,
  saveOutcome,
} from './commands/hold-meeting.ts';
export { saveSections } from './commands/save-sections.ts';
