import type { Urn } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import { isShared, presentVisit } from '../domain/visit.ts';
import type { VisitId, VisitReply, VisitVersion } from '../domain/visit.ts';
import { visitsOf } from '../store.ts';

/** A visit as the school reads it, with what the school says of it. */
export interface VisitInFull extends VisitVersion {
  readonly id: VisitId;
  readonly replies: readonly VisitReply[];
}

/** Of these visits to a school those that are shared with it, oldest first. */
export async function sharedVisits(
  db: Db,
  urn: Urn,
  ids: readonly string[],
): Promise<VisitInFull[]> {
  const visits = await visitsOf(db, urn);
  return visits
    .filter((visit) => ids.includes(visit.id) && isShared(visit))
    .map((visit) => ({ ...presentVisit(visit), id: visit.id, replies: visit.replies }))
    .toReversed();
}
