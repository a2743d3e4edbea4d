import { dateOf } from '#kernel/dates.ts';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import { checkTypedFigure } from '../domain/context-figure.ts';
import type { TypedFigure } from '../domain/context-figure.ts';

/**
 * Records a figure that someone typed, with where it comes from. The same measure, cohort and
 * period typed again replaces the figure; the audit trail keeps what it was. Answers the figure as
 * kept. Refuses as `checkTypedFigure` does, and `not-yours` where the actor may not add figures.
 */
export async function recordContextFigure(
  { db, clock, actor, authority }: Pick<Work, 'db' | 'clock' | 'actor' | 'authority'>,
  typed: TypedFigure,
): Promise<Result<TypedFigure>> {
  const now = clock.now();
  const today = dateOf(now);
  const checked = checkTypedFigure(typed, today);
  if (!checked.ok) return checked;
  const { urn, measure, cohort, period, value, status, asAt, source } = checked.value;
  return inTransaction(db, async (trx) => {
    const matter = await findSchoolMatter(trx, urn, { today, laCode: authority.laCode });
    if (!matter || !can(actor, 'add a figure', matter)) {
      return refuse('not-yours', 'You cannot add figures for this school.');
    }
    const key = { urn, measure, cohort, period, source: 'entered' };
    const before = await heldFigure(trx, key);
    const facts = {
      value: value === null ? null : String(value),
      status,
      as_at: asAt,
      source_text: source,
      entered_by_id: actor.id,
      entered_by: actor.name,
      entered_at: now,
    };
    await trx
      .insertInto('context_figures')
      .values({ ...key, ...facts, import_id: null })
      .onConflict((conflict) =>
        conflict.columns(['urn', 'measure', 'cohort', 'period', 'source']).doUpdateSet(facts),
      )
      .execute();
    await appendAudit(trx, {
      at: now,
      actor: { personId: actor.id, name: actor.name },
      type: before ? 'context figure replaced' : 'context figure recorded',
      subject: { kind: 'school', id: String(urn) },
      payload: {
        measure,
        cohort,
        period,
        value,
        status,
        asAt,
        source,
        ...(before && { before }),
      },
    });
    return checked;
  });
}

type FigureKey = Pick<TypedFigure, 'urn' | 'measure' | 'cohort' | 'period' | 'source'>;

async function heldFigure(
  trx: Trx,
  key: FigureKey,
): Promise<{ value: number | null; asAt: string; source: string | null } | undefined> {
  const row = await trx
    .selectFrom('context_figures')
    .select(['value', 'source_text', 'as_at'])
    .where((eb) => eb.and(key))
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      value: row.value === null ? null : Number(row.value),
      asAt: row.as_at,
      source: row.source_text,
    }
  );
}
