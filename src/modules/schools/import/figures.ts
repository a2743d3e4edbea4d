import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { ImportSource } from '../domain/sources.ts';
import type { SubjectChanges } from './report.ts';

/**
 * Context figures that a file brings: a SELECT with the columns urn, measure, cohort, period,
 * value, status, pupils and as_at.
 */
export type IncomingFigures = RawBuilder<unknown>;

/**
 * What the figures of a file of this day would change. What a newer file told stays as it is. A
 * final figure takes the place of a provisional one, and never the other way round.
 */
export async function compareFigures(
  trx: Trx,
  source: ImportSource,
  asAt: LocalDate,
  incoming: IncomingFigures,
): Promise<SubjectChanges> {
  const { rows } = await sql<{ total: number; added: number; changed: number }>`
    select count(*) as total,
      count(*) filter (where f.urn is null) as added,
      count(*) filter (where ${replaces(asAt)}) as changed
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
  asAt: LocalDate,
  incoming: IncomingFigures,
  importId: string,
  changes: SubjectChanges,
): Promise<void> {
  // What the file confirms is of its day from now on, so that no older file takes it back.
  if (changes.changed + changes.unchanged > 0) {
    await sql`
      update context_figures as f
      set value = i.value, as_at = i.as_at, status = i.status, pupils = i.pupils,
        import_id = ${importId}
      from (${incoming}) as i where ${same(source)} and ${isTold(asAt)}
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

/** Whether what a file of this day says of a figure (i) counts, beside what is held of it (f). */
export function isTold(asAt: LocalDate): RawBuilder<boolean> {
  return sql<boolean>`(case when f.status = i.status then not exists (
      select from imports as m where m.id = f.import_id and m.as_at > ${asAt})
    else f.status = 'provisional' end)`;
}

/** Whether a figure of a file of this day (i) takes the place of another one, held (f). */
export function replaces(asAt: LocalDate): RawBuilder<boolean> {
  return sql<boolean>`(f.as_at is not null and ${isTold(asAt)}
    and (f.value, f.pupils, f.status) is distinct from (i.value, i.pupils, i.status))`;
}

function same(source: ImportSource): RawBuilder<boolean> {
  return sql<boolean>`(f.urn = i.urn and f.measure = i.measure and f.cohort = i.cohort
    and f.period = i.period and f.source = ${source})`;
}
