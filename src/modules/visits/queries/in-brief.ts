import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId, Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { VisitId } from '../domain/visit.ts';

/** A visit as a list names it, without what was seen. */
export interface VisitInBrief {
  readonly id: VisitId;
  readonly on: LocalDate;
  readonly purpose: string;
  /** Since when the school may read it, and who let it; undefined where it may not. */
  readonly shared: { readonly at: Date; readonly by: PersonId } | undefined;
}

/** The visits to schools, as they stand now. */
export async function visitsInBrief(
  db: Db | Trx,
  urns: readonly Urn[],
): Promise<ReadonlyMap<Urn, readonly VisitInBrief[]>> {
  if (urns.length === 0) return new Map();
  const rows = await db
    .selectFrom('visits as v')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('visit_versions')
          .select(['visited_on', 'purpose'])
          .whereRef('visit_id', '=', 'v.id')
          .orderBy('version', 'desc')
          .limit(1)
          .as('w'),
      (join) => join.onTrue(),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('visit_showings')
          .select(['shown', 'at', 'by'])
          .whereRef('visit_id', '=', 'v.id')
          .orderBy('position', 'desc')
          .limit(1)
          .as('s'),
      (join) => join.onTrue(),
    )
    .select(['v.id', 'v.urn', 'w.visited_on', 'w.purpose', 's.shown', 's.at', 's.by'])
    .where('v.urn', 'in', [...new Set(urns)])
    .orderBy('w.visited_on')
    .orderBy('s.at')
    .execute();
  return Map.groupBy(
    rows.map(({ id, urn, visited_on: on, purpose, shown, at, by }) => ({
      id,
      urn,
      on,
      purpose,
      shared: shown ? { at, by } : undefined,
    })),
    ({ urn }) => urn,
  );
}
