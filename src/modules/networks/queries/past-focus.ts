import type { AcademicYear } from '#kernel/academic-year.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import type { FocusFact } from '../domain/focus.ts';
import { decidedInRound, focusFacts } from '../store.ts';

/**
 * What is known of a school in a year that is looked back on: that it was a network focus school,
 * with the fact; that it was decided to be none, or ended as one; or nothing, as in the years before
 * an authority held its rounds here.
 */
export type PastFocus = FocusFact | 'not-focus' | 'not-recorded';

/** For each of the schools. */
export async function pastFocus(
  db: Db,
  urns: readonly Urn[],
  year: AcademicYear,
): Promise<ReadonlyMap<Urn, PastFocus>> {
  const [facts, decided] = await Promise.all([
    focusFacts(db, { urns, year }),
    decidedInRound(db, urns, year),
  ]);
  const factOf = new Map(facts.map((fact) => [fact.urn, fact]));
  return new Map(
    urns.map((urn): readonly [Urn, PastFocus] => {
      const fact = factOf.get(urn);
      if (fact) return [urn, fact.kind === 'focus' ? fact : 'not-focus'];
      return [urn, decided.has(urn) ? 'not-focus' : 'not-recorded'];
    }),
  );
}
