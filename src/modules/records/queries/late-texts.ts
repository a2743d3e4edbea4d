import type { RecordId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { lateTextsOf } from '../store-late.ts';
import type { LateText } from '../store-late.ts';

export type { LateText };

/** What was typed on devices and came too late: what waits for someone to look at it, and what was looked at. */
export async function lateTexts(
  db: Db | Trx,
  recordId: RecordId,
): Promise<{ readonly waiting: readonly LateText[]; readonly done: readonly LateText[] }> {
  const texts = await lateTextsOf(db, recordId);
  return {
    waiting: texts.filter(({ settled }) => !settled),
    done: texts.filter(({ settled }) => settled),
  };
}

/** How many of them wait. */
export async function lateTextsWaiting(db: Db | Trx, recordId: RecordId): Promise<number> {
  return (await lateTexts(db, recordId)).waiting.length;
}
