import { parseUrn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { dayOf, numberOf, smallNumberOf } from '#platform/csv/cells.ts';
import type { CopyValue } from '#platform/csv/copy-rows.ts';
import type { MatchedTable, RowSink, TableFormat } from '#platform/csv/table-format.ts';
import { searchName } from '../domain/school.ts';
import type { SchoolStatus } from '../domain/school.ts';
import { schoolTypes } from '../domain/school-types.ts';
import { factColumns, figureColumns, giasKeys, unusedHeadings } from './gias-columns.ts';
import type { CellKind, GiasColumn } from './gias-columns.ts';
import { headingKey, placesOf } from './headings.ts';

/** By the code of the register: its names are "Open", "Closed", "Open, but proposed to close" … */
const statuses: Readonly<Record<string, SchoolStatus>> = {
  '1': 'open',
  '2': 'closed',
  '3': 'closing',
  '4': 'proposed',
};

/**
 * The establishments extract of Get Information About Schools (140 columns). Columns may come in
 * any order; any but the keys may be missing.
 */
export const giasFormat: TableFormat = {
  noHeader:
    'This is not an establishments extract of Get Information About Schools: it has no heading “URN”.',
  isHeader: (cells) => cells.some((cell) => headingKey(cell) === headingKey(giasKeys.urn)),
  match: matchGias,
};

interface Fact extends GiasColumn {
  readonly at: number;
}

function matchGias(header: readonly string[]): Result<MatchedTable> {
  const places = placesOf(header);
  if (!places.ok) return places;
  const place = (heading: string): number => places.value.get(headingKey(heading)) ?? -1;
  const absent = Object.values(giasKeys).filter((heading) => place(heading) === -1);
  if (absent.length > 0) {
    return refuse(
      'columns',
      `This is not an establishments extract of Get Information About Schools: it has no ${absent.map((heading) => `“${heading}”`).join(', ')}.`,
    );
  }
  const wantedColumns: readonly GiasColumn[] = [...factColumns, ...figureColumns];
  const facts = wantedColumns.map((column): Fact => ({ ...column, at: place(column.heading) }));
  const keys = {
    urn: place(giasKeys.urn),
    name: place(giasKeys.name),
    laCode: place(giasKeys.laCode),
    laName: place(giasKeys.laName),
    typeCode: place(giasKeys.typeCode),
    typeName: place(giasKeys.typeName),
    status: place(giasKeys.status),
  };
  const used = new Set([...Object.values(keys), ...facts.map(({ at }) => at)]);
  const known = new Set(unusedHeadings.map(headingKey));
  const lineOf = new Map<number, number>();

  return ok({
    layout: 'establishments',
    wanted: header.map((_, at) => used.has(at)),
    unrecognised: header.filter((heading, at) => !used.has(at) && !known.has(headingKey(heading))),
    missing: facts.filter(({ at }) => at === -1).map(({ heading }) => heading),
    row: (fields, line, sink) => readSchool(fields, line, keys, facts, lineOf, sink),
  });
}

function readSchool(
  fields: readonly string[],
  line: number,
  keys: Readonly<Record<keyof typeof giasKeys, number>>,
  facts: readonly Fact[],
  lineOf: Map<number, number>,
  sink: RowSink,
): void {
  const cell = (at: number): string => fields[at]?.trim() ?? '';
  const urn = parseUrn(cell(keys.urn));
  if (urn === undefined) return sink.skip(line, `“${cell(keys.urn)}” is not a URN.`);
  const before = lineOf.get(urn);
  if (before !== undefined) {
    return sink.refuse(
      'duplicate-urn',
      `URN ${urn} is on line ${before} and again on line ${line}. A register has each school once.`,
    );
  }
  lineOf.set(urn, line);
  const name = cell(keys.name);
  if (name === '') return sink.skip(line, `The school with URN ${urn} has no name.`);
  const laCode = cell(keys.laCode);
  if (!/^\d{3}$/.test(laCode)) {
    return sink.skip(line, `“${laCode}” is not the code of a local authority (URN ${urn}).`);
  }
  const status = statuses[cell(keys.status)];
  if (status === undefined) {
    return sink.skip(line, `“${cell(keys.status)}” is not a status of a school (URN ${urn}).`);
  }
  const typeCode = cell(keys.typeCode).padStart(2, '0');
  if (!/^\d{2}$/.test(typeCode)) {
    return sink.skip(line, `“${typeCode}” is not a type of establishment (URN ${urn}).`);
  }
  const typeName = schoolTypes[typeCode]?.name ?? cell(keys.typeName);
  const values: CopyValue[] = [
    urn,
    name,
    searchName(name),
    laCode,
    cell(keys.laName),
    typeCode,
    typeName,
    status,
  ];
  for (const fact of facts) {
    const text = fields[fact.at]?.trim() ?? '';
    if (text === '' || (fact.notApplicableIsEmpty && text === 'Not applicable')) {
      values.push(null);
      continue;
    }
    const value = readers[fact.kind](text);
    if (value === undefined) {
      sink.leaveOut(
        line,
        `“${text}” in ${fact.heading} is not ${kindNames[fact.kind]} (URN ${urn}).`,
      );
    }
    values.push(value ?? null);
  }
  sink.write(values);
}

const readers: Readonly<Record<CellKind, (text: string) => CopyValue | undefined>> = {
  text: (text) => text,
  whole: smallNumberOf,
  number: numberOf,
  day: dayOf,
};

const kindNames: Readonly<Record<CellKind, string>> = {
  text: 'a text',
  whole: 'a whole number that it could be',
  number: 'a number',
  day: 'a date',
};
