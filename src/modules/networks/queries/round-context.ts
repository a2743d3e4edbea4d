import { yearsAfter } from '#kernel/academic-year.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db } from '#platform/db/connection.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Round, RoundSchool } from '../domain/round.ts';
import { evidenceFor } from './evidence.ts';
import { pastFocus } from './past-focus.ts';
import type { PastFocus } from './past-focus.ts';

/** What a round's pages show beside its decisions. */
export interface RoundContext {
  /** What suggests network focus: as of today while the round is open, then as it was decided on. */
  readonly evidence: ReadonlyMap<Urn, readonly Evidence[]>;
  /** The network focus of the year before. */
  readonly before: ReadonlyMap<Urn, PastFocus>;
}

/** For the schools of a round, or for some of them. */
export async function roundContext(
  db: Db,
  { round, schools }: { readonly round: Round; readonly schools: readonly RoundSchool[] },
  today: LocalDate,
  pack: PolicyPack,
): Promise<RoundContext> {
  const urns = schools.map(({ urn }) => urn);
  const [evidence, before] = await Promise.all([
    round.state.kind === 'closed'
      ? new Map(schools.map(({ urn, decision }) => [urn, decision?.evidence ?? []]))
      : evidenceFor(db, urns, { today, year: round.year, pack }),
    pastFocus(db, urns, yearsAfter(round.year, -1)),
  ]);
  return { evidence, before };
}
