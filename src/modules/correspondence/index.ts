export {
  accuracyAnswered,
  accuracyCheck,
  datesOffered,
  actionToConfirm,
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
  weeklyDigest,
} from './templates.ts';
export type { MeetingFacts, RecordFacts } from './templates.ts';
export { notify, recipientOf } from './recipients.ts';
