import type { AcademicYear } from '#kernel/academic-year.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Refusal } from '#kernel/result.ts';
import type { LineProblem } from '#platform/csv/table-format.ts';
import type { ImportSource } from '../domain/sources.ts';

/** What a file does to one kind of thing that is held: "schools", "inspections". */
export interface SubjectChanges {
  readonly subject: string;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  /** What else there is to say, in sentences: how many close, are gone, are kept. */
  readonly notes: readonly string[];
}

/** One change, as an example of what the counts mean. */
export interface ExampleChange {
  readonly what: 'new' | 'changed' | 'closed' | 'gone';
  /** Null where it is not about one school. */
  readonly urn: Urn | null;
  readonly name: string;
  readonly detail: string;
}

/** What a comparison of a staged file with what is held came to. */
export interface Comparison {
  readonly changes: readonly SubjectChanges[];
  /** Which facts change, and of how many schools; the most frequent first. */
  readonly fields: readonly { readonly field: string; readonly count: number }[];
  readonly examples: readonly ExampleChange[];
  /** Why the file looks implausible. Someone must confirm it before it is imported. */
  readonly doubts: readonly Refusal[];
}

/** What a comparison found out about single lines, beside what the reader did: the first, and how many. */
export interface LinesFound {
  readonly first: readonly LineProblem[];
  readonly count: number;
}

/** What an import did, or as a dry run would do. */
export interface ImportReport extends Comparison {
  readonly source: ImportSource;
  readonly sourceName: string;
  /** Which of the source's layouts: `establishments`, `graded`, `report-card`. */
  readonly layout: string;
  readonly fileName: string;
  /** In bytes. */
  readonly fileSize: number;
  readonly sha256: string;
  readonly asAt: LocalDate;
  /** The academic year, of a file that is of one. */
  readonly year?: AcademicYear;
  readonly dryRun: boolean;
  /** The import as kept; null after a dry run, and where nothing new was in the file. */
  readonly importId: string | null;
  /** Rows that were read, without blank and skipped ones. */
  readonly rows: number;
  readonly blankRows: number;
  readonly skippedRows: number;
  /** The first 200 of them, by line. */
  readonly problems: readonly LineProblem[];
  readonly problemCount: number;
  /** Headings that the product does not know. */
  readonly unrecognised: readonly string[];
  /** Headings that it would have used and that the file has not. */
  readonly missing: readonly string[];
  readonly milliseconds: number;
}

/** Whether the file holds nothing that is not held already. */
export function changesNothing(comparison: Comparison): boolean {
  return comparison.changes.every((changes) => changes.new === 0 && changes.changed === 0);
}

/** "1 school", "21,990 schools" */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
