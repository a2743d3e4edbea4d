export { statusWords } from './domain/record.ts';
export type { MeetingRecord, RecordState, RecordStatus } from './domain/record.ts';
export { recordLinksOf, recordOfMeeting, recordStates } from './queries/record-links.ts';
export type { RecordLink } from './queries/record-links.ts';
