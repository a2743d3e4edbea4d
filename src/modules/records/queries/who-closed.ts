import type { PersonId, RecordId } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';

/** Who last sent a record to the headteacher, and when; undefined where nobody has. */
export async function whoClosed(
  db: Db,
  recordId: RecordId,
): Promise<{ readonly by: PersonId | null; readonly name: string; readonly at: Date } | undefined> {
  const row = await db
    .selectFrom('audit_events')
    .select(['actor_id', 'actor_name', 'at'])
    .where('subject_kind', '=', 'record')
    .where('subject_id', '=', recordId)
    .where('type', '=', 'record sent for accuracy check')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { by: row.actor_id, name: row.actor_name, at: row.at };
}
