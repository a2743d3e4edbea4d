import type { LocalDate } from '#kernel/dates.ts';
import { dateFrameFor } from '#modules/meetings/index.ts';
import type { DateFrame } from '#modules/meetings/index.ts';
import { formOf, howSoon } from '#policy-pack/index.ts';
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
  const pack = packOf(record);
  const next = leadsTo(formOf(pack, record.form), record.decision.outcome);
  const within = next && howSoon(pack, next);
  return dateFrameFor(db, matter, { today, pack }, { after: meeting.date, within });
}
