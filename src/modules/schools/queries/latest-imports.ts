import type { LocalDate } from '#kernel/dates.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { sourceName } from '../domain/sources.ts';

export interface PastImport {
  readonly id: string;
  readonly source: string;
  readonly sourceName: string;
  readonly layout: string;
  readonly fileName: string;
  /** In bytes. */
  readonly fileSize: number;
  readonly sha256: string;
  readonly asAt: LocalDate;
  readonly importedAt: Date;
  readonly importedBy: string;
  readonly overridden: boolean;
}

/** The imports, the newest first by when they were made. */
export async function latestImports(db: Db | Trx, limit = 20): Promise<PastImport[]> {
  const rows = await db
    .selectFrom('imports')
    .select(['id', 'source', 'format', 'file_name', 'file_size', 'sha256', 'as_at'])
    .select(['imported_at', 'imported_by', 'overridden'])
    .orderBy('imported_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    sourceName: sourceName(row.source),
    layout: row.format,
    fileName: row.file_name,
    fileSize: row.file_size,
    sha256: row.sha256,
    asAt: row.as_at,
    importedAt: row.imported_at,
    importedBy: row.imported_by,
    overridden: row.overridden,
  }));
}
