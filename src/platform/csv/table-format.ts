import type { LocalDate } from '#kernel/dates.ts';
import type { Result } from '#kernel/result.ts';
import type { CopyValue } from './copy-rows.ts';

/** Something wrong with one line of a file that does not stop the rest. */
export interface LineProblem {
  readonly line: number;
  readonly sentence: string;
  /** Whether the whole row was left out, rather than one of its values. */
  readonly skipped: boolean;
  /** Nothing was left out: someone should know all the same. */
  readonly kept?: true;
}

/** Where the reader of a row puts what it made of it. */
export interface RowSink {
  /** A row for the staging table. */
  write(values: readonly CopyValue[]): void;
  /** A value of this line was left out. The sentence says which and why, without the line number. */
  leaveOut(line: number, sentence: string): void;
  /** The whole line was left out. */
  skip(line: number, sentence: string): void;
  /** The whole file cannot be trusted. Nothing more is read. */
  refuse(code: string, sentence: string): void;
}

/** How to read the rows under a header that was recognised. */
export interface MatchedTable {
  /** Which layout it is, by the format's own names. */
  readonly layout: string;
  /** By column of the file: whether its values are wanted. */
  readonly wanted: readonly boolean[];
  /** Headings that this program does not know. */
  readonly unrecognised: readonly string[];
  /** Headings it knows and would use, that the file has not. */
  readonly missing: readonly string[];
  /** The fewest values that a row may have: those missing at its end are empty. By default, all. */
  readonly fewestValues?: number;
  row(fields: readonly string[], line: number, sink: RowSink): void;
}

/** A kind of file: recognises its header, or says in one sentence what is wrong with it. */
export interface TableFormat {
  /** Whether these cells can be the header row (a file may have a title above it). */
  isHeader(cells: readonly string[]): boolean;
  /** `asAt` is the day that the file is of: nothing in it can be of a later one. */
  match(header: readonly string[], asAt: LocalDate): Result<MatchedTable>;
  /** The sentence for a file in which no header was found. */
  readonly noHeader: string;
}

/** What was found in a file that could be read to its end. */
export interface ReadSummary {
  readonly layout: string;
  readonly size: number;
  readonly sha256: string;
  /** Rows that were read into the staging table's source, without blank and skipped ones. */
  readonly rows: number;
  readonly blankRows: number;
  readonly skippedRows: number;
  /** Rows of which something could not be read, and the rest was. */
  readonly damagedRows: number;
  readonly unrecognised: readonly string[];
  readonly missing: readonly string[];
  /** The first of them, in the order of the lines. */
  readonly problems: readonly LineProblem[];
  readonly problemCount: number;
}
