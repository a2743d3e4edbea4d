import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import type { SelfEvaluationId } from '../domain/evaluation.ts';
import { evaluationsOf } from '../store.ts';
import { frameworkOfEvaluation } from './of-school.ts';

/** How a school judged itself on a day, in the words of the framework of that day. */
export interface EvaluationInWords {
  readonly id: SelfEvaluationId;
  readonly on: LocalDate;
  readonly framework: string;
  /** Who wrote it down. */
  readonly by: string;
  readonly areas: readonly {
    readonly name: string;
    readonly grade: string;
    readonly why: string;
  }[];
}

/** These of a school, in the order in which they came. */
export async function evaluationsInWords(
  db: Db,
  urn: Urn,
  ids: readonly string[],
): Promise<EvaluationInWords[]> {
  const evaluations = await evaluationsOf(db, urn);
  return evaluations
    .filter(({ id }) => ids.includes(id))
    .map((evaluation) => {
      const { name, areas } = frameworkOfEvaluation(evaluation);
      return {
        id: evaluation.id,
        on: evaluation.on,
        framework: name,
        by: evaluation.by.name,
        areas: evaluation.judgements.map(({ area, grade, why }) => {
          const judged = areas.find(({ key }) => key === area);
          const given = judged?.grades.find(({ key }) => key === grade);
          return { name: judged?.name ?? area, grade: given?.name ?? grade, why };
        }),
      };
    });
}
