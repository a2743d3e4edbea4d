import type { RecordId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Revision } from '../domain/section.ts';
import { openChoice } from '../domain/standing.ts';
import { revisionsBeside } from '../store-contents.ts';

/** The choices that stand beside others, until someone who has seen both chooses. */
export async function openChoicesOf(db: Db | Trx, recordId: RecordId): Promise<Revision[]> {
  const revisions = await revisionsBeside(db, recordId);
  const parts = [...new Set(revisions.map(({ section }) => section))];
  return parts.flatMap(
    (part) => openChoice(revisions.filter(({ section }) => section === part)) ?? [],
  );
}
