import type { Urn } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import type { Concern, ConcernId } from '../domain/concern.ts';
import { findConcern } from '../store.ts';

/** The concern with this id, where it is about this school. */
export async function findConcernOf(db: Db, urn: Urn, id: ConcernId): Promise<Concern | undefined> {
  const concern = await findConcern(db, id);
  return concern?.urn === urn ? concern : undefined;
}
