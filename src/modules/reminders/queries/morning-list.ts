import type { Actor } from '#modules/people/index.ts';
import type { Db } from '#platform/db/connection.ts';
import { gapsIn, gapsOf } from '../domain/gap.ts';
import type { Gap } from '../domain/gap.ts';
import { kindsOff } from '../store.ts';
import { factsFor } from './facts.ts';
import type { Asking } from './facts.ts';

/** What has not happened and is someone's to mend, without the kinds that they turned off. */
export async function morningList(db: Db, actor: Actor, asking: Asking): Promise<Gap[]> {
  const [facts, off] = await Promise.all([factsFor(db, asking, actor.id), kindsOff(db, actor.id)]);
  return gapsOf(gapsIn(facts, asking.today), actor.id, off);
}
