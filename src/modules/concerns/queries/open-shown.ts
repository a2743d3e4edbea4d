import type { Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { isOpen, isShown } from '../domain/concern.ts';
import type { Concern } from '../domain/concern.ts';
import { concernsOf } from '../store.ts';

/**
 * The unresolved concerns about schools that the schools themselves are shown, by school, the newest
 * first. What is withheld is never among them, so that nothing drawn from these gives it away.
 */
export async function openShownConcerns(
  db: Db | Trx,
  urns: readonly Urn[],
): Promise<ReadonlyMap<Urn, readonly Concern[]>> {
  const concerns = await concernsOf(db, urns);
  return new Map(
    [...concerns].map(([urn, all]) => [urn, all.filter((each) => isOpen(each) && isShown(each))]),
  );
}
