import { closeSync, openSync, readSync } from 'node:fs';
import type { LocalDate } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { CopyRows } from './copy-rows.ts';
import { CsvReader } from './csv-reader.ts';
import type { CsvRow } from './csv-reader.ts';
import { inspectFile } from './inspect-file.ts';
import type { FileFacts } from './inspect-file.ts';
import type {
  LineProblem,
  MatchedTable,
  ReadSummary,
  RowSink,
  TableFormat,
} from './table-format.ts';

export interface ReadEvents {
  /** The next rows, in COPY's text format. */
  readonly onPiece: (piece: Uint8Array<ArrayBuffer>) => void;
  /** Bytes read so far, and of how many. */
  readonly onProgress: (done: number, total: number) => void;
}

const chunkSize = 1 << 19;
/** A title or two may stand above the header. */
const headerWithin = 10;
/** How many problems are told one by one; the rest are counted. */
export const problemsKept = 200;
/** More unreadable rows than this, and the file is not what it should be. */
const skippedShare = 0.02;
const skippedAtLeast = 20;

/**
 * Reads a CSV file from its beginning to its end in one pass of bounded memory. Refuses the whole
 * file where it cannot be trusted; lists what is wrong with single lines. `asAt` is the day that the
 * file is of. Synchronous: for a worker.
 */
export function readTable(
  path: string,
  format: TableFormat,
  asAt: LocalDate,
  events: ReadEvents,
): Result<ReadSummary> {
  const facts = inspectFile(path);
  if (!facts.ok) return facts;
  const rows = new TableRows(format, asAt, events);
  const refusal = readPieces(path, facts.value, rows, events.onProgress) ?? rows.end();
  return refusal ? { ok: false, refusal } : rows.summary(facts.value);
}

function readPieces(
  path: string,
  facts: FileFacts,
  rows: TableRows,
  onProgress: ReadEvents['onProgress'],
): Refusal | undefined {
  const reader = new CsvReader(facts.encoding, (row) => rows.take(row, reader));
  const buffer = Buffer.allocUnsafe(chunkSize);
  const file = openSync(path, 'r');
  try {
    for (let done = 0; ;) {
      const length = readSync(file, buffer, 0, chunkSize, done);
      const final = length === 0;
      const refusal = reader.read(buffer.subarray(0, length), final) ?? rows.refusal;
      if (refusal || final) return refusal;
      done += length;
      onProgress(done, facts.size);
    }
  } finally {
    closeSync(file);
  }
}

/** Takes the rows one by one: finds the header, then hands each row to the format. */
class TableRows implements RowSink {
  refusal: Refusal | undefined;
  readonly #format: TableFormat;
  readonly #asAt: LocalDate;
  readonly #copy: CopyRows;
  #table: MatchedTable | undefined;
  #columns = 0;
  #fewest = 0;
  #before = 0;
  #rows = 0;
  #blank = 0;
  #skipped = 0;
  #damaged = 0;
  #lastDamaged = 0;
  #problems: LineProblem[] = [];
  #problemCount = 0;
  /** A row of the wrong length: cut short if it is the last, otherwise a problem of its own. */
  #odd: { line: number; count: number } | undefined;
  /** The last row, where no line ending follows it. */
  #unended: { count: number; lastField: string } | undefined;
  /** How many values the rows had that were followed by a line ending. */
  readonly #counts = new Set<number>();

  constructor(format: TableFormat, asAt: LocalDate, events: ReadEvents) {
    this.#format = format;
    this.#asAt = asAt;
    this.#copy = new CopyRows(events.onPiece);
  }

  take(row: CsvRow, reader: CsvReader): void {
    if (this.refusal) return;
    if (!this.#table) {
      this.#header(row, reader);
      return;
    }
    if (isBlank(row)) {
      this.#blank += 1;
      return;
    }
    this.#reportOdd();
    if (row.count > this.#columns || row.count < this.#fewest) {
      this.#odd = { line: row.line, count: row.count };
      return;
    }
    this.#rows += 1;
    this.#table.row(row.fields, row.line, this);
    if (row.ended) this.#counts.add(row.count);
    else {
      this.#unended = { count: row.count, lastField: row.fields[row.count - 1] ?? '' };
    }
  }

  end(): Refusal | undefined {
    if (!this.#table) return { code: 'columns', sentence: this.#format.noHeader };
    if (this.#odd) {
      const { line, count } = this.#odd;
      return {
        code: 'truncated',
        sentence: `The last row, on line ${line}, has ${count} of ${this.#columns} values: the file was probably cut short. Download it again.`,
      };
    }
    // A value that should be there may have been cut off with the line ending; and where a last row
    // ends sooner than any before it, its last values may have been.
    const last = this.#unended;
    const endsSooner = last && last.count < this.#columns && !this.#counts.has(last.count);
    if (endsSooner || (last?.lastField === '' && this.#table.wanted[last.count - 1])) {
      return {
        code: 'truncated',
        sentence:
          'The file stops in the middle of its last line: it was probably cut short. Download it again.',
      };
    }
    if (this.#rows + this.#skipped === 0)
      return { code: 'no-rows', sentence: 'The file has a header and no rows.' };
    const mostSkipped = Math.max(skippedAtLeast, (this.#rows + this.#skipped) * skippedShare);
    if (this.#rows === 0 || this.#skipped > mostSkipped) {
      const [first] = this.#problems.filter((problem) => problem.skipped);
      const example = first ? ` The first is line ${first.line}: ${first.sentence}` : '';
      return {
        code: 'unreadable-rows',
        sentence: `${this.#skipped} of ${this.#rows + this.#skipped} rows cannot be read.${example}`,
      };
    }
    this.#copy.flush();
    return undefined;
  }

  summary({ size, sha256 }: FileFacts): Result<ReadSummary> {
    if (!this.#table) return refuse('columns', this.#format.noHeader);
    const { layout, unrecognised, missing } = this.#table;
    return ok({
      layout,
      size,
      sha256,
      rows: this.#rows,
      blankRows: this.#blank,
      skippedRows: this.#skipped,
      damagedRows: this.#damaged,
      unrecognised,
      missing,
      problems: this.#problems,
      problemCount: this.#problemCount,
    });
  }

  write(values: Parameters<RowSink['write']>[0]): void {
    this.#copy.write(values);
  }

  leaveOut(line: number, sentence: string): void {
    if (line !== this.#lastDamaged) this.#damaged += 1;
    this.#lastDamaged = line;
    this.#problem({ line, sentence, skipped: false });
  }

  skip(line: number, sentence: string): void {
    this.#rows -= 1;
    this.#skipped += 1;
    this.#problem({ line, sentence, skipped: true });
  }

  refuse(code: string, sentence: string): void {
    this.refusal ??= { code, sentence };
  }

  #header(row: CsvRow, reader: CsvReader): void {
    const cells = row.fields.slice(0, row.count).map((cell) => cell.trim());
    if (!this.#format.isHeader(cells)) {
      this.#before += 1;
      if (this.#before >= headerWithin) {
        this.refusal = { code: 'columns', sentence: this.#format.noHeader };
      }
      return;
    }
    const table = this.#format.match(cells, this.#asAt);
    if (!table.ok) {
      this.refusal = table.refusal;
      return;
    }
    this.#table = table.value;
    this.#columns = cells.length;
    this.#fewest = table.value.fewestValues ?? cells.length;
    reader.want(table.value.wanted);
  }

  #reportOdd(): void {
    if (!this.#odd) return;
    const { line, count } = this.#odd;
    this.#odd = undefined;
    this.#rows += 1;
    this.skip(line, `It has ${count} values where the header has ${this.#columns}.`);
  }

  #problem(problem: LineProblem): void {
    this.#problemCount += 1;
    if (this.#problems.length < problemsKept) this.#problems.push(problem);
  }
}

function isBlank(row: CsvRow): boolean {
  const length = Math.min(row.count, row.fields.length);
  for (let at = 0; at < length; at += 1) {
    if (row.fields[at]?.trim() !== '') return false;
  }
  return true;
}
