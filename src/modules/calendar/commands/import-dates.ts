import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { blockName } from '#kernel/school-days.ts';
import { lockImports, settleImport } from '#modules/schools/index.ts';
import type {
  Comparison,
  ExampleChange,
  ImportReport,
  ImportRequest,
} from '#modules/schools/index.ts';
import { readTable } from '#platform/csv/read-table.ts';
import type { LineProblem } from '#platform/csv/table-format.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import { assemble, meaningOf } from '../domain/dates-file.ts';
import type { Entry, GivenYear, LineRefusal } from '../domain/dates-file.ts';
import { doubtsIn, sameDates, span } from '../domain/year-dates.ts';
import type { YearDates } from '../domain/year-dates.ts';
import { datesFormat } from '../import/dates-csv.ts';
import type { RowsRead } from '../import/dates-csv.ts';
import { dayOfFile, readWhole, refuseLines, sameDayAsBefore } from '../import/file.ts';
import { readIcs } from '../import/ics.ts';
import { insertYear, yearsInForce } from '../store.ts';
import type { KeptYear } from '../store.ts';

/**
 * Imports term dates and INSET days: a CSV table or an iCalendar file, told apart by how it begins.
 * All or nothing: what cannot be is refused by line (`lines`): terms that overlap, years that are not
 * whole, schools that are in no register. A year that is there already gets a new version where its
 * dates differ; a file that names no INSET day of a year leaves those that are held.
 */
export async function importDates(request: ImportRequest): Promise<Result<ImportReport>> {
  const started = performance.now();
  const asAt = dayOfFile(request);
  if (!asAt.ok) return asAt;
  const read = readDates(request.file, asAt.value);
  if (!read.ok) return read;
  const { entries, refusals, facts } = read.value;
  const assembled = assemble(entries);
  return inTransaction(request.connection.db, async (trx) => {
    await lockImports(trx, request);
    const unknown = await unknownSchools(trx, entries);
    const all = [...refusals, ...assembled.refusals, ...unknown];
    if (all.length > 0) return refuseLines(all.toSorted((a, b) => a.line - b.line));
    const found = await compareYears(trx, assembled.years);
    const before = await sameDayAsBefore(trx, 'calendar', facts.sha256, request);
    return settleImport(trx, request, found.comparison, {
      facts: { ...facts, source: 'calendar', asAt: before ?? asAt.value },
      authorities: sql<string[]>`'{}'`,
      started,
      async apply(importId) {
        const { clock, importedBy } = request;
        for (const each of found.different) {
          await insertYear(trx, {
            ...each,
            importId,
            recordedAt: clock.now(),
            recordedBy: importedBy.name,
          });
        }
      },
    });
  });
}

interface DatesRead {
  readonly entries: readonly Entry[];
  readonly refusals: readonly LineRefusal[];
  readonly facts: Omit<Parameters<typeof settleImport>[3]['facts'], 'source' | 'asAt'>;
}

function readDates(path: string, asAt: LocalDate): Result<DatesRead> {
  const whole = readWhole(path);
  if (whole.ok && /^\s*BEGIN:/i.test(whole.value.text.replace('\ufeff', ''))) {
    return readIcsDates(whole.value);
  }
  return readCsvDates(path, asAt);
}

function readCsvDates(path: string, asAt: LocalDate): Result<DatesRead> {
  const rows: RowsRead = { entries: [], refusals: [], problems: [] };
  const nothing = { onPiece: () => undefined, onProgress: () => undefined };
  const summary = readTable(path, datesFormat(rows), asAt, nothing);
  if (!summary.ok) return summary;
  const { layout, size, sha256, blankRows, unrecognised, missing, problems } = summary.value;
  // A row that the reader could not take would be missing from the year.
  const unread = problems.filter(({ skipped }) => skipped);
  return ok({
    entries: rows.entries,
    refusals: [...rows.refusals, ...unread],
    facts: {
      layout,
      fileSize: size,
      sha256,
      rows: rows.entries.length,
      blankRows,
      skippedRows: 0,
      problems: rows.problems,
      problemCount: rows.problems.length,
      unrecognised,
      missing,
    },
  });
}

function readIcsDates({
  text,
  size,
  sha256,
}: {
  readonly text: string;
  readonly size: number;
  readonly sha256: string;
}): Result<DatesRead> {
  const read = readIcs(text);
  if (!read.ok) return read;
  const problems: LineProblem[] = read.value.left.map((each) => ({ ...each, skipped: true }));
  const entries: Entry[] = [];
  for (const { line, summary, first, last } of read.value.events) {
    const what = meaningOf(summary);
    if (what) {
      entries.push({
        line,
        year: undefined,
        urn: undefined,
        what,
        name: summary,
        first,
        last,
        source: '',
      });
    } else {
      const sentence = `“${summary}” is no term, half-term block, holiday or INSET day.`;
      problems.push({ line, sentence, skipped: true });
    }
  }
  const sorted = problems.toSorted((a, b) => a.line - b.line);
  return ok({
    entries,
    refusals:
      entries.length === 0
        ? [{ line: 1, sentence: 'No event of the file is a term, a holiday or an INSET day.' }]
        : [],
    facts: {
      layout: 'icalendar',
      fileSize: size,
      sha256,
      rows: entries.length,
      blankRows: 0,
      skippedRows: problems.length,
      problems: sorted,
      problemCount: sorted.length,
      unrecognised: [],
      missing: [],
    },
  });
}

async function unknownSchools(trx: Trx, entries: readonly Entry[]): Promise<LineRefusal[]> {
  const urns = [...new Set(entries.flatMap(({ urn }) => urn ?? []))];
  if (urns.length === 0) return [];
  const rows = await trx.selectFrom('schools').select('urn').where('urn', 'in', urns).execute();
  const known = new Set(rows.map(({ urn }) => urn));
  return urns
    .filter((urn) => !known.has(urn))
    .map((urn) => ({
      line: entries.find((entry) => entry.urn === urn)?.line ?? 1,
      sentence: `No school in the register has the URN ${urn}.`,
    }));
}

type NewYear = Pick<KeptYear, 'urn' | 'year' | 'version' | 'dates'>;

async function compareYears(
  trx: Trx,
  given: readonly GivenYear[],
): Promise<{ readonly comparison: Comparison; readonly different: readonly NewYear[] }> {
  const held = await yearsInForce(
    trx,
    given.flatMap(({ urn }) => urn ?? []),
  );
  const different: NewYear[] = [];
  const examples: ExampleChange[] = [];
  const doubts: Comparison['doubts'][number][] = [];
  let added = 0;
  for (const each of given) {
    const { urn, year } = each;
    const now = held.find((kept) => kept.urn === urn && kept.year === year);
    const dates: YearDates = {
      blocks: each.blocks ?? now?.dates.blocks ?? null,
      inset: each.inset ?? now?.dates.inset ?? [],
      source: each.source,
    };
    for (const sentence of doubtsIn(year, dates)) doubts.push({ code: 'length', sentence });
    if (now && sameDates(now.dates, dates)) continue;
    different.push({ urn, year, dates, version: (now?.version ?? 0) + 1 });
    if (!now) added += 1;
    examples.push({
      what: now ? 'changed' : 'new',
      urn: urn ?? null,
      name: year,
      detail: datesInWords(dates),
    });
  }
  const changes = [
    {
      subject: 'academic years',
      new: added,
      changed: different.length - added,
      unchanged: given.length - different.length,
      notes: insetNotes(given),
    },
  ];
  return { comparison: { changes, fields: [], examples, doubts }, different };
}

function datesInWords({ blocks, inset }: YearDates): string {
  const days = inset.length === 0 ? [] : [`${inset.length} INSET days`];
  return [...(blocks ?? []).map((block) => `${blockName(block)}: ${span(block)}`), ...days].join(
    '; ',
  );
}

function insetNotes(given: readonly GivenYear[]): string[] {
  const without = given.filter(({ inset, urn }) => inset === null && urn === undefined);
  return without.length === 0
    ? []
    : [
        `The file names no INSET days for ${without.map(({ year }) => year).join(', ')}: those that are held stay as they are.`,
      ];
}
