import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Trx } from '#platform/db/connection.ts';
import type { ImportSource } from '../domain/sources.ts';
import type { SubjectChanges } from './report.ts';

/**
 * Context figures that a file brings: a SELECT with the columns urn, measure, cohort, period,
 * value, status, pupils and as_at.
 */
export type IncomingFigures = RawBuilder<unknown>;

/**
 * What the figures of a file would change. A figure of a later date stays as it is. A final figure
 * takes the place of a provisional one, and never the other way round.
 */
export async function compareFigures(
  trx: Trx,
  source: ImportSource,
  incoming: IncomingFigures,
): Promise<SubjectChanges> {
  const { rows } = await sql<{ total: number; added: number; changed: number }>`
    select count(*) as total,
      count(*) filter (where f.urn is null) as added,
      count(*) filter (where ${replaces}) as changed
    from (${incoming}) as i left join context_figures as f on ${same(source)}
  `.execute(trx);
  const { total, added, changed } = rows[0] ?? { total: 0, added: 0, changed: 0 };
  return {
    subject: 'context figures',
    new: added,
    changed,
    unchanged: total - added - changed,
    notes: [],
  };
}

export async function applyFigures(
  trx: Trx,
  source: ImportSource,
  incoming: IncomingFigures,
  importId: string,
  changes: SubjectChanges,
): Promise<void> {
  if (changes.changed > 0) {
    await sql`
      update context_figures as f
      set value = i.value, as_at = i.as_at, status = i.status, pupils = i.pupils,
        import_id = ${importId}
      from (${incoming}) as i where ${same(source)} and ${replaces}
    `.execute(trx);
  }
  if (changes.new > 0) {
    await sql`
      insert into context_figures
        (urn, measure, cohort, period, source, value, status, pupils, as_at, import_id)
      select i.urn, i.measure, i.cohort, i.period, ${source}, i.value, i.status, i.pupils, i.as_at,
        ${importId}
      from (${incoming}) as i left join context_figures as f on ${same(source)}
      where f.urn is null
    `.execute(trx);
  }
}

/** Whether a figure of the file (i) takes the place of the one held (f). */
export const replaces = sql<boolean>`coalesce(case
  when f.status = i.status then f.as_at <= i.as_at
    and (f.value, f.pupils) is distinct from (i.value, i.pupils)
  else f.status = 'provisional' end, false)`;

function same(source: ImportSource): RawBuilder<boolean> {
  return sql<boolean>`(f.urn = i.urn and f.measure = i.measure and f.cohort = i.cohort
    and f.period = i.period and f.source = ${source})`;
}
