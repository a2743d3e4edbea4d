export {
  accuracyAnswered,
  accuracyCheck,
  accuracyCode,
  accuracyLinkRenewed,
  accuracyReminder,
  accuracyUnanswered,
  agendaChanged,
  datesOffered,
  datesWithdrawn,
  insteadOfSendingAgain,
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
  uninvited,
  weeklyDigest,
} from './templates.ts';
export type { MeetingFacts, RecordFacts } from './templates.ts';
export { notify, recipientOf } from './recipients.ts';
export { countUndelivered } from './queries/outbox.ts';
export { noteBounce } from './commands/note-bounce.ts';
