import { shortDate } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { MeetingId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { ActionWording } from '#modules/actions/index.ts';
import type { Case } from '#modules/cases/index.ts';
import type { Meeting } from '#modules/meetings/index.ts';
import type { Process } from '#policy-pack/index.ts';

/** A meeting that was held before its case was taken on. */
export interface PastMeeting {
  readonly id: MeetingId;
  readonly form: string;
  readonly date: LocalDate;
}

/** It took place at some time of its day, which nobody asks for. */
const untimed = '00:00' as LocalTime;

const longest = 10_000;

/**
 * Adds a past meeting to a case that was taken on. Refuses an agenda of another process, a day that is
 * still to come or lies before the case began, and a second meeting on the same day.
 */
export function pastMeeting(
  present: Case,
  process: Process,
  meetings: readonly Pick<Meeting, 'id' | 'date' | 'status'>[],
  wanted: PastMeeting,
  { today, minutes }: { readonly today: LocalDate; readonly minutes: number },
): Result<Meeting> {
  if (present.takenOn === undefined) {
    return refuse(
      'not-taken-on',
      'Past meetings are added to a process that was taken on. Set the meeting, and write its record.',
    );
  }
  if (!process.forms.includes(wanted.form)) {
    return refuse('wrong-agenda', `Choose an agenda of the ${process.name}`, 'form');
  }
  if (wanted.date > today) {
    return refuse(
      'in-the-future',
      `The date of the meeting must be today, ${shortDate(today)}, or before`,
      'date',
    );
  }
  if (wanted.date < present.openedOn) {
    return refuse(
      'before-the-case',
      `The date of the meeting must be ${shortDate(present.openedOn)}, the day on which the process began, or after`,
      'date',
    );
  }
  const same = meetings.find(({ date, status }) => date === wanted.date && status !== 'cancelled');
  if (same) {
    return refuse(
      'already-there',
      `A meeting of ${shortDate(wanted.date)} is there already`,
      'date',
    );
  }
  return ok({
    ...wanted,
    caseId: present.id,
    status: 'held',
    time: untimed,
    minutes,
    venue: { kind: 'school' },
    reason: '',
    sequence: 0,
    version: 1,
    setBy: undefined,
    takenOn: true,
  });
}

/**
 * Checks an open action that comes along with a case. Unlike one that a board agrees, it must say who
 * undertakes it: nobody will settle that at the end of a meeting.
 */
export function checkAction(wording: ActionWording): Result<undefined> {
  if (wording.what === '') return refuse('nothing', 'Enter what will be done', 'what');
  if (wording.undertakes === '') {
    return refuse('no-owner', 'Enter who undertakes the action', 'undertakes');
  }
  for (const field of ['what', 'undertakes', 'monitors', 'success', 'support'] as const) {
    if (wording[field].length > longest) {
      return refuse('too-long', 'This must be 10,000 characters or fewer', field);
    }
  }
  return ok(undefined);
}
