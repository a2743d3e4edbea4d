import type { Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Inspection } from '../domain/inspection.ts';
import { inspectionOf } from '../store.ts';

/** The inspections in a school's history, its predecessors' included, the newest first. */
export async function inspectionsOf(db: Db | Trx, urn: Urn): Promise<Inspection[]> {
  const rows = await db
    .selectFrom('inspections as t')
    .leftJoin('imports as i', 'i.id', 't.import_id')
    .selectAll('t')
    .select(['i.source as import_source', 'i.as_at as import_as_at', 'i.file_name as import_file'])
    .where('t.urn', '=', urn)
    .orderBy('t.first_day', 'desc')
    .orderBy('t.inspection_number')
    .execute();
  return rows.map(inspectionOf);
}
