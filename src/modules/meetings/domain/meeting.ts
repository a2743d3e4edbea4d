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

export interface Meeting {
  readonly id: MeetingId;
  readonly caseId: CaseId;
  /** A form of the policy pack: `sib-entry` … */
  readonly form: string;
  readonly status: 'planned' | 'held' | 'cancelled';
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly minutes: number;
  readonly venue: Venue;
  /** Why it stands on an unusual day, or was last moved or cancelled; empty when there was no need to say. */
  readonly reason: string;
  /** Counts the invitations sent, so that calendars replace the old one with the new. */
  readonly sequence: number;
  readonly version: number;
}

export interface Arrangement {
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly minutes: number;
  readonly venue: Venue;
  readonly reason: string;
}

export interface Setting {
  readonly today: LocalDate;
  readonly calendar: SchoolCalendar;
  /** What else there is to say against the date: it needs a reason. */
  readonly doubts?: readonly { readonly code: string; readonly sentence: string }[];
}

/** Plans a meeting. A case has one planned meeting at a time: the next one is set at the one before. */
export function arrange(
  planned: Meeting | undefined,
  meeting: { readonly id: MeetingId; readonly caseId: CaseId; readonly form: string },
  wanted: Arrangement,
  setting: Setting,
): Result<Meeting> {
  if (planned) {
    return refuse(
      'already-planned',
      `A meeting is already planned for ${longDate(planned.date)} at ${clockTime(planned.time)}. Move that one instead.`,
    );
  }
  const checked = check(wanted, setting);
  if (!checked.ok) return checked;
  return ok({ ...meeting, ...wanted, status: 'planned', sequence: 0, version: 1 });
}

/** Moves a planned meeting to another time or place, with a reason; the agenda stays. */
export function move(meeting: Meeting, wanted: Arrangement, setting: Setting): Result<Meeting> {
  const planned = mustBePlanned(meeting, 'moved');
  if (!planned.ok) return planned;
  const checked = check(wanted, setting);
  if (!checked.ok) return checked;
  if (wanted.reason === '') {
    return refuse('no-reason', 'Enter why the meeting is moved', 'reason');
  }
  return ok({
    ...meeting,
    ...wanted,
    sequence: meeting.sequence + 1,
    version: meeting.version + 1,
  });
}

export function cancel(meeting: Meeting, reason: string): Result<Meeting> {
  const planned = mustBePlanned(meeting, 'cancelled');
  if (!planned.ok) return planned;
  if (reason === '') return refuse('no-reason', 'Enter why the meeting is cancelled', 'reason');
  return ok({
    ...meeting,
    status: 'cancelled',
    reason,
    sequence: meeting.sequence + 1,
    version: meeting.version + 1,
  });
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

/** How far ahead a meeting may be planned, in days. */
const furthest = 550;

function check(wanted: Arrangement, { today, calendar, doubts = [] }: Setting): Result<undefined> {
  if (wanted.date < today) {
    return refuse('past', 'The date of the meeting must be today or in the future', 'date');
  }
  if (Date.parse(wanted.date) - Date.parse(today) > furthest * 86_400_000) {
    return refuse('too-far', 'The date of the meeting must be within the next 18 months', 'date');
  }
  const closed = closedBecause(kindOfDay(calendar, wanted.date));
  if (closed !== undefined && wanted.reason === '') {
    return refuse(
      'not-a-school-day',
      `${longDate(wanted.date)} is ${closed}. Choose another day, or enter why the meeting is on it`,
      'reason',
    );
  }
  const [doubt] = doubts;
  if (doubt && wanted.reason === '') {
    return refuse(
      doubt.code,
      `${doubt.sentence}. Choose another day, or enter why the meeting is on it`,
      'reason',
    );
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

function mustBePlanned(meeting: Meeting, verb: string): Result<undefined> {
  if (meeting.status === 'planned') return ok(undefined);
  const state = meeting.status === 'held' ? 'has been held' : 'was cancelled';
  return refuse(meeting.status, `This meeting ${state}, so it cannot be ${verb}.`);
}
