import type { LocalDate } from '#kernel/dates.ts';
import { dateFrameFor, offerDates, windowAfter } from '#modules/meetings/index.ts';
import type { DateFrame } from '#modules/meetings/index.ts';
import { formOf, howSoon } from '#policy-pack/index.ts';
import type { HowSoon } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { leadsTo } from '../domain/decision.ts';
import type { RecordMatter } from '../store.ts';
import { packOf } from './whole-record.ts';

/**
 * What the date of the next meeting is held against: the half-term or term that the outcome leads to.
 * The first check-in after an exit is as soon as check-ins are: next term.
 */
export function nextDateFrame(
  db: Db | Trx,
  matter: RecordMatter,
  today: LocalDate,
): Promise<DateFrame> {
  const { record, meeting } = matter;
  const within = withinOf(matter, record.decision.outcome);
  return dateFrameFor(db, matter, { today, pack: packOf(record) }, { after: meeting.date, within });
}

/** How soon an outcome has the board meet again. */
function withinOf({ record }: RecordMatter, outcome: string | undefined): HowSoon | undefined {
  const pack = packOf(record);
  const next = leadsTo(formOf(pack, record.form), outcome);
  return next && howSoon(pack, next);
}

/** A day that is offered for the next meeting. */
export interface OfferedDay {
  readonly day: LocalDate;
  /** The outcomes with which it is offered; '' is none yet. */
  readonly outcomes: readonly string[];
}

/** The days that are offered with each outcome that the board may still agree on. */
export async function offeredDays(
  db: Db | Trx,
  matter: RecordMatter,
  today: LocalDate,
): Promise<OfferedDay[]> {
  const { record, meeting } = matter;
  const frame = await nextDateFrame(db, matter, today);
  const outcomesOf = new Map<LocalDate, string[]>();
  for (const outcome of [
    '',
    ...formOf(packOf(record), record.form).outcomes.map((each) => each.key),
  ]) {
    const window = windowAfter(frame.calendar, meeting.date, withinOf(matter, outcome));
    for (const day of offerDates({ ...frame, window })) {
      outcomesOf.set(day, [...(outcomesOf.get(day) ?? []), outcome]);
    }
  }
  return [...outcomesOf]
    .map(([day, outcomes]) => ({ day, outcomes }))
    .sort((one, other) => one.day.localeCompare(other.day));
}
