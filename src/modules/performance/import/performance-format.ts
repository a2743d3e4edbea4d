import { parseUrn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { CopyValue } from '#platform/csv/copy-rows.ts';
import type { MatchedTable, RowSink, TableFormat } from '#platform/csv/table-format.ts';
import type { BenchmarkRow } from '#platform/db/tables/performance.ts';
import { readFigure, readPupils } from './cells.ts';
import type { FigureColumn, PerformanceTable } from './tables.ts';

/** The columns of the staging table, in the order in which the reader writes them. */
export const stagedColumns = [
  'line',
  'area',
  'urn',
  'la_code',
  'schools',
  'measure',
  'cohort',
  'value',
  'has_sign',
  'pupils',
] as const;

/** Whom a row is about. */
type Subject =
  | { readonly area: 'school'; readonly urn: number; readonly laCode: string | null }
  | {
      readonly area: 'authority';
      readonly laCode: string;
      readonly schools: BenchmarkRow['schools'];
    }
  | { readonly area: 'england'; readonly schools: BenchmarkRow['schools'] };

type Keys = Readonly<Record<'recordType' | 'urn' | 'la' | 'estab', number>>;

interface Column extends FigureColumn {
  readonly at: number;
  readonly pupilsAt: number;
  readonly ofAt: number;
}

/**
 * A performance table of the Department for Education. Columns may come in any order; rows may leave
 * out their last fields.
 */
export function performanceFormat(table: PerformanceTable): TableFormat {
  return {
    noHeader: `This is not a file of ${table.name}: it has no heading “URN”.`,
    isHeader: (cells) => cells.some((cell) => cell.toUpperCase() === 'URN'),
    match: (header) => matchTable(table, header),
  };
}

function matchTable(table: PerformanceTable, header: readonly string[]): Result<MatchedTable> {
  const places = new Map<string, number>();
  for (const [at, heading] of header.entries()) {
    const key = heading.toUpperCase();
    if (key === '') continue;
    if (places.has(key)) {
      return refuse('columns', `The file has two columns with the heading “${heading}”.`);
    }
    places.set(key, at);
  }
  const place = (...headings: readonly string[]): number =>
    headings.map((heading) => places.get(heading.toUpperCase()) ?? -1).find((at) => at >= 0) ?? -1;
  const keys: Keys = {
    recordType: place('RECTYPE'),
    urn: place('URN'),
    la: place('LA', 'LEA'),
    estab: place('ESTAB'),
  };
  const needs = [...table.needs, ...(table.hasRecordTypes ? [['RECTYPE']] : [['LA', 'LEA']])];
  const lacks = needs.filter((headings) => place(...headings) === -1);
  if (lacks.length > 0) {
    const wanted = lacks.map((headings) => headings.map((each) => `“${each}”`).join(' or '));
    return refuse(
      'columns',
      `This is not a file of ${table.name}: it has no ${wanted.join(', ')}.`,
    );
  }
  const columns = table.figures.flatMap((figure): Column[] => {
    const at = place(figure.heading);
    const ofAt = figure.of === undefined ? -1 : place(figure.of);
    if (at === -1 || (figure.of !== undefined && ofAt === -1)) return [];
    const pupilsAt = figure.pupils === undefined ? -1 : place(figure.pupils);
    return [{ ...figure, at, ofAt, pupilsAt }];
  });
  const used = new Set([
    ...Object.values(keys),
    ...columns.flatMap(({ at, ofAt, pupilsAt }) => [at, ofAt, pupilsAt]),
  ]);
  const isKnown = (heading: string) =>
    heading === '' || table.unused.some((pattern) => pattern.test(heading));
  const whoseRow = table.hasRecordTypes ? byRecordType(keys) : bySign(keys);
  const lineOf = new Map<number, number>();
  return ok({
    layout: place(table.figures[0]?.heading ?? '') >= 0 ? table.id : partOf(table.id),
    wanted: header.map((_, at) => used.has(at)),
    unrecognised: header.filter((heading, at) => !used.has(at) && !isKnown(heading)),
    missing: table.figures
      .filter(({ heading }) => place(heading) === -1)
      .map(({ heading }) => heading),
    fewestValues: 1,
    row(fields, line, sink) {
      const subject = whoseRow(fields);
      if (typeof subject === 'string') return sink.skip(line, subject);
      if (subject.area === 'school') {
        const before = lineOf.get(subject.urn);
        if (before !== undefined) {
          return sink.refuse(
            'duplicate-urn',
            `URN ${subject.urn} is on line ${before} and again on line ${line}. A performance table has each school once.`,
          );
        }
        lineOf.set(subject.urn, line);
      }
      writeRow(fields, line, subject, columns, sink);
    },
  });
}

/** The layout of a file that lacks the first of its table's figures. It need not have a row for England. */
export function partOf(id: string): string {
  return `${id}-in-part`;
}

function writeRow(
  fields: readonly string[],
  line: number,
  subject: Subject,
  columns: readonly Column[],
  sink: RowSink,
): void {
  const cell = (at: number): string => (at < 0 ? '' : (fields[at] ?? ''));
  const start: CopyValue[] = [
    line,
    subject.area,
    subject.area === 'school' ? subject.urn : null,
    subject.area === 'england' ? null : subject.laCode,
    subject.area === 'school' ? null : subject.schools,
  ];
  const name = nameOf(subject);
  let figures = 0;
  for (const column of columns) {
    if (subject.area !== 'school' && !column.isAverage) continue;
    const figure = readFigure(cell(column.at), column.of === undefined ? column.measure : 'pupils');
    if (figure.kind === 'none') continue;
    if (figure.kind === 'wrong') {
      sink.leaveOut(line, `“${cell(column.at)}” in ${column.heading} is ${figure.what} (${name}).`);
      continue;
    }
    const pupils = readPupils(cell(column.pupilsAt));
    // A share of no pupils says nothing.
    if (pupils === 0 && column.measure !== 'pupils') continue;
    let value = figure.kind === 'value' ? figure.value : null;
    let hasSign = figure.kind === 'value' && figure.hasSign;
    if (column.of !== undefined && value !== null) {
      const whole = readPupils(cell(column.ofAt));
      if (whole === undefined || whole === 0) continue;
      if (value > whole) {
        sink.leaveOut(line, `${column.heading} is more than ${column.of} (${name}).`);
        continue;
      }
      value = Math.round((1000 * value) / whole) / 10;
      hasSign = true;
    }
    figures += 1;
    sink.write([...start, column.measure, column.cohort, value, hasSign, pupils ?? null]);
  }
  // The school is in the file all the same.
  if (figures === 0 && subject.area === 'school') {
    sink.write([...start, null, null, null, false, null]);
  }
}

function nameOf(subject: Subject): string {
  switch (subject.area) {
    case 'school':
      return `URN ${subject.urn}`;
    case 'authority':
      return `authority ${subject.laCode}`;
    case 'england':
      return 'England';
  }
}

const authorityCode = /^\d{3}$/;

function schoolIn(urnText: string, laText: string, hasAuthority: boolean): Subject | string {
  const urn = parseUrn(urnText);
  if (urn === undefined) return `“${urnText}” is not a URN.`;
  if (!hasAuthority) return { area: 'school', urn, laCode: null };
  if (!authorityCode.test(laText)) {
    return `“${laText}” is not the code of a local authority (URN ${urn}).`;
  }
  return { area: 'school', urn, laCode: laText };
}

/**
 * By RECTYPE: 1 a mainstream school, 2 a special school, 4 an authority, 5 all schools in England, 7
 * the state-funded ones. Older key stage 2 tables have 3 for an authority, then 4 and 5.
 */
function byRecordType(keys: Keys): (fields: readonly string[]) => Subject | string {
  let isOlder = false;
  return (fields) => {
    const cell = (at: number): string => (at < 0 ? '' : (fields[at]?.trim() ?? ''));
    const type = cell(keys.recordType);
    const la = cell(keys.la);
    if (parseUrn(type) !== undefined) {
      return `RECTYPE is “${type}”, which is the URN of a school: the values of this row do not stand under their headings.`;
    }
    switch (type) {
      case '1':
      case '2':
        return schoolIn(cell(keys.urn), la, keys.la >= 0);
      case '3':
        isOlder = true;
        break;
      case '4':
        if (la === '') return { area: 'england', schools: 'all' };
        break;
      case '5':
        return { area: 'england', schools: isOlder ? 'state-funded' : 'all' };
      case '7':
        return { area: 'england', schools: 'state-funded' };
      default:
        return `“${type}” is not a kind of row (RECTYPE).`;
    }
    if (!authorityCode.test(la)) return `“${la}” is not the code of a local authority.`;
    return { area: 'authority', laCode: la, schools: 'state-funded' };
  };
}

const kindsOfEngland: Readonly<Record<string, BenchmarkRow['schools']>> = {
  PRI: 'primary',
  SEC: 'secondary',
  SPE: 'special',
};

/** By NAT, in place of the URN or of the authority: England, with the kind of school beside it. */
function bySign(keys: Keys): (fields: readonly string[]) => Subject | string {
  return (fields) => {
    const cell = (at: number): string => (at < 0 ? '' : (fields[at]?.trim() ?? ''));
    const urn = cell(keys.urn);
    const la = cell(keys.la);
    if (urn !== 'NAT' && la !== 'NAT') return schoolIn(urn, la, true);
    const estab = cell(keys.estab);
    const schools = kindsOfEngland[estab];
    return schools === undefined
      ? `“${estab}” is not a kind of school that a row of England is about.`
      : { area: 'england', schools };
  };
}
