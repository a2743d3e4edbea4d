import { parseAcademicYear } from '#kernel/academic-year.ts';
import { parseUrn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import { dayOf } from '#platform/csv/cells.ts';
import type { LineProblem, MatchedTable, TableFormat } from '#platform/csv/table-format.ts';
import { meaningOf } from '../domain/dates-file.ts';
import type { Entry, LineRefusal } from '../domain/dates-file.ts';

/** What the rows of a file came to, beside what the reader says of it. */
export interface RowsRead {
  readonly entries: Entry[];
  readonly refusals: LineRefusal[];
  readonly problems: LineProblem[];
}

const needed = ['term', 'part', 'start', 'end'] as const;
const optional = ['academic_year', 'note', 'source', 'urn'] as const;
type Heading = (typeof needed)[number] | (typeof optional)[number];

/**
 * A table of term dates: `academic_year, term, part, start, end, note, source`, and `urn` for dates
 * of one school. A row is a half-term block (autumn, 1), a whole term, a holiday or an INSET day.
 * "same" as source means that of the row above.
 */
export function datesFormat(into: RowsRead): TableFormat {
  return {
    noHeader:
      'This is not a file of term dates: it has no row with the headings term, part, start and end.',
    isHeader: (cells) => needed.every((heading) => cells.map(keyOf).includes(heading)),
    match(header) {
      const keys = header.map(keyOf);
      const twice = keys.find((key, at) => key !== '' && keys.indexOf(key) !== at);
      if (twice !== undefined) return refuse('columns', `The heading “${twice}” is there twice.`);
      return ok(matched(header, keys, into));
    },
  };
}

function matched(header: readonly string[], keys: readonly string[], into: RowsRead): MatchedTable {
  const known: readonly string[] = [...needed, ...optional];
  let source = '';
  return {
    layout: 'terms',
    wanted: keys.map((key) => known.includes(key)),
    unrecognised: header.filter((_, at) => !known.includes(keys[at] ?? '')),
    missing: [],
    fewestValues: needed.length,
    row(fields, line) {
      const cell = (heading: Heading) => fields[keys.indexOf(heading)]?.trim() ?? '';
      const said = cell('source');
      source = /^(same|ditto|"|”)$/i.test(said) ? source : said;
      readRow(cell, line, source, into);
    },
  };
}

function readRow(
  cell: (heading: Heading) => string,
  line: number,
  source: string,
  into: RowsRead,
): void {
  const wrong = (sentence: string) => into.refusals.push({ line, sentence });
  const name = [cell('term'), cell('part')].filter((text) => text !== '').join(' ');
  const what = meaningOf(name);
  const first = dayOf(cell('start'));
  const last = dayOf(cell('end') || cell('start'));
  const year = parseAcademicYear(cell('academic_year'));
  const urn = parseUrn(cell('urn'));
  if (!what) wrong(`“${name}” is no term, half-term block, holiday or INSET day.`);
  if (!first) wrong(`“${cell('start')}” is not a date. Write it as 2026-09-03.`);
  if (!last) wrong(`“${cell('end')}” is not a date. Write it as 2026-09-03.`);
  if (cell('academic_year') !== '' && !year) {
    wrong(`“${cell('academic_year')}” is not an academic year. Write it as 2026/27.`);
  }
  if (cell('urn') !== '' && !urn) wrong(`“${cell('urn')}” is not the URN of a school.`);
  if (!what || !first || !last) return;
  const note = cell('note');
  if (/inset|training|teacher day/i.test(note) && what.kind !== 'INSET') {
    into.problems.push({
      line,
      sentence: `The note says “${note}”. Notes are not read: give INSET days in rows of their own, or on the calendar’s page.`,
      skipped: false,
      kept: true,
    });
  }
  into.entries.push({ line, year, urn, what, name: nameOf(what.kind, name), first, last, source });
}

function nameOf(kind: Entry['what']['kind'], name: string): string {
  return kind === 'INSET' && /^((autumn|spring|summer) )?(inset)( days?)?$/i.test(name)
    ? 'INSET day'
    : name;
}

function keyOf(heading: string): string {
  return heading.trim().toLowerCase().replaceAll(/[ -]+/g, '_');
}
