import type { Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { isMeasure, measures } from '../domain/context-figure.ts';
import type { ContextFigure } from '../domain/context-figure.ts';
import { sourceText } from '../domain/sources.ts';

const order = Object.keys(measures);

/**
 * Every figure known about a school, in the order of `measures`; of the same measure the newest
 * first, so that the first is the one to show.
 */
export async function contextFiguresOf(db: Db | Trx, urn: Urn): Promise<ContextFigure[]> {
  const rows = await db
    .selectFrom('context_figures')
    .selectAll()
    .where('urn', '=', urn)
    .orderBy('as_at', 'desc')
    .orderBy('source')
    .execute();
  return rows
    .flatMap((row): ContextFigure[] => {
      // A measure of a later version of the product is none of ours.
      if (!isMeasure(row.measure)) return [];
      const { name, unit } = measures[row.measure];
      return [
        {
          urn: row.urn,
          measure: row.measure,
          name,
          unit,
          value: row.value === null ? null : Number(row.value),
          cohort: row.cohort,
          period: row.period,
          status: row.status,
          pupils: row.pupils,
          asAt: row.as_at,
          source: row.source_text ?? sourceText(row.source, row.as_at),
          enteredBy: row.entered_by,
        },
      ];
    })
    .toSorted((a, b) => order.indexOf(a.measure) - order.indexOf(b.measure));
}
