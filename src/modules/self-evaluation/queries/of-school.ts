import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { frameworkOf, frameworkOn, judgedUnder } from '#modules/inspections/index.ts';
import type { FrameworkId, JudgedFramework } from '#modules/inspections/index.ts';
import { findSchool } from '#modules/schools/index.ts';
import type { School } from '#modules/schools/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { areasFor, presentComments, presentJudgements } from '../domain/evaluation.ts';
import type { BoardComment, PresentJudgement, SelfEvaluation } from '../domain/evaluation.ts';
import { commentsOf, evaluationsOf } from '../store.ts';

/** What a school is judged by on a day: the framework then in force, with the areas that it has. */
export async function judgedOn(
  db: Db | Trx,
  urn: Urn,
  day: LocalDate,
): Promise<{ readonly school: School; readonly framework: JudgedFramework } | undefined> {
  const school = await findSchool(db, urn);
  const inForce = frameworkOn(day);
  if (!school || !inForce) return undefined;
  const framework = judgedUnder(inForce);
  return { school, framework: { ...framework, areas: areasFor(framework, school) } };
}

/** Everything that is held of how a school judges itself. */
export interface HeldEvaluations {
  /** In the order in which they came. */
  readonly evaluations: readonly SelfEvaluation[];
  readonly comments: readonly BoardComment[];
}

export async function heldOf(db: Db | Trx, urn: Urn): Promise<HeldEvaluations> {
  return { evaluations: await evaluationsOf(db, urn), comments: await commentsOf(db, urn) };
}

/** An area with the school's judgement and what the board said of it, in words. */
export interface AreaInWords {
  readonly area: string;
  readonly name: string;
  /** Undefined where the school has not judged it. */
  readonly judged:
    | {
        readonly present: PresentJudgement;
        readonly grade: string;
        readonly comments: readonly BoardComment[];
      }
    | undefined;
}

export function areasInWords(framework: JudgedFramework, held: HeldEvaluations): AreaInWords[] {
  const present = presentJudgements(held.evaluations, framework.id);
  return framework.areas.map(({ key, name, grades }) => {
    const judgement = present.get(key);
    return {
      area: key,
      name,
      judged: judgement && {
        present: judgement,
        grade: grades.find((grade) => grade.key === judgement.grade)?.name ?? judgement.grade,
        comments: presentComments(held.comments, judgement),
      },
    };
  });
}

/** The framework of an evaluation, with all its areas. */
export function frameworkOfEvaluation({ framework }: SelfEvaluation): JudgedFramework {
  return judgedUnder(frameworkOf(framework as FrameworkId));
}

/** How a school judges itself on a day, for the record of a meeting. */
export interface SelfEvaluationNow {
  readonly framework: string;
  readonly areas: readonly AreaInWords[];
}

/** Undefined where the school has judged nothing under the framework that is in force. */
export async function selfEvaluationOn(
  db: Db | Trx,
  urn: Urn,
  day: LocalDate,
): Promise<SelfEvaluationNow | undefined> {
  const held = await heldOf(db, urn);
  if (held.evaluations.length === 0) return undefined;
  const judged = await judgedOn(db, urn, day);
  const areas = judged && areasInWords(judged.framework, held);
  return areas?.some((area) => area.judged)
    ? { framework: judged?.framework.name ?? '', areas }
    : undefined;
}
