export {
  findMeeting,
  insertMeeting,
  meetingsOf,
  otherAttendeesOf,
  updateMeeting,
} from './store.ts';
export type { MeetingMatter, OtherAttendee } from './store.ts';
export { arrange, hold } from './domain/meeting.ts';
export type { Arrangement, Meeting, Venue } from './domain/meeting.ts';
