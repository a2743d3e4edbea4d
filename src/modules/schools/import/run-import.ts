import type { AcademicYear } from '#kernel/academic-year.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { refuseOtherKind } from '#platform/csv/inspect-file.ts';
import { copyOptions } from '#platform/csv/copy-rows.ts';
import { problemsKept } from '#platform/csv/read-table.ts';
import { readInWorker } from '#platform/csv/read-in-worker.ts';
import type { Reading } from '#platform/csv/read-in-worker.ts';
import type { ReadSummary } from '#platform/csv/table-format.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inCopyTransaction } from '#platform/db/copy.ts';
import type { CopyInto } from '#platform/db/copy.ts';
import { sql } from 'kysely';
import type { ImportSource } from '../domain/sources.ts';
import { dateFileOf } from './file-date.ts';
import type { ImportRequest } from './request.ts';
import { lockImports, settleImport } from './settle.ts';
import type { Comparison, ImportReport, LinesFound } from './report.ts';

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
      return await settleImport(trx, request, comparison, {
        facts: {
          source: importer.source,
          layout: summary.layout,
          fileSize: summary.size,
          sha256: summary.sha256,
          asAt,
          ...(year !== undefined && { year }),
          rows: summary.rows,
          blankRows: summary.blankRows,
          skippedRows: summary.skippedRows,
          ...problemsOf(summary, lines),
          unrecognised: summary.unrecognised,
          missing: summary.missing,
        },
        authorities: sql<string[]>`array(
          select distinct la_code from ${sql.table(importer.staging.table)} where la_code is not null)`,
        started,
        apply: (importId) => importer.apply(trx, file, importId, comparison),
      });
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
  await lockImports(trx, request);
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
