import { clockTime, longDate } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { CaseId, MeetingId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { closedBecause, kindOfDay } from '#kernel/school-days.ts';
import type { SchoolCalendar } from '#kernel/school-days.ts';

export type Venue =
  | { readonly kind: 'school' }
  /** Online, or partly: where the link or the room is. */
  | { readonly kind: 'teams'; readonly detail: string }
  | { readonly kind: 'hybrid'; readonly detail: string }
  /** Meetings are expected at the school: another place needs a reason. */
  | { readonly kind: 'elsewhere'; readonly detail: string; readonly reason: string };

/**
 * A postponed meeting did not begin and has no new date yet; an adjourned one began, and goes on
 * another day. Both keep their agenda, and are planned again when they are given a date.
 */
export type MeetingStatus = 'planned' | 'postponed' | 'held' | 'adjourned' | 'cancelled';

export interface Meeting {
  readonly id: MeetingId;
  readonly caseId: CaseId;
  /** A form of the policy pack: `sib-entry` … */
  readonly form: string;
  readonly status: MeetingStatus;
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly minutes: number;
  readonly venue: Venue;
  /** Why it stands on an unusual day, or was last changed; empty when there was no need to say. */
  readonly reason: string;
  /** Counts the invitations sent, so that calendars replace the old one with the new. */
  readonly sequence: number;
  readonly version: number;
  /** The meeting whose outcome set this one, and that outcome, a key of the form's; they stay with it. */
  readonly setBy: { readonly meeting: MeetingId; readonly outcome: string } | undefined;
  /** Held before its case was taken on: its record is the file that came with it. */
  readonly takenOn: boolean;
}

export interface Arrangement {
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly minutes: number;
  readonly venue: Venue;
  readonly reason: string;
}

/** Another time or place for a meeting: `reason` is why it is moved. */
export interface Move extends Arrangement {
  /** Why it is on this day, where there is something to say against it; else absent or empty. */
  readonly whyThisDay?: string;
}

export interface Setting {
  readonly today: LocalDate;
  readonly calendar: SchoolCalendar;
  /** What else there is to say against the date: it needs a reason. */
  readonly doubts?: readonly { readonly code: string; readonly sentence: string }[];
  /** The dates offered in the time that the board agreed: another needs a reason. None where none was. */
  readonly offered?: readonly LocalDate[];
}

/** Plans a meeting. A case has one meeting to come at a time: the next one is set at the one before. */
export function arrange(
  toCome: Meeting | undefined,
  meeting: Pick<Meeting, 'id' | 'caseId' | 'form'> & Partial<Pick<Meeting, 'setBy'>>,
  wanted: Arrangement,
  setting: Setting,
): Result<Meeting> {
  if (toCome) {
    const on = `${longDate(toCome.date)} at ${clockTime(toCome.time)}`;
    return refuse(
      'already-planned',
      toCome.status === 'planned'
        ? `A meeting is already planned for ${on}. Move that one instead.`
        : `The meeting of ${on} is ${toCome.status} and waits for a new date. Set that instead.`,
    );
  }
  const checked = check(wanted, setting);
  if (!checked.ok) return checked;
  const day = checkDay(wanted.date, { text: wanted.reason, field: 'reason' }, setting);
  if (!day.ok) return day;
  return ok({
    setBy: undefined,
    ...meeting,
    ...wanted,
    status: 'planned',
    sequence: 0,
    version: 1,
    takenOn: false,
  });
}

/** The meeting, cancelled since, that the last one that was not cancelled agreed on. `meetings` are newest first. */
export function agreedBefore(meetings: readonly Meeting[]): Meeting | undefined {
  const latest = meetings.find(({ status }) => status !== 'cancelled');
  return latest && meetings.find(({ setBy }) => setBy?.meeting === latest.id);
}

/**
 * Whether the next meeting can be set from the page of the case: what the board agreed last, and when
 * it meets next, is settled by the record of its last meeting. `unsettled` is the last meeting that
 * was held, where its record has not been final yet.
 */
export function mustBeSettled(unsettled: Pick<Meeting, 'date'> | undefined): Result<undefined> {
  if (!unsettled) return ok(undefined);
  return refuse(
    'record-not-final',
    `The record of ${longDate(unsettled.date)} is not final yet. It settles what follows, and when: enter the date of the next meeting there, and the meeting is planned when the record is final.`,
  );
}

/** Whether a meeting is still to come, with a date or waiting for one. */
export function isToCome({ status }: Pick<Meeting, 'status'>): boolean {
  return status === 'planned' || status === 'postponed' || status === 'adjourned';
}

/**
 * Moves a meeting to another time or place, or gives one that is postponed or adjourned its new date,
 * with a reason; the agenda stays. A new day is held against the same as one that is offered: why the
 * meeting is moved does not say why it is on an unusual day.
 */
export function move(meeting: Meeting, wanted: Move, setting: Setting): Result<Meeting> {
  const toCome = mustBeToCome(meeting, 'moved');
  if (!toCome.ok) return toCome;
  const { whyThisDay = '', ...to } = wanted;
  const isPlanned = meeting.status === 'planned';
  const checked = check(to, setting);
  if (!checked.ok) return checked;
  const day = isPlanned
    ? checkNewDay(meeting, to.date, whyThisDay, setting)
    : checkDay(to.date, { text: to.reason, field: 'reason' }, setting);
  if (!day.ok) return day;
  if (to.reason === '') {
    return refuse(
      'no-reason',
      isPlanned ? 'Enter why the meeting is moved' : 'Enter why it is on this day',
      'reason',
    );
  }
  const reason =
    isPlanned && whyThisDay !== '' ? `${to.reason} (Why on this day: ${whyThisDay})` : to.reason;
  return ok(next(meeting, { ...to, reason, status: 'planned' }));
}

/**
 * Holds the new day of a planned meeting against what there is to say. The day that it has already was
 * looked at when it was set; and a later one is not too soon for documents that are on their way.
 */
function checkNewDay(
  meeting: Meeting,
  to: LocalDate,
  why: string,
  setting: Setting,
): Result<undefined> {
  if (to === meeting.date) return ok(undefined);
  const { doubts = [], today } = setting;
  const isLater = meeting.date >= today && to > meeting.date;
  return checkDay(
    to,
    { text: why, field: 'whyThisDay' },
    { ...setting, doubts: isLater ? doubts.filter(({ code }) => code !== 'too-soon') : doubts },
  );
}

/** Puts a planned meeting off: its new date is still to be agreed. */
export function postpone(meeting: Meeting, reason: string): Result<Meeting> {
  const planned = mustBePlanned(meeting, 'postponed');
  if (!planned.ok) return planned;
  if (reason === '') return refuse('no-reason', 'Enter why the meeting is postponed', 'reason');
  return ok(next(meeting, { status: 'postponed', reason }));
}

/** Breaks off a meeting on its day, or after: it goes on another day. */
export function adjourn(meeting: Meeting, reason: string, today: LocalDate): Result<Meeting> {
  const planned = mustBePlanned(meeting, 'adjourned');
  if (!planned.ok) return planned;
  if (meeting.date > today) {
    return refuse(
      'not-yet',
      `The meeting is planned for ${longDate(meeting.date)}, so it has not begun. Postpone it instead.`,
    );
  }
  if (reason === '') return refuse('no-reason', 'Enter why the meeting was adjourned', 'reason');
  return ok(next(meeting, { status: 'adjourned', reason }));
}

export function cancel(meeting: Meeting, reason: string): Result<Meeting> {
  const toCome = mustBeToCome(meeting, 'cancelled');
  if (!toCome.ok) return toCome;
  if (reason === '') return refuse('no-reason', 'Enter why the meeting is cancelled', 'reason');
  return ok(next(meeting, { status: 'cancelled', reason }));
}

/** Gives a meeting that is to come another agenda: the exit is brought forward. */
export function changeAgenda(meeting: Meeting, form: string, reason: string): Result<Meeting> {
  const toCome = mustBeToCome(meeting, 'given another agenda');
  if (!toCome.ok) return toCome;
  return ok(next(meeting, { form, reason, setBy: undefined }));
}

/** The meeting with changes of which everyone who was invited is told. */
function next(meeting: Meeting, changes: Partial<Meeting>): Meeting {
  return {
    ...meeting,
    ...changes,
    sequence: meeting.sequence + 1,
    version: meeting.version + 1,
  };
}

/** Notes that the meeting has taken place. */
export function hold(meeting: Meeting, today: LocalDate): Result<Meeting> {
  const planned = mustBePlanned(meeting, 'closed');
  if (!planned.ok) return planned;
  if (meeting.date > today) {
    return refuse(
      'not-yet',
      `The meeting is planned for ${longDate(meeting.date)}. If it was held earlier, move it to that day first.`,
    );
  }
  return ok({ ...meeting, status: 'held', version: meeting.version + 1 });
}

/** Whether a record of the meeting may be opened: it is planned, or was held and is not taken on. */
export function mayHaveRecord({ status, takenOn }: Meeting): Result<undefined> {
  if (takenOn) {
    return refuse(
      'taken-on',
      'This meeting was held before its process was taken on. Its record is the file that came with it.',
    );
  }
  switch (status) {
    case 'planned':
    case 'held':
      return ok(undefined);
    case 'cancelled':
      return refuse('cancelled', 'This meeting was cancelled, so it has no record.');
    case 'postponed':
    case 'adjourned':
      return refuse(
        status,
        `This meeting is ${status}. Set its new date first, then open its record.`,
      );
  }
}

/** How far ahead a meeting may be planned, in days. */
const furthest = 550;

/** Whether there can be a meeting then and there at all. */
function check(wanted: Arrangement, { today }: Setting): Result<undefined> {
  if (wanted.date < today) {
    return refuse('past', 'The date of the meeting must be today or in the future', 'date');
  }
  if (Date.parse(wanted.date) - Date.parse(today) > furthest * 86_400_000) {
    return refuse('too-far', 'The date of the meeting must be within the next 18 months', 'date');
  }
  const { venue } = wanted;
  if (venue.kind === 'elsewhere' && venue.detail === '') {
    return refuse('no-place', 'Enter where the meeting is', 'elsewhere');
  }
  if (venue.kind === 'elsewhere' && venue.reason === '') {
    return refuse('no-venue-reason', 'Enter why the meeting is not at the school', 'venueReason');
  }
  return ok(undefined);
}

/** Whether a day is a usual one, or it is said why the meeting is on it. */
function checkDay(
  day: LocalDate,
  why: { readonly text: string; readonly field: string },
  { calendar, doubts = [], offered = [] }: Setting,
): Result<undefined> {
  if (why.text !== '') return ok(undefined);
  const orSay = 'Choose another day, or enter why the meeting is on it';
  const closed = closedBecause(kindOfDay(calendar, day));
  if (closed !== undefined) {
    return refuse('not-a-school-day', `${longDate(day)} is ${closed}. ${orSay}`, why.field);
  }
  const [doubt] = doubts;
  if (doubt) return refuse(doubt.code, `${doubt.sentence}. ${orSay}`, why.field);
  if (offered.length > 0 && !offered.includes(day)) {
    return refuse(
      'not-offered',
      `Enter why the meeting is on ${longDate(day)} and not on one of the dates offered`,
      why.field,
    );
  }
  return ok(undefined);
}

function mustBeToCome(meeting: Meeting, verb: string): Result<undefined> {
  if (isToCome(meeting)) return ok(undefined);
  const state = meeting.status === 'held' ? 'has been held' : 'was cancelled';
  return refuse(meeting.status, `This meeting ${state}, so it cannot be ${verb}.`);
}

function mustBePlanned(meeting: Meeting, verb: string): Result<undefined> {
  const toCome = mustBeToCome(meeting, verb);
  if (!toCome.ok || meeting.status === 'planned') return toCome;
  return refuse(
    meeting.status,
    `This meeting is ${meeting.status}, so it cannot be ${verb}. Set its new date first.`,
  );
}
