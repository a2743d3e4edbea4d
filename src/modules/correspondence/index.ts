export {
  accuracyAnswered,
  accuracyCheck,
  datesOffered,
  invitation,
  isSecretTemplate,
  meetingCancelled,
  meetingInvitation,
  meetingMoved,
  papersAskedFor,
  papersReady,
  papersReminder,
  recordCorrected,
  recordFinal,
  signInLink,
} from './templates.ts';
export type { MeetingFacts, RecordFacts } from './templates.ts';
export { notify, recipientOf } from './recipients.ts';
