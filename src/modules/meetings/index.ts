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
export { meetingStates } from './states.ts';
export { plan } from './commands/arrange.ts';
export { schoolAndVenue, venueWords } from './domain/venue.ts';
export { preReadDates } from './domain/pre-reads.ts';
export { arrangeMeeting } from './commands/arrange.ts';
export { addAttendee } from './commands/attendees.ts';
