import { parseUrn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import { dayOf } from '#platform/csv/cells.ts';
import type { CopyValue } from '#platform/csv/copy-rows.ts';
import type { MatchedTable, RowSink, TableFormat } from '#platform/csv/table-format.ts';
import { headingKey, placesOf } from './headings.ts';

/** How a cell is read. */
export type RegisterCell = keyof typeof readers;

export interface RegisterColumn {
  /** The heading in the file. */
  readonly heading: string;
  /** The column of the table. */
  readonly column: string;
  readonly kind: RegisterCell;
  /** Without the heading it is not this file, and without the value it is not a row of it. */
  readonly required?: true;
}

/** One of the smaller files of Get Information About Schools: a row for each thing that it lists. */
export interface RegisterFile {
  /** "links file": what it is called in a sentence. */
  readonly name: string;
  readonly layout: string;
  readonly columns: readonly RegisterColumn[];
  /** Those that tell its rows apart. */
  readonly key: readonly string[];
  /** What a row is about: "link". */
  readonly one: string;
  /** Headings that the product knows and has no use for. */
  readonly unused: readonly string[];
  /** A heading at the end that has no data in any row. */
  readonly emptyLast?: string;
}

/** Reads such a file. Columns may come in any order; any but the required may be missing. */
export function registerFormat(file: RegisterFile): TableFormat {
  const [first] = file.columns;
  const isNot = `This is not the ${file.name} of Get Information About Schools`;
  return {
    noHeader: `${isNot}: it has no heading “${first?.heading ?? ''}”.`,
    isHeader: (cells) =>
      cells.some((cell) => headingKey(cell) === headingKey(first?.heading ?? '')),
    match(header) {
      const places = placesOf(header);
      if (!places.ok) return places;
      const absent = file.columns.filter(
        ({ heading, required }) => required && !places.value.has(headingKey(heading)),
      );
      if (absent.length > 0) {
        const headings = absent.map(({ heading }) => `“${heading}”`).join(', ');
        return refuse('columns', `${isNot}: it has no ${headings}.`);
      }
      return ok(matched(file, header, places.value));
    },
  };
}

interface PlacedColumn extends RegisterColumn {
  readonly at: number;
  readonly isKey: boolean;
}

function matched(
  file: RegisterFile,
  header: readonly string[],
  places: ReadonlyMap<string, number>,
): MatchedTable {
  const columns = file.columns.map((column): PlacedColumn => ({
    ...column,
    at: places.get(headingKey(column.heading)) ?? -1,
    isKey: file.key.includes(column.column),
  }));
  const used = new Set(columns.map(({ at }) => at));
  const known = new Set([...file.unused, file.emptyLast ?? ''].map(headingKey));
  const lineOf = new Map<string, number>();
  const endsEmpty =
    file.emptyLast !== undefined && headingKey(header.at(-1) ?? '') === headingKey(file.emptyLast);
  return {
    layout: file.layout,
    wanted: header.map((_, at) => used.has(at)),
    unrecognised: header.filter((heading, at) => !used.has(at) && !known.has(headingKey(heading))),
    missing: columns.filter(({ at }) => at === -1).map(({ heading }) => heading),
    fewestValues: endsEmpty ? header.length - 1 : header.length,
    row: (fields, line, sink) => readRow(file, fields, line, columns, lineOf, sink),
  };
}

function readRow(
  file: RegisterFile,
  fields: readonly string[],
  line: number,
  columns: readonly PlacedColumn[],
  lineOf: Map<string, number>,
  sink: RowSink,
): void {
  const values: CopyValue[] = [];
  let key = '';
  for (const { at, kind, heading, required, isKey } of columns) {
    const text = fields[at]?.trim() ?? '';
    const nothing = text === '' || /^not[ -](?:applicable|recorded)$/i.test(text);
    const value = nothing ? null : readers[kind](text);
    if (required && (value === null || value === undefined)) {
      return sink.skip(
        line,
        nothing ? `It has no ${heading}.` : `“${text}” in ${heading} is not ${kindNames[kind]}.`,
      );
    }
    if (value === undefined) {
      sink.leaveOut(line, `“${text}” in ${heading} is not ${kindNames[kind]}.`);
    }
    if (isKey) key += `${value}\u0001`;
    values.push(value ?? null);
  }
  const before = lineOf.get(key);
  if (before !== undefined) return sink.skip(line, `The same ${file.one} is on line ${before}.`);
  lineOf.set(key, line);
  sink.write(values);
}

/** By the code of the register, "PROPOSED_TO_OPEN", or by its name, "Proposed to open". */
const statuses: Readonly<Record<string, string>> = {
  open: 'open',
  closed: 'closed',
  proposed_to_open: 'proposed',
};

const readers = {
  text: (text: string): CopyValue | undefined => text,
  day: (text: string): CopyValue | undefined => dayOf(text),
  urn: (text: string): CopyValue | undefined => parseUrn(text),
  uid: (text: string): CopyValue | undefined =>
    /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined,
  status: (text: string): CopyValue | undefined =>
    statuses[text.toLowerCase().replaceAll(' ', '_')],
};

const kindNames: Readonly<Record<RegisterCell, string>> = {
  text: 'a text',
  day: 'a date',
  urn: 'a URN',
  uid: 'the number of a group',
  status: 'a status of a group',
};
