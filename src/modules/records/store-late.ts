import type { PersonId, RecordId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';

/** What was typed on a device and came when the record could not be written in any more. */
export interface LateText {
  /** The edit that it would have been. */
  readonly edit: string;
  readonly part: string;
  /** The revision of the part that it was typed on. */
  readonly parent: number;
  readonly text: string;
  /** When it was handed over. */
  readonly at: Date;
  readonly by: PersonId;
  readonly byName: string;
  /** When someone who holds the meeting looked at it, and who. */
  readonly settled: { readonly at: Date; readonly by: string } | undefined;
}

/** Every text of a record that came too late, oldest first. */
export async function lateTextsOf(db: Db | Trx, recordId: RecordId): Promise<LateText[]> {
  const rows = await db
    .selectFrom('late_texts as t')
    .innerJoin('people as p', 'p.id', 't.by')
    .leftJoin('late_texts_settled as s', (join) =>
      join.onRef('s.record_id', '=', 't.record_id').onRef('s.edit', '=', 't.edit'),
    )
    .leftJoin('people as sp', 'sp.id', 's.by')
    .select(['t.edit', 't.part', 't.parent', 't.text', 't.at', 't.by', 'p.name'])
    .select(['s.at as settled_at', 'sp.name as settled_by'])
    .where('t.record_id', '=', recordId)
    .orderBy('t.at')
    .orderBy('t.edit')
    .execute();
  return rows.map(({ name, settled_at, settled_by, ...text }) => ({
    ...text,
    byName: name,
    settled: settled_at && settled_by !== null ? { at: settled_at, by: settled_by } : undefined,
  }));
}

/** Keeps texts, each once, and gives those that were not there. */
export async function insertLateTexts(
  trx: Trx,
  recordId: RecordId,
  texts: readonly Pick<LateText, 'edit' | 'part' | 'parent' | 'text'>[],
  { at, by }: { readonly at: Date; readonly by: PersonId },
): Promise<ReadonlySet<string>> {
  const rows = await trx
    .insertInto('late_texts')
    .values(texts.map((text) => ({ ...text, record_id: recordId, at, by })))
    .onConflict((conflict) => conflict.columns(['record_id', 'edit']).doNothing())
    .returning('edit')
    .execute();
  return new Set(rows.map(({ edit }) => edit));
}

export async function insertLateSettled(
  trx: Trx,
  recordId: RecordId,
  edit: string,
  { at, by }: { readonly at: Date; readonly by: PersonId },
): Promise<void> {
  await trx
    .insertInto('late_texts_settled')
    .values({ record_id: recordId, edit, at, by })
    .execute();
}
