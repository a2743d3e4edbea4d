import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Urn } from '#kernel/ids.ts';
import { sourceName } from '#modules/schools/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Inspection, InspectionSource } from '../domain/inspection.ts';
import { fromNoFile, inspectionOf, rowColumns } from '../store.ts';
import type { ReadRow } from '../store.ts';

/** Whose histories: all that are held, those of one local authority's schools, or of these. */
export type HistoriesOf = 'all' | { readonly laCode: string } | readonly Urn[];

/**
 * The histories of many schools at once, each the newest first. A school of which no inspection is
 * held is not in the map. All of England is some 22,000 schools with 52,000 inspections.
 */
export async function histories(
  db: Db | Trx,
  of: HistoriesOf,
): Promise<ReadonlyMap<Urn, readonly Inspection[]>> {
  const [rows, sources] = await Promise.all([rowsOf(db, of), sourcesOf(db)]);
  const found = new Map<Urn, Inspection[]>();
  for (const row of rows) {
    const inspection = inspectionOf(row, sources.get(row.import_id) ?? fromNoFile);
    const history = found.get(row.urn);
    if (history) history.push(inspection);
    else found.set(row.urn, [inspection]);
  }
  for (const history of found.values()) history.sort(newestFirst);
  return found;
}

function newestFirst(one: Inspection, other: Inspection): number {
  if (one.firstDay !== other.firstDay) return one.firstDay < other.firstDay ? 1 : -1;
  return one.number < other.number ? -1 : 1;
}

type Row = ReadRow & { readonly import_id: string | null };

async function rowsOf(db: Db | Trx, of: HistoriesOf): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select ${rowColumns}, t.import_id
    from inspections as t ${which(of)}`.execute(db);
  return rows;
}

function which(of: HistoriesOf): RawBuilder<unknown> {
  if (of === 'all') return sql``;
  if ('laCode' in of) {
    return sql`where t.urn in (select urn from schools where la_code = ${of.laCode})`;
  }
  return sql`where t.urn = any(${of})`;
}

/** What is known of the files behind inspections, by the import. */
async function sourcesOf(db: Db | Trx): Promise<ReadonlyMap<string | null, InspectionSource>> {
  const rows = await db
    .selectFrom('imports')
    .select(['id', 'source', 'as_at', 'file_name'])
    .where('source', '=', 'ofsted')
    .execute();
  return new Map(
    rows.map(({ id, source, as_at, file_name }) => [
      id,
      { name: sourceName(source), asAt: as_at, fileName: file_name },
    ]),
  );
}
