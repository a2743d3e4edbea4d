import { clockTime, longDate, longInstant } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { MailContent } from '#platform/mail/mail.ts';

// Every mail that the product sends. Each names the school, the task and the deadline, and nothing
// that may be read over a shoulder: no reasons, no judgements, no notes. Those are behind the link.

/**
 * Those whose outbox text is taken away once they are sent: they let whoever reads them sign in, or
 * answer or send papers for another. Each with what to do where one did not arrive.
 */
const secretTemplates: Readonly<Record<string, string>> = {
  'Sign-in link': 'They can ask for a new link on the sign-in page.',
  'Invitation to Trajectory':
    'An administrator can send a new one: give them their role again on the page People, with the address that is right.',
  'Papers asked for':
    'A new link goes out with the next reminder of papers. Until then they can send the papers after signing in.',
  'Reminder of papers': 'They can send the papers after signing in.',
  'Choice of dates':
    'Ask them which dates suit them, and fix the date from the page of the board. The link stays in force, and cannot be shown.',
  'Record ready for your accuracy check':
    'They can answer after signing in: it is among what waits for them on Your work.',
  'New link to an accuracy check':
    'They can answer after signing in: it is among what waits for them on Your work.',
  'Reminder of an accuracy check':
    'They can answer after signing in: it is among what waits for them on Your work.',
  'Code for an accuracy check': 'They can ask for another code on the page that the link opens.',
};

export function isSecretTemplate(template: string): boolean {
  return template in secretTemplates;
}

/** What to do instead of sending a mail again whose text is not kept. */
export function insteadOfSendingAgain(template: string): string {
  return secretTemplates[template] ?? 'Tell them another way.';
}

export interface SignInFacts {
  readonly authority: string;
  readonly url: string;
  readonly until: Date;
}

/** What a mail about a meeting says of it. */
export interface MeetingFacts {
  readonly school: string;
  /** "School Improvement Board, Entry Meeting" */
  readonly meeting: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly minutes: number;
  /** "at the school", "on Microsoft Teams" … */
  readonly venue: string;
  readonly url: string;
}

/** What a mail about a meeting's record says of it. */
export interface RecordFacts {
  readonly school: string;
  /** "School Improvement Board, Entry Meeting" */
  readonly meeting: string;
  readonly date: LocalDate;
  readonly url: string;
}

export function signInLink({ authority, url, until }: SignInFacts): MailContent {
  return {
    template: 'Sign-in link',
    subject: 'Your link to sign in to Trajectory',
    paragraphs: [
      `You asked for a link to sign in to Trajectory, where ${authority} works with its schools.`,
      `The link works once, until ${longInstant(until)}. If you did not ask for it, leave it: nobody can sign in without it.`,
    ],
    link: { label: 'Sign in to Trajectory', url },
  };
}

export function invitation(facts: SignInFacts & { readonly role: string }): MailContent {
  const { authority, url, until, role } = facts;
  return {
    template: 'Invitation to Trajectory',
    subject: `${authority} invites you to Trajectory`,
    paragraphs: [
      `${authority} uses Trajectory to work with its schools, and has given you access as ${role}.`,
      `The link below signs you in. It works once, until ${longInstant(until)}. After that, ask for a new one on the sign-in page with this email address. There is no password.`,
    ],
    link: { label: 'Sign in to Trajectory', url },
  };
}

/** Invites to a meeting. `preReadsDue` is set for those who send in a document beforehand. */
export function meetingInvitation(
  facts: MeetingFacts & { readonly preReadsDue?: LocalDate | undefined },
): MailContent {
  const { preReadsDue } = facts;
  return {
    template: 'Invitation to a meeting',
    subject: `${facts.school}: ${facts.meeting}, ${longDate(facts.date)}`,
    paragraphs: [
      `You are invited to the ${facts.meeting} for ${facts.school}.`,
      whenAndWhere(facts),
      ...(preReadsDue === undefined
        ? []
        : [`Please send in the pre-read documents by ${longDate(preReadsDue)}.`]),
    ],
    link: { label: 'See the meeting', url: facts.url },
  };
}

/** Offers a member of the board dates to choose from. The link answers for them, without signing in. */
export function datesOffered(
  facts: Omit<MeetingFacts, 'date' | 'time'> & {
    readonly dates: readonly { readonly date: LocalDate; readonly time: LocalTime }[];
  },
): MailContent {
  const { school, meeting, minutes, venue, dates, url } = facts;
  return {
    template: 'Choice of dates',
    subject: `${school}: which dates suit you? ${meeting}`,
    paragraphs: [
      `The date of the ${meeting} for ${school} is being set. It takes about ${minutes} minutes, ${venue}. These are the dates:`,
      dates.map(({ date, time }) => `${longDate(date)} at ${clockTime(time)}`),
      'Please say which suit you. You do not need to sign in, and you can change your answer until the date is fixed. Then you get an invitation for your calendar.',
      'The link is yours alone: please do not pass this email on.',
    ],
    link: { label: 'Say which dates suit you', url },
  };
}

/** The dates that a member was asked about are not on offer any more. Why is not for a mail. */
export function datesWithdrawn(
  facts: Pick<MeetingFacts, 'school' | 'meeting' | 'url'>,
): MailContent {
  const { school, meeting, url } = facts;
  return {
    template: 'Dates withdrawn',
    subject: `${school}: the dates offered are withdrawn. ${meeting}`,
    paragraphs: [
      `The dates that you were asked about, for the ${meeting} for ${school}, are withdrawn. You do not need to answer, and you can take them out of your diary.`,
    ],
    link: { label: 'See the meetings', url },
  };
}

export function meetingMoved(
  facts: MeetingFacts & { readonly before: { readonly date: LocalDate; readonly time: LocalTime } },
): MailContent {
  const { date, time } = facts.before;
  return {
    template: 'Meeting moved',
    subject: `Moved: ${facts.school}, ${facts.meeting}, now ${longDate(facts.date)}`,
    paragraphs: [
      `The ${facts.meeting} for ${facts.school} was planned for ${longDate(date)} at ${clockTime(time)}, and has changed.`,
      whenAndWhere(facts),
    ],
    link: { label: 'See the meeting', url: facts.url },
  };
}

/** The meeting is put off, and its new date is still to be agreed. */
export function meetingPostponed(facts: MeetingFacts): MailContent {
  return {
    template: 'Meeting postponed',
    subject: `Postponed: ${facts.school}, ${facts.meeting}, ${longDate(facts.date)}`,
    paragraphs: [
      `The ${facts.meeting} for ${facts.school} on ${longDate(facts.date)} at ${clockTime(facts.time)} is postponed. You will get an invitation for the new date.`,
    ],
    link: { label: 'See the meeting', url: facts.url },
  };
}

/** The meeting began, was broken off, and goes on another day. */
export function meetingAdjourned(facts: MeetingFacts): MailContent {
  return {
    template: 'Meeting adjourned',
    subject: `Adjourned: ${facts.school}, ${facts.meeting}, ${longDate(facts.date)}`,
    paragraphs: [
      `The ${facts.meeting} for ${facts.school} on ${longDate(facts.date)} was adjourned. It goes on another day, with the same agenda: you will get an invitation for it.`,
    ],
    link: { label: 'See the meeting', url: facts.url },
  };
}

/** The next meeting has another agenda than it had. */
export function agendaChanged(facts: MeetingFacts): MailContent {
  return {
    template: 'Agenda changed',
    subject: `Agenda changed: ${facts.school}, now ${facts.meeting}, ${longDate(facts.date)}`,
    paragraphs: [
      `The next meeting for ${facts.school} has another agenda: it is now the ${facts.meeting}.`,
      whenAndWhere(facts),
    ],
    link: { label: 'See the meeting', url: facts.url },
  };
}

export function meetingCancelled(facts: MeetingFacts): MailContent {
  return {
    template: 'Meeting cancelled',
    subject: `Cancelled: ${facts.school}, ${facts.meeting}, ${longDate(facts.date)}`,
    paragraphs: [
      `The ${facts.meeting} for ${facts.school} on ${longDate(facts.date)} at ${clockTime(facts.time)} will not take place. You do not need to do anything.`,
    ],
    link: { label: 'See the meeting', url: facts.url },
  };
}

/** To someone who was to come, and is not expected any more. Why is not for a mail. */
export function uninvited(facts: MeetingFacts): MailContent {
  return {
    template: 'Invitation withdrawn',
    subject: `Not needed: ${facts.school}, ${facts.meeting}, ${longDate(facts.date)}`,
    paragraphs: [
      `You do not need to come to the ${facts.meeting} for ${facts.school} on ${longDate(facts.date)} at ${clockTime(facts.time)}. It takes place without you.`,
    ],
    link: { label: 'See your work', url: new URL('/', facts.url).href },
  };
}

type CheckFacts = RecordFacts & { readonly due: LocalDate };

/** What the link to an accuracy check asks of whoever opens it. */
const asksForCode =
  'You need not sign in. The link mails you a code, which opens the check in the browser that you use. Please do not pass it on.';

/** To the headteacher: the record waits for their accuracy check. */
export function accuracyCheck(facts: CheckFacts): MailContent {
  return {
    template: 'Record ready for your accuracy check',
    subject: `${facts.school}: please check a meeting record by ${longDate(facts.due)}`,
    paragraphs: [
      `The record of ${meetingOn(facts)} is ready for your accuracy check.`,
      `Please answer by ${longDate(facts.due)}. Of each paragraph you can say that it is accurate, that a fact is wrong, or that you see it differently.`,
      asksForCode,
    ],
    link: { label: 'Check the record', url: facts.url },
  };
}

/** To the headteacher, whose answer is still to come. */
export function accuracyReminder(facts: CheckFacts): MailContent {
  return {
    template: 'Reminder of an accuracy check',
    subject: `Reminder: ${facts.school}, please check a meeting record by ${longDate(facts.due)}`,
    paragraphs: [
      `The record of ${meetingOn(facts)} still waits for your accuracy check. Please answer by ${longDate(facts.due)}.`,
      'If you have the check open in a browser, go on there. Else open this link, which then takes the place of the one before. What you have answered so far is kept.',
      asksForCode,
    ],
    link: { label: 'Check the record', url: facts.url },
  };
}

/** To the chair: the day for an answer has passed. */
export function accuracyUnanswered(facts: CheckFacts): MailContent {
  return {
    template: 'No answer to an accuracy check',
    subject: `${facts.school}: no answer to the accuracy check by ${longDate(facts.due)}`,
    paragraphs: [
      `No answer came by ${longDate(facts.due)} to the accuracy check of the record of ${meetingOn(facts)}.`,
      'You may make the record final without it. The record then says that no answer came.',
    ],
    link: { label: 'Go on to finalise', url: facts.url },
  };
}

/** To the headteacher, who asked for it: another link in place of the one before. */
export function accuracyLinkRenewed(facts: CheckFacts): MailContent {
  return {
    template: 'New link to an accuracy check',
    subject: `${facts.school}: your new link to check a meeting record`,
    paragraphs: [
      `Here is a new link to check the record of ${meetingOn(facts)}, by ${longDate(facts.due)}. The link that you had before does not work any more. What you have answered so far is kept.`,
      asksForCode,
      'If you did not ask for it, use it all the same: the link before has ended.',
    ],
    link: { label: 'Check the record', url: facts.url },
  };
}

/** To the headteacher: opens the check in the browser that asked for it. Names no school. */
export function accuracyCode({
  code,
  until,
  url,
}: {
  readonly code: string;
  readonly until: Date;
  readonly url: string;
}): MailContent {
  return {
    template: 'Code for an accuracy check',
    subject: 'Your code to check a meeting record',
    paragraphs: [
      `Your code is ${code}`,
      `Type it on the page that asked for it. It works once, until ${longInstant(until)}. If several codes came, use the newest.`,
      'If you did not ask for it, leave it, and tell nobody: nothing opens without it.',
    ],
    link: { label: 'The page that asked for it', url: `${url}/code` },
  };
}

/** To the chair: the headteacher has answered. */
export function accuracyAnswered(facts: RecordFacts): MailContent {
  return {
    template: 'Accuracy check answered',
    subject: `${facts.school}: the accuracy check has been answered`,
    paragraphs: [
      `The headteacher has answered the accuracy check of the record of ${meetingOn(facts)}.`,
      'Please decide on each answer, then finalise the record.',
    ],
    link: { label: 'See the answers', url: facts.url },
  };
}

export function recordFinal(facts: RecordFacts): MailContent {
  return {
    template: 'Record final and shared',
    subject: `${facts.school}: the meeting record is final`,
    paragraphs: [
      `The record of ${meetingOn(facts)} is final and is shared with you.`,
      'You can read it, and download it as Word or PDF.',
    ],
    link: { label: 'Read the record', url: facts.url },
  };
}

export function recordCorrected(facts: RecordFacts & { readonly version: number }): MailContent {
  return {
    template: 'Corrected record shared',
    subject: `${facts.school}: a corrected meeting record, version ${facts.version}`,
    paragraphs: [
      `The record of ${meetingOn(facts)} has been corrected. Version ${facts.version} is shared with you and takes the place of the one that you have.`,
      'The earlier version stays on file, with the reason for the correction.',
    ],
    link: { label: 'Read the corrected record', url: facts.url },
  };
}

/** What a mail about a meeting's papers says of it. */
interface PaperFacts {
  readonly school: string;
  /** "School Improvement Board, Entry Meeting" */
  readonly meeting: string;
  /** The day of the meeting. */
  readonly date: LocalDate;
  readonly url: string;
}

/** To whoever owes papers for a meeting. `due` is unset where they are suggestions. */
export function papersAskedFor(
  facts: PaperFacts & { readonly due: LocalDate | undefined; readonly today: LocalDate },
): MailContent {
  const { due, today, school } = facts;
  return {
    template: 'Papers asked for',
    subject:
      due === undefined
        ? `${school}: papers for the meeting on ${longDate(facts.date)}`
        : due < today
          ? `${school}: please send papers as soon as you can`
          : `${school}: please send papers by ${longDate(due)}`,
    paragraphs: [
      due === undefined
        ? `Papers that could be useful before ${meetingOn(facts)} can be sent by the link below.`
        : `Papers are needed before ${meetingOn(facts)}. ${due < today ? 'The meeting is soon: please send them as soon as you can.' : `Please send them by ${longDate(due)}.`}`,
      'The link shows which ones, and asks only for what is not held already. Where a paper has not changed, you can say so instead of sending it again.',
      'You need not sign in. Pass the link to whoever sends the papers for you, and to nobody else. It works until the day before the meeting.',
    ],
    link: { label: 'Send the papers', url: facts.url },
  };
}

export function papersReminder(facts: PaperFacts & { readonly due: LocalDate }): MailContent {
  return {
    template: 'Reminder of papers',
    subject: `Reminder: ${facts.school}, please send papers by ${longDate(facts.due)}`,
    paragraphs: [
      `Papers for ${meetingOn(facts)} are still to be sent. Please send them by ${longDate(facts.due)}.`,
      'You need not sign in. The link works until the day before the meeting.',
    ],
    link: { label: 'Send the papers', url: facts.url },
  };
}

/** To the board: the papers can be read. */
export function papersReady(facts: PaperFacts): MailContent {
  return {
    template: 'Papers ready to read',
    subject: `${facts.school}: papers to read before ${longDate(facts.date)}`,
    paragraphs: [
      `The papers for ${meetingOn(facts)} are ready. Please read them before the meeting.`,
      'What is sent later is marked as a supplement.',
    ],
    link: { label: 'Read the papers', url: facts.url },
  };
}

/** To those who had the papers: some came or changed since. `papers` are named as the form has them. */
export function papersSupplement(
  facts: PaperFacts & { readonly papers: readonly string[] },
): MailContent {
  const { papers, school } = facts;
  const count = papers.length === 1 ? 'a paper' : `${papers.length} papers`;
  return {
    template: 'Supplement to papers',
    subject: `${school}: ${count} changed before ${longDate(facts.date)}`,
    paragraphs: [
      `You have had the papers for ${meetingOn(facts)}. Since then ${papers.length === 1 ? 'this one has' : 'these have'} come or changed: ${papers.join('; ')}.`,
      'Each is marked as a supplement beside the others.',
    ],
    link: { label: 'Read the papers', url: facts.url },
  };
}

/** To whoever monitors an action, and to the chair: it is said to be complete. */
export function actionToConfirm({
  school,
  url,
}: {
  readonly school: string;
  readonly url: string;
}): MailContent {
  return {
    template: 'Action to confirm',
    subject: `${school}: an agreed action is said to be complete`,
    paragraphs: [
      `Whoever undertakes an agreed action at ${school} says that it is complete.`,
      'Please look at what they show for it, and confirm it or say what is missing.',
    ],
    link: { label: 'See the action', url },
  };
}

/** Once a week, to whoever is behind with something: a line for each school and kind. */
export function weeklyDigest({
  lines,
  url,
  settingsUrl,
}: {
  readonly lines: readonly string[];
  readonly url: string;
  readonly settingsUrl: string;
}): MailContent {
  const count = lines.length === 1 ? 'one thing' : `${lines.length} things`;
  return {
    template: 'What has not happened',
    subject: `Trajectory: ${count} to look at this week`,
    paragraphs: ['These should have happened, and you can do something about them:', lines],
    link: { label: 'See your work', url },
    also: { label: 'Choose what you are reminded of', url: settingsUrl },
  };
}

function whenAndWhere({ date, time, minutes, venue }: MeetingFacts): string {
  return `It is on ${longDate(date)} at ${clockTime(time)}, for about ${minutes} minutes, ${venue}.`;
}

function meetingOn({ meeting, school, date }: Omit<RecordFacts, 'url'>): string {
  return `the ${meeting} for ${school} on ${longDate(date)}`;
}
