export {
  accuracyAnswered,
  accuracyCheck,
  agendaChanged,
  datesOffered,
  actionToConfirm,
  invitation,
  isSecretTemplate,
  meetingAdjourned,
  meetingCancelled,
  meetingInvitation,
  meetingMoved,
  meetingPostponed,
  papersAskedFor,
  papersReady,
  papersReminder,
  papersSupplement,
  recordCorrected,
  recordFinal,
  signInLink,
  weeklyDigest,
} from './templates.ts';
export type { MeetingFacts, RecordFacts } from './templates.ts';
export { notify, recipientOf } from './recipients.ts';
