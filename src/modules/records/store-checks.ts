import type { PersonId, RecordId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { TypedAnswer } from './domain/accuracy.ts';

/** What a headteacher has typed of the check of a record and not sent. */
export async function draftOf(
  db: Db | Trx,
  recordId: RecordId,
  person: PersonId,
): Promise<TypedAnswer[]> {
  const row = await db
    .selectFrom('accuracy_drafts')
    .select('answers')
    .where('record_id', '=', recordId)
    .where('person_id', '=', person)
    .executeTakeFirst();
  return (row?.answers ?? []).map((each) => ({ ...each, answer: each.answer ?? undefined }));
}

/** Keeps what a headteacher has typed, in place of what was kept. */
export async function keepDraft(
  trx: Trx,
  recordId: RecordId,
  person: PersonId,
  typed: readonly TypedAnswer[],
  at: Date,
): Promise<void> {
  const answers = JSON.stringify(typed.map((each) => ({ ...each, answer: each.answer ?? null })));
  await trx
    .insertInto('accuracy_drafts')
    .values({ record_id: recordId, person_id: person, answers, saved_at: at })
    .onConflict((conflict) =>
      conflict.columns(['record_id', 'person_id']).doUpdateSet({ answers, saved_at: at }),
    )
    .execute();
}

/** Takes away what was typed, once it has been sent. */
export async function dropDraft(trx: Trx, recordId: RecordId, person: PersonId): Promise<void> {
  await trx
    .deleteFrom('accuracy_drafts')
    .where('record_id', '=', recordId)
    .where('person_id', '=', person)
    .execute();
}
