import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId, Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { SelfEvaluationId } from '../domain/evaluation.ts';

/** How a school judged itself on a day, without the judgements. */
export interface EvaluationInBrief {
  readonly id: SelfEvaluationId;
  readonly on: LocalDate;
  /** In how many areas. */
  readonly areas: number;
  readonly at: Date;
  readonly by: PersonId;
}

/** How schools judged themselves, each in the order in which it came. */
export async function evaluationsInBrief(
  db: Db | Trx,
  urns: readonly Urn[],
): Promise<ReadonlyMap<Urn, readonly EvaluationInBrief[]>> {
  if (urns.length === 0) return new Map();
  const rows = await db
    .selectFrom('self_evaluations as e')
    .innerJoin('self_evaluation_judgements as j', 'j.evaluation_id', 'e.id')
    .select(['e.id', 'e.urn', 'e.judged_on as on', 'e.at', 'e.by'])
    .select((eb) => eb.fn.countAll<number>().as('areas'))
    .where('e.urn', 'in', [...new Set(urns)])
    .groupBy('e.id')
    .orderBy('e.urn')
    .orderBy('e.number')
    .execute();
  return Map.groupBy(rows, ({ urn }) => urn);
}
