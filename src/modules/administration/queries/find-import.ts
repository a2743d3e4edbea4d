import { z } from 'zod';
import type { ImportReport } from '#modules/schools/index.ts';
import type { Db } from '#platform/db/connection.ts';

const confirmation = z.object({ reason: z.string() });

/** An import as it was kept, with its whole report. */
export interface KeptImport {
  readonly importedAt: Date;
  readonly importedBy: string;
  /** Whether someone confirmed a file that looked implausible. */
  readonly overridden: boolean;
  /** Why they did; undefined where it was confirmed without one, on the command line. */
  readonly reason: string | undefined;
  readonly report: ImportReport;
}

export async function findImport(db: Db, id: string): Promise<KeptImport | undefined> {
  const row = await db
    .selectFrom('imports')
    .select(['imported_at', 'imported_by', 'overridden', 'sha256', 'report'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const confirmed = row.overridden
    ? await db
        .selectFrom('audit_events')
        .select('payload')
        .where('subject_kind', '=', 'file')
        .where('subject_id', '=', row.sha256)
        .where('type', '=', 'implausible file confirmed')
        .where('at', '<=', row.imported_at)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst()
    : undefined;
  return {
    importedAt: row.imported_at,
    importedBy: row.imported_by,
    overridden: row.overridden,
    reason: confirmed && confirmation.parse(confirmed.payload).reason,
    // Only `runImport` writes it.
    report: row.report as unknown as ImportReport,
  };
}
