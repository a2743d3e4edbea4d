import type { PersonId, RecordId } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import type { TypedAnswer } from '../domain/accuracy.ts';
import type { Passage } from '../domain/passages.ts';
import { typedFor } from '../domain/typed-answers.ts';
import { draftOf } from '../store-checks.ts';

/** What a headteacher had typed of each part when they were last here. */
export async function typedBefore(
  db: Db,
  recordId: RecordId,
  person: PersonId,
  passages: readonly Passage[],
): Promise<TypedAnswer[]> {
  return typedFor(passages, await draftOf(db, recordId, person));
}
