export {
  findMeeting,
  insertMeeting,
  meetingChangesOf,
  meetingsOf,
  otherAttendeesOf,
  updateMeeting,
} from './store.ts';
export type { MeetingChange, MeetingMatter, OtherAttendee } from './store.ts';
export { readsWholeRecord } from './access.ts';
export { addMeetingFile, meetingFilesOf } from './store-files.ts';
export { arrange, hold, isToCome, mayHaveRecord } from './domain/meeting.ts';
export type { Arrangement, Meeting, Venue } from './domain/meeting.ts';
export { meetingStates } from './states.ts';
export { cancelToCome, changeAgendaToCome, plan } from './commands/arrange.ts';
export { schoolAndVenue } from './domain/venue.ts';
export { preReadDates } from './domain/pre-reads.ts';
export { arrangeMeeting } from './commands/arrange.ts';
export { inviteToNext, uninviteFromBoards, uninviteFromNext } from './commands/invite.ts';
export { addAttendee } from './commands/attendees.ts';
export { doubtsAbout, offerDates, uncheckedWords, windowAfter } from './domain/dates.ts';
export type { DateFrame } from './domain/dates.ts';
export { choiceOfCase } from './queries/choices.ts';
export type { ChoiceShown } from './queries/choices.ts';
export { answerByLink, offerBoardDates } from './commands/choose-dates.ts';
export { dateFrameFor } from './queries/date-frame.ts';
