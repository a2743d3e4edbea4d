export { statusColours, statusWords } from './domain/record.ts';
export type { MeetingRecord, RecordState, RecordStatus } from './domain/record.ts';
export { findRecord } from './store.ts';
export type { RecordMatter } from './store.ts';
export { recordLinksOf, recordOfMeeting } from './queries/record-links.ts';
export type { RecordLink } from './queries/record-links.ts';
export { tasksFor } from './queries/tasks.ts';
export type { RecordTask } from './queries/tasks.ts';
export { startRecord } from './commands/start-record.ts';
