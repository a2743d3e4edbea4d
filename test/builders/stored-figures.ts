import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { MeasureId } from '#modules/schools/index.ts';
import type { Db } from '#platform/db/connection.ts';

export interface StoredFigure {
  readonly urn: Urn;
  readonly measure?: MeasureId;
  readonly cohort?: string;
  readonly period: string;
  readonly value: number | null;
  readonly status?: 'final' | 'provisional';
  readonly pupils?: number;
  readonly typedBy?: string;
}

/** Figures as a file gave them: absence of a whole school, final, unless told. */
export async function storeFigures(db: Db, given: readonly StoredFigure[]): Promise<void> {
  await db
    .insertInto('context_figures')
    .values(
      given.map((each) => ({
        urn: each.urn,
        measure: each.measure ?? 'absence',
        cohort: each.cohort ?? 'all',
        period: each.period,
        source: each.typedBy === undefined ? 'absence' : 'entered',
        value: each.value === null ? null : String(each.value),
        status: each.status ?? 'final',
        pupils: each.pupils ?? null,
        as_at: date(`20${each.period.slice(-2)}-08-31`),
        source_text: each.typedBy === undefined ? `Absence file of ${each.period}` : 'A <letter>',
        import_id: null,
        entered_by_id: null,
        entered_by: each.typedBy ?? null,
        entered_at: each.typedBy === undefined ? null : new Date('2026-12-01T12:00:00Z'),
      })),
    )
    .execute();
}
