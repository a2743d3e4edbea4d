import type { Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type {
  BoardComment,
  CommentsId,
  SelfEvaluation,
  SelfEvaluationId,
} from './domain/evaluation.ts';

/** How a school judged itself, in the order in which it came. */
export async function evaluationsOf(db: Db | Trx, urn: Urn): Promise<SelfEvaluation[]> {
  const rows = await db
    .selectFrom('self_evaluations as e')
    .innerJoin('people as p', 'p.id', 'e.by')
    .selectAll('e')
    .select('p.name')
    .where('e.urn', '=', urn)
    .orderBy('e.number')
    .execute();
  if (rows.length === 0) return [];
  const judgements = await db
    .selectFrom('self_evaluations as e')
    .innerJoin('self_evaluation_judgements as j', 'j.evaluation_id', 'e.id')
    .selectAll('j')
    .where('e.urn', '=', urn)
    .execute();
  const of = Map.groupBy(judgements, ({ evaluation_id }) => evaluation_id);
  return rows.map((row) => ({
    id: row.id,
    urn: row.urn,
    number: row.number,
    framework: row.framework,
    on: row.judged_on,
    judgements: (of.get(row.id) ?? []).map(({ area, grade, why }) => ({ area, grade, why })),
    by: { id: row.by, name: row.name, role: row.by_role },
    at: row.at,
  }));
}

/** The school of the evaluation with this id. */
export async function schoolOfEvaluation(
  db: Db | Trx,
  id: SelfEvaluationId,
): Promise<Urn | undefined> {
  const row = await db
    .selectFrom('self_evaluations')
    .select('urn')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.urn;
}

export async function insertEvaluation(trx: Trx, evaluation: SelfEvaluation): Promise<void> {
  const { id, urn, number, framework, on, judgements, by, at } = evaluation;
  await trx
    .insertInto('self_evaluations')
    .values({ id, urn, number, framework, judged_on: on, by: by.id, by_role: by.role, at })
    .execute();
  await trx
    .insertInto('self_evaluation_judgements')
    .values(judgements.map((judgement) => ({ evaluation_id: id, ...judgement })))
    .execute();
}

/** What boards said of a school's judgements, oldest first. */
export async function commentsOf(db: Db | Trx, urn: Urn): Promise<BoardComment[]> {
  const rows = await db
    .selectFrom('self_evaluation_comments as c')
    .innerJoin('self_evaluations as e', 'e.id', 'c.evaluation_id')
    .innerJoin('meetings as m', 'm.id', 'c.meeting_id')
    .innerJoin('people as p', 'p.id', 'c.by')
    .selectAll('c')
    .select(['m.date', 'p.name'])
    .where('e.urn', '=', urn)
    .orderBy('c.at')
    .orderBy('c.area')
    .execute();
  return rows.map((row) => ({
    evaluation: row.evaluation_id,
    area: row.area,
    meetingId: row.meeting_id,
    on: row.date,
    text: row.text,
    by: { id: row.by, name: row.name },
    at: row.at,
  }));
}

/** Adds comments of one form. Those that came by it before are there already. */
export async function insertComments(
  trx: Trx,
  id: CommentsId,
  comments: readonly BoardComment[],
): Promise<void> {
  if (comments.length === 0) return;
  await trx
    .insertInto('self_evaluation_comments')
    .values(
      comments.map(({ evaluation, area, meetingId, text, by, at }) => ({
        id,
        area,
        evaluation_id: evaluation,
        meeting_id: meetingId,
        text,
        by: by.id,
        at,
      })),
    )
    .onConflict((conflict) => conflict.columns(['id', 'area']).doNothing())
    .execute();
}
