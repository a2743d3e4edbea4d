import type { ImportReport } from '#modules/schools/index.ts';
import type { Db } from '#platform/db/connection.ts';

/** An import as it was kept, with its whole report. */
export interface KeptImport {
  readonly importedAt: Date;
  readonly importedBy: string;
  /** Whether someone confirmed a file that looked implausible. */
  readonly overridden: boolean;
  readonly report: ImportReport;
}

export async function findImport(db: Db, id: string): Promise<KeptImport | undefined> {
  const row = await db
    .selectFrom('imports')
    .select(['imported_at', 'imported_by', 'overridden', 'report'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    importedAt: row.imported_at,
    importedBy: row.imported_by,
    overridden: row.overridden,
    // Only `runImport` writes it.
    report: row.report as unknown as ImportReport,
  };
}
