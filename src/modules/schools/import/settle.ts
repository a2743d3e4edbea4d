import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { AuditEvent } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { sourceName } from '../domain/sources.ts';
import type { ImportSource } from '../domain/sources.ts';
import { changesNothing } from './report.ts';
import type { Comparison, ImportReport } from './report.ts';
import type { ImportRequest } from './request.ts';

/** What is known of a file that was read: its part of the report. */
export type FileFacts = Omit<
  ImportReport,
  keyof Comparison | 'sourceName' | 'fileName' | 'dryRun' | 'importId' | 'milliseconds'
>;

export interface Settling {
  readonly facts: FileFacts;
  /** The codes of the local authorities whose schools the file lists. */
  readonly authorities: RawBuilder<string[]>;
  /** When the work began, as `performance.now()` gives it. */
  readonly started: number;
  /** Writes what the file tells; given the id of the import. */
  readonly apply: (importId: string) => Promise<void>;
}

const importLock = 7_421_002;

/** Two imports at once would each compare with what the other is about to change. */
export async function lockImports(trx: Trx, { dryRun }: ImportRequest): Promise<void> {
  if (!dryRun) await sql`select pg_advisory_xact_lock(${sql.lit(importLock)})`.execute(trx);
}

/**
 * Ends an import that has been compared with what is held: a dry run changes nothing, an implausible
 * file needs `override`, and the same file again does nothing. Else it is applied, and kept with its
 * audit event in the same transaction.
 */
export async function settleImport(
  trx: Trx,
  request: ImportRequest,
  comparison: Comparison,
  { facts, authorities, started, apply }: Settling,
): Promise<Result<ImportReport>> {
  const { dryRun, override, fileName, onProgress } = request;
  const report = (importId: string | null): ImportReport => ({
    ...comparison,
    ...facts,
    sourceName: sourceName(facts.source),
    fileName,
    dryRun,
    importId,
    milliseconds: Math.round(performance.now() - started),
  });
  if (dryRun) return ok(report(null));
  if (comparison.doubts.length > 0 && !override) return implausible(comparison);
  if (
    changesNothing(comparison) &&
    (await wasImported(trx, facts.source, facts.asAt, facts.sha256))
  ) {
    return ok(report(null));
  }
  onProgress?.({ stage: 'saving', done: facts.fileSize, total: facts.fileSize });
  const importId = crypto.randomUUID();
  const done = report(importId);
  // First, because what is imported may refer to it; the trail last, because it holds a lock.
  await insertImport(trx, request, done, importId, authorities);
  await apply(importId);
  await appendAudit(trx, eventOf(request, done, importId));
  return ok({ ...done, milliseconds: Math.round(performance.now() - started) });
}

function implausible({ doubts }: Comparison): Result<never> {
  const reasons = doubts.map((doubt) => doubt.sentence).join(' ');
  return refuse(
    'implausible',
    `${reasons} Nothing was imported. If the file is right all the same, import it again and confirm this.`,
    'override',
  );
}

/** Whether this very file was, as one of this very day. */
async function wasImported(
  trx: Trx,
  source: ImportSource,
  asAt: LocalDate,
  sha256: string,
): Promise<boolean> {
  const found = await trx
    .selectFrom('imports')
    .select('id')
    .where('source', '=', source)
    .where('sha256', '=', sha256)
    .where('as_at', '=', asAt)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

async function insertImport(
  trx: Trx,
  { importedBy, override, clock }: ImportRequest,
  report: ImportReport,
  id: string,
  authorities: RawBuilder<string[]>,
): Promise<void> {
  await trx
    .insertInto('imports')
    .values({
      id,
      source: report.source,
      format: report.layout,
      file_name: report.fileName,
      file_size: report.fileSize,
      sha256: report.sha256,
      as_at: report.asAt,
      imported_at: clock.now(),
      imported_by_id: importedBy.personId,
      imported_by: importedBy.name,
      overridden: override && report.doubts.length > 0,
      authorities,
      report: JSON.stringify(report),
    })
    .execute();
}

function eventOf(
  { importedBy, override, clock }: ImportRequest,
  report: ImportReport,
  id: string,
): AuditEvent {
  const { source, layout, fileName, fileSize, sha256, asAt } = report;
  const changes = report.changes.map(({ subject, new: added, changed, unchanged }) => ({
    subject,
    new: added,
    changed,
    unchanged,
  }));
  const overridden = override && report.doubts.length > 0;
  return {
    at: clock.now(),
    actor: importedBy,
    type: 'file imported',
    subject: { kind: 'import', id },
    payload: { source, layout, fileName, fileSize, sha256, asAt, overridden, changes },
  };
}
