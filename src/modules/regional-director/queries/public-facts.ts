import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { decisionOf } from '../domain/assessment.ts';
import { decisions } from '../domain/facts.ts';
import type { DecisionKind } from '../domain/facts.ts';
import { proceedingsAbout } from '../store.ts';

/** A decision of the Regional Director about a school, as its head and the authority both know it. */
export interface RegionalDirectorDecision {
  readonly on: LocalDate;
  readonly decision: DecisionKind;
  readonly name: string;
  /** As the letter says it. */
  readonly words: string;
  readonly source: string;
  readonly conditions: readonly {
    readonly words: string;
    readonly due: LocalDate | undefined;
    readonly ended: { readonly on: LocalDate; readonly how: 'met' | 'lifted' } | undefined;
  }[];
}

/**
 * The decisions about a school and their conditions, the newest first. Nothing else that is recorded
 * of the Regional Director is for schools.
 */
export async function regionalDirectorFactsOf(
  db: Db | Trx,
  urn: Urn,
): Promise<RegionalDirectorDecision[]> {
  const proceedings = await proceedingsAbout(db, urn);
  return proceedings
    .flatMap((proceeding): RegionalDirectorDecision[] => {
      if (proceeding.kind !== 'assessment') return [];
      const decision = decisionOf(proceeding.assessment);
      if (!decision) return [];
      return [
        {
          on: decision.on,
          decision: decision.decision,
          name: decisions[decision.decision],
          words: decision.words,
          source: decision.source,
          conditions: proceeding.assessment.conditions.map(({ set, ended }) => ({
            words: set.words,
            due: set.due,
            ended: ended && { on: ended.on, how: ended.end },
          })),
        },
      ];
    })
    .toSorted((a, b) => (a.on < b.on ? 1 : -1));
}
