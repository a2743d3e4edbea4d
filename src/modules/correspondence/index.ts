export {
  accuracyAnswered,
  accuracyCheck,
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
export type { MeetingFacts, PaperFacts, RecordFacts } from './templates.ts';
export { notify, recipientOf } from './recipients.ts';
