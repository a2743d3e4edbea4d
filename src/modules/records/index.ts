export { recordLinksOf, recordOfMeeting, recordStates } from './queries/record-links.ts';
export type { RecordLink } from './queries/record-links.ts';
