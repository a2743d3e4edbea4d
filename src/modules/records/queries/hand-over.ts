import { findActor } from '#modules/people/index.ts';
import type { Actor } from '#modules/people/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { can } from '../access.ts';
import { findRecord } from '../store.ts';
import type { RecordMatter } from '../store.ts';

/**
 * Whether someone may hand over what they typed in a record while they could write in it: they can
 * now, they could on the day of the meeting, they have written in it, or they were its note-taker.
 */
export async function mayHandOver(
  db: Db | Trx,
  actor: Actor,
  matter: RecordMatter,
  laCode: string,
): Promise<boolean> {
  if (can(actor, 'write notes', matter)) return true;
  const { recordId, meeting } = matter;
  const day = meeting.date;
  const then = await findActor(db, actor.id, day);
  const asThen = await findRecord(db, recordId, { today: day, laCode });
  if (then && asThen && can(then, 'write notes', asThen)) return true;
  const wrote = await db
    .selectFrom('section_revisions')
    .select('revision')
    .where('record_id', '=', recordId)
    .where('by', '=', actor.id)
    .limit(1)
    .executeTakeFirst();
  if (wrote) return true;
  const named = await db
    .selectFrom('audit_events')
    .select('payload')
    .where('subject_kind', '=', 'record')
    .where('subject_id', '=', recordId)
    .where('type', '=', 'note-taker named')
    .execute();
  return named.some(
    ({ payload }) =>
      typeof payload === 'object' &&
      payload !== null &&
      'noteTaker' in payload &&
      payload['noteTaker'] === actor.id,
  );
}
