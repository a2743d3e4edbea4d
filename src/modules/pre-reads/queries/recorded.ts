import type { Urn } from '#kernel/ids.ts';
import { evaluationsInBrief, evaluationsInWords } from '#modules/self-evaluation/index.ts';
import type { EvaluationInWords } from '#modules/self-evaluation/index.ts';
import { sharedVisits, visitsInBrief } from '#modules/visits/index.ts';
import type { VisitInFull } from '#modules/visits/index.ts';
import type { PreRead } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Occasion, Recorded } from '../domain/papers.ts';

/** What the product itself holds of schools that may be a paper of theirs. */
export interface RecordedOf {
  readonly of: (urn: Urn, kind: PreRead['kind']) => readonly Recorded[];
  /** How many visits of the days that are asked for a school may not read: they are no paper of its meetings. */
  readonly notShared: (urn: Urn, occasion: Pick<Occasion, 'since' | 'meetingOn'>) => number;
}

export async function recordedOf(db: Db | Trx, urns: readonly Urn[]): Promise<RecordedOf> {
  const visits = await visitsInBrief(db, urns);
  const evaluations = await evaluationsInBrief(db, urns);
  return {
    of(urn, kind) {
      switch (kind) {
        case 'visit-records':
          return (visits.get(urn) ?? []).flatMap(({ id, on, purpose, shared }) =>
            shared ? [{ id, what: `Visit: ${purpose}`, on, ...shared }] : [],
          );
        case 'self-evaluation':
          return (evaluations.get(urn) ?? []).map(({ id, on, areas, at, by }) => ({
            id,
            what: `The school’s own judgements in ${areas === 1 ? '1 area' : `${areas} areas`}`,
            on,
            at,
            by,
          }));
        case 'paper':
        case 'previous-record':
          return [];
      }
    },
    notShared: (urn, { since, meetingOn }) =>
      (visits.get(urn) ?? []).filter(({ on, shared }) => !shared && on > since && on <= meetingOn)
        .length,
  };
}

/** What the product holds of one paper of a meeting, to be read there. */
export interface RecordedInFull {
  readonly visits: readonly VisitInFull[];
  readonly evaluations: readonly EvaluationInWords[];
}

export async function recordedInFull(
  db: Db,
  urn: Urn,
  { paper, recorded }: { readonly paper: PreRead; readonly recorded: readonly Recorded[] },
): Promise<RecordedInFull> {
  const ids = recorded.map(({ id }) => id);
  return {
    visits: paper.kind === 'visit-records' ? await sharedVisits(db, urn, ids) : [],
    evaluations: paper.kind === 'self-evaluation' ? await evaluationsInWords(db, urn, ids) : [],
  };
}
