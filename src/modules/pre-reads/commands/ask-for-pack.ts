import type { PackId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { MeetingMatter } from '#modules/meetings/index.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import type { MeetingPapers } from '../queries/meeting-papers.ts';
import { audienceOf, entriesNow } from '../queries/packs.ts';
import { orderPack } from './order-pack.ts';

/** Asks for everything that is held for a meeting, as far as it is someone's to read, in one file. */
export async function askForPack(
  work: Work,
  matter: MeetingMatter,
  meeting: MeetingPapers,
): Promise<Result<PackId>> {
  const { actor, authority, db } = work;
  return inTransaction(db, async (trx) => {
    const audience = await audienceOf(trx, actor, matter, meeting, authority.laCode);
    const id = await orderPack(trx, work, meeting, {
      kind: 'pack',
      entries: entriesNow(meeting, audience),
      by: { personId: actor.id, name: actor.name },
    });
    return id === undefined
      ? refuse('too-many', 'There are too many packs of this meeting. Use the newest one.')
      : ok(id);
  });
}
