import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { withAdoptions } from '../domain/adoption.ts';
import { adoptionsOf } from '../store.ts';

/**
 * The pack with the wordings of the fundamental question that the authority has adopted: ask it by
 * `questionOn` which one a board is asked on a day.
 */
export async function asAdopted(db: Db | Trx, pack: PolicyPack): Promise<PolicyPack> {
  return withAdoptions(pack, await adoptionsOf(db));
}

export { adoptionsOf } from '../store.ts';
