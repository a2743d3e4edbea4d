import type { AcademicYear } from '#kernel/academic-year.ts';
import type { Clock, LocalDate } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { AuditActor } from '#platform/audit/audit.ts';
import { refuseOtherKind } from '#platform/csv/inspect-file.ts';
import { copyOptions } from '#platform/csv/copy-rows.ts';
import { problemsKept } from '#platform/csv/read-table.ts';
import { readInWorker } from '#platform/csv/read-in-worker.ts';
import type { Reading } from '#platform/csv/read-in-worker.ts';
import type { ReadSummary } from '#platform/csv/table-format.ts';
import type { Connection, Trx } from '#platform/db/connection.ts';
import { inCopyTransaction } from '#platform/db/copy.ts';
import type { CopyInto } from '#platform/db/copy.ts';
import { sql } from 'kysely';
import { sourceName } from '../domain/sources.ts';
import type { ImportSource } from '../domain/sources.ts';
import { dateFileOf } from './file-date.ts';
import { changesNothing } from './report.ts';
import type { Comparison, ImportReport, LinesFound } from './report.ts';

export interface ImportProgress {
  readonly stage: 'reading' | 'comparing' | 'saving';
  /** Bytes of the file, while reading. */
  readonly done: number;
  readonly total: number;
}

export interface ImportRequest {
  readonly connection: Connection;
  /** Where the file is. */
  readonly file: string;
  /** What it is called, where it was uploaded under another name than it has here. */
  readonly fileName: string;
  /** The day that the file tells of, where its name does not say or says it wrongly. */
  readonly asAt?: LocalDate | undefined;
  /** The academic year that its figures are of, where its name does not say or says it wrongly. */
  readonly year?: AcademicYear | undefined;
  readonly importedBy: AuditActor;
  /** Says what would change, and changes nothing. */
  readonly dryRun: boolean;
  /** Someone has confirmed that an implausible file is right. */
  readonly override: boolean;
  readonly clock: Clock;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** What an import of one source consists of. All of it happens in one transaction. */
export interface Importer {
  readonly source: ImportSource;
  /** Whether its files are of an academic year, rather than of a day. */
  readonly isOfYear?: true;
  /** The module that reads the file as a worker thread. */
  readonly worker: URL;
  /** A temporary table, its columns in the order in which the worker writes them. */
  readonly staging: { readonly table: string; readonly columns: readonly string[] };
  createStaging(trx: Trx): Promise<void>;
  compare(trx: Trx, file: StagedFile): Promise<Comparison>;
  /** What is doubtful about single lines that only a look at what is held can tell. */
  readonly findLines?: (trx: Trx, file: StagedFile) => Promise<LinesFound>;
  apply(trx: Trx, file: StagedFile, importId: string, comparison: Comparison): Promise<void>;
}

export interface StagedFile {
  readonly asAt: LocalDate;
  readonly layout: string;
  /** Of a file of an academic year, and undefined of any other. */
  readonly year: AcademicYear | undefined;
  /** Whether its name says that its figures are provisional. */
  readonly isProvisional: boolean;
}

const importLock = 7_421_002;

/**
 * Runs an import: read, staged by COPY, compared, and, unless it is a dry run, applied, with its
 * audit event, in one transaction: all or nothing. The same file again changes nothing.
 * Refusals: `as-at` (field `asAt`), `year` (field `year`), what the reader refuses (`not-csv`, `encoding`, `columns`,
 * `truncated`, `duplicate-urn` …), and `implausible`, which `override` lets pass.
 */
export async function runImport(
  importer: Importer,
  request: ImportRequest,
): Promise<Result<ImportReport>> {
  const started = performance.now();
  const dated = dateFileOf(request, importer.isOfYear === true);
  if (!dated.ok) {
    // To ask for the date of what is no such file would lead nowhere.
    const kind = refuseOtherKind(request.file);
    return kind.ok ? dated : kind;
  }
  const { asAt, year } = dated.value;
  const { onProgress } = request;
  const reading = readInWorker(importer.worker, request.file, asAt, (done, total) =>
    onProgress?.({ stage: 'reading', done, total }),
  );
  try {
    return await inCopyTransaction(request.connection, async (trx, copyInto) => {
      const staged = await stage(trx, importer, request, reading, copyInto);
      if (!staged.ok) return staged;
      const summary = staged.value;
      const file = { ...dated.value, layout: summary.layout };
      onProgress?.({ stage: 'comparing', done: summary.size, total: summary.size });
      const compared = await importer.compare(trx, file);
      const comparison = { ...compared, doubts: [...damage(summary), ...compared.doubts] };
      const lines = await importer.findLines?.(trx, file);
      const report = (importId: string | null): Result<ImportReport> =>
        ok({
          ...comparison,
          source: importer.source,
          sourceName: sourceName(importer.source),
          layout: summary.layout,
          fileName: request.fileName,
          fileSize: summary.size,
          sha256: summary.sha256,
          asAt,
          ...(year !== undefined && { year }),
          dryRun: request.dryRun,
          importId,
          rows: summary.rows,
          blankRows: summary.blankRows,
          skippedRows: summary.skippedRows,
          ...problemsOf(summary, lines),
          unrecognised: summary.unrecognised,
          missing: summary.missing,
          milliseconds: Math.round(performance.now() - started),
        });
      if (request.dryRun) return report(null);
      if (comparison.doubts.length > 0 && !request.override) return implausible(comparison);
      if (
        changesNothing(comparison) &&
        (await wasImported(trx, importer.source, asAt, summary.sha256))
      ) {
        return report(null);
      }
      onProgress?.({ stage: 'saving', done: summary.size, total: summary.size });
      const importId = crypto.randomUUID();
      await importer.apply(trx, file, importId, comparison);
      const done = report(importId);
      if (done.ok) await keep(trx, request, done.value, { id: importId, ...importer.staging });
      return done;
    });
  } finally {
    await reading.stop();
  }
}

async function stage(
  trx: Trx,
  importer: Importer,
  request: ImportRequest,
  reading: Reading,
  copyInto: CopyInto,
): Promise<Result<ReadSummary>> {
  // Two imports at once would each compare with what the other is about to change.
  if (!request.dryRun) await sql`select pg_advisory_xact_lock(${sql.lit(importLock)})`.execute(trx);
  // Staging tables have no statistics: without this the server may compare row by row for minutes.
  await sql`set local enable_nestloop = off`.execute(trx);
  await sql`set local work_mem = '64MB'`.execute(trx);
  await importer.createStaging(trx);
  await copyInto({ ...importer.staging, options: copyOptions }, reading.pieces);
  return reading.summary;
}

/** The problems by line, whoever found them: the first of them, and how many. */
function problemsOf(
  { problems, problemCount }: ReadSummary,
  lines: LinesFound = { first: [], count: 0 },
): Pick<ImportReport, 'problems' | 'problemCount'> {
  return {
    problems: [...problems, ...lines.first]
      .toSorted((a, b) => a.line - b.line)
      .slice(0, problemsKept),
    problemCount: problemCount + lines.count,
  };
}

const mostDamaged = 0.1;
const fewToJudgeBy = 20;

/** A file of which much cannot be read is of another kind, or its columns have slipped. */
function damage({ rows, damagedRows, problems }: ReadSummary): Refusal[] {
  if (damagedRows <= fewToJudgeBy || damagedRows <= rows * mostDamaged) return [];
  const first = problems.find(({ skipped }) => !skipped);
  const example = first ? ` The first is line ${first.line}: ${first.sentence}` : '';
  return [
    {
      code: 'many-damaged',
      sentence: `Something in ${damagedRows.toLocaleString('en-GB')} of ${rows.toLocaleString('en-GB')} rows cannot be read.${example}`,
    },
  ];
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

async function keep(
  trx: Trx,
  { importedBy, override, clock }: ImportRequest,
  report: ImportReport,
  { id, table }: { readonly id: string; readonly table: string },
): Promise<void> {
  const at = clock.now();
  const { source, layout, fileName, fileSize, sha256, asAt } = report;
  const overridden = override && report.doubts.length > 0;
  await trx
    .insertInto('imports')
    .values({
      id,
      source,
      format: layout,
      file_name: fileName,
      file_size: fileSize,
      sha256,
      as_at: asAt,
      imported_at: at,
      imported_by_id: importedBy.personId,
      imported_by: importedBy.name,
      overridden,
      authorities: sql<string[]>`array(
        select distinct la_code from ${sql.table(table)} where la_code is not null)`,
      report: JSON.stringify(report),
    })
    .execute();
  const changes = report.changes.map(({ subject, new: added, changed, unchanged }) => ({
    subject,
    new: added,
    changed,
    unchanged,
  }));
  await appendAudit(trx, {
    at,
    actor: importedBy,
    type: 'file imported',
    subject: { kind: 'import', id },
    payload: { source, layout, fileName, fileSize, sha256, asAt, overridden, changes },
  });
}
