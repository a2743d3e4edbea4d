import { addDays, longDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { closedBecause, kindOfDay } from '#kernel/school-days.ts';
import type { SchoolCalendar } from '#kernel/school-days.ts';
import { questionOn } from '#policy-pack/index.ts';
import type { Form, Outcome, PolicyPack } from '#policy-pack/index.ts';
import { change, changed, changedMeanwhile, mayWrite } from './record.ts';
import type { Change, Decision, MeetingRecord, NextMeeting } from './record.ts';
import { longestText } from './section.ts';

/**
 * Records what the board agreed. The outcome is one of the form's, the question is the one that
 * boards are asked on the day of the meeting, and its answer is one of the pack's. `seen` is the mark
 * of the decision that stood there when it was typed: refuses where someone has changed it since.
 */
export function chooseOutcome(
  record: MeetingRecord,
  form: Form,
  pack: PolicyPack,
  meetingOn: LocalDate,
  wanted: Omit<Decision, 'question'>,
  seen?: string,
): Result<Change> {
  const writable = mayWrite(record);
  if (!writable.ok) return writable;
  const isSame = markOf(record.decision) === markOf(wanted);
  if (seen !== undefined && seen !== markOf(record.decision) && !isSame) {
    return changedMeanwhile('what the board agreed', 'outcome');
  }
  if (form.outcomes.length === 0) {
    return refuse('no-outcomes', `A ${form.heading} meeting does not agree an outcome.`);
  }
  const { outcome, answer } = wanted;
  if (outcome !== undefined && !form.outcomes.some(({ key }) => key === outcome)) {
    return refuse('unknown-outcome', 'Choose an outcome from the list', 'outcome');
  }
  if (answer !== undefined && !pack.question.answers.some(({ key }) => key === answer)) {
    return refuse('unknown-answer', 'Choose an answer from the list', 'answer');
  }
  for (const field of ['reasons', 'concerns', 'support'] as const) {
    if (wanted[field].length > longestText) {
      return refuse('too-long', 'This must be 100,000 characters or fewer', field);
    }
  }
  const asks = form.asksConcernsAndSupport;
  const decision: Decision = {
    ...wanted,
    question: questionOn(pack, meetingOn).key,
    concerns: asks ? wanted.concerns : '',
    support: asks ? wanted.support : '',
  };
  return change(changed(record, { decision }), { type: 'outcome recorded', decision });
}

/** What was decided, as one text: whether it has changed since someone saw it. */
export function markOf({
  outcome,
  answer,
  reasons,
  concerns,
  support,
}: Omit<Decision, 'question'>): string {
  return JSON.stringify([outcome ?? '', answer ?? '', reasons, concerns, support]);
}

/** What the outcome leads to, or the form where it has no outcomes; undefined until it is chosen. */
export function leadsTo(form: Form, outcome: string | undefined): Outcome['leadsTo'] | undefined {
  if (form.outcomes.length === 0) return form.next ?? undefined;
  return form.outcomes.find(({ key }) => key === outcome)?.leadsTo;
}

/** What a date is held against. */
export interface When {
  readonly meeting: LocalDate;
  readonly today: LocalDate;
  readonly calendar: SchoolCalendar;
  /** The dates that the page offers: another needs a reason. */
  readonly offered?: readonly LocalDate[];
  /** What there is to say against the date, beside the kind of day that it is. */
  readonly doubts?: readonly { readonly code: string; readonly sentence: string }[];
}

/** How far ahead a meeting is set, in days. */
const furthest = 550;

/** Whether the form asks when the next meeting is. */
export function asksForNext(form: Form): boolean {
  return form.sections.some(({ kind }) => kind === 'next-meeting');
}

/**
 * Records when the next meeting is, or who agrees the date by when. It may still be set while the
 * headteacher has the record: it is an arrangement, and the record cannot be final without it. `seen`
 * is the mark of what stood there when it was typed: refuses where someone has changed it since.
 */
export function setNext(
  record: MeetingRecord,
  next: NextMeeting,
  on: When,
  seen?: string,
): Result<Change> {
  if (record.state.status !== 'with-headteacher') {
    const writable = mayWrite(record);
    if (!writable.ok) return writable;
  }
  const now = markOfNext(record.next);
  if (seen !== undefined && seen !== now && markOfNext(next) !== now) {
    return changedMeanwhile('the next meeting', 'kind');
  }
  const checked = checkNext(next, on);
  if (!checked.ok) return checked;
  return change(changed(record, { next }), { type: 'next meeting recorded', next });
}

/** What is said of the next meeting, as one text: whether it has changed since someone saw it. */
export function markOfNext(next: NextMeeting): string {
  switch (next.kind) {
    case 'not-set':
      return '';
    case 'set':
      return JSON.stringify([next.date, next.time, next.reason ?? '']);
    case 'to-be-agreed':
      return JSON.stringify([next.by, next.byDate]);
  }
}

function checkNext(next: NextMeeting, on: When): Result<undefined> {
  if (next.kind === 'set') return checkDate(next.date, next.reason ?? '', on);
  if (next.kind === 'to-be-agreed' && next.by === '') {
    return refuse('no-name', 'Enter who agrees the date', 'agreed-by');
  }
  if (next.kind === 'to-be-agreed' && next.by.length > 200) {
    return refuse('name-too-long', 'The name must be 200 characters or fewer', 'agreed-by');
  }
  if (next.kind === 'to-be-agreed' && next.byDate < on.today) {
    return refuse('past', 'The day to agree the date by must be today or in the future', 'by-date');
  }
  return ok(undefined);
}

const longestReason = 500;

function checkDate(
  date: LocalDate,
  reason: string,
  { meeting, today, calendar, offered = [], doubts = [] }: When,
): Result<undefined> {
  if (date <= meeting) {
    return refuse('before-this', 'The next meeting must be after this one', 'date');
  }
  if (date < today) {
    return refuse('past', 'The date of the next meeting must be today or in the future', 'date');
  }
  if (date > addDays(today, furthest)) {
    return refuse('too-far', 'The next meeting must be within the next 18 months', 'date');
  }
  if (reason.length > longestReason) {
    return refuse(
      'reason-too-long',
      `The reason must be ${longestReason} characters or fewer`,
      'reason',
    );
  }
  if (reason !== '') return ok(undefined);
  const orSay = 'Choose another day, or enter why the meeting is on it';
  const closed = closedBecause(kindOfDay(calendar, date));
  if (closed !== undefined) {
    return refuse('not-a-school-day', `${longDate(date)} is ${closed}. ${orSay}`, 'reason');
  }
  const [doubt] = doubts;
  if (doubt) return refuse(doubt.code, `${doubt.sentence}. ${orSay}`, 'reason');
  if (offered.length > 0 && !offered.includes(date)) {
    return refuse(
      'not-offered',
      `Enter why the meeting is on ${longDate(date)} and not on one of the dates offered`,
      'reason',
    );
  }
  return ok(undefined);
}

/** Lets the board see the notes while they are written, or no longer. */
export function showLive(record: MeetingRecord, shownLive: boolean): Result<Change> {
  const writable = mayWrite(record);
  if (!writable.ok) return writable;
  if (record.shownLive === shownLive) return change(record);
  return change(changed(record, { shownLive }), {
    type: shownLive ? 'notes shown to the board' : 'notes not shown to the board',
  });
}

/** Names who may write the notes beside the chair, or nobody. `writers` are the board members who can. */
export function nameNoteTaker(
  record: MeetingRecord,
  noteTaker: PersonId | undefined,
  writers: readonly PersonId[],
): Result<Change> {
  const writable = mayWrite(record);
  if (!writable.ok) return writable;
  if (noteTaker !== undefined && !writers.includes(noteTaker)) {
    return refuse('not-a-writer', 'Choose a note-taker from the list', 'noteTaker');
  }
  return change(changed(record, { noteTaker }), { type: 'note-taker named', noteTaker });
}
