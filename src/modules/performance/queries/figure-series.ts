import { academicYearOf, parseAcademicYear, yearsFrom } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import { parseLocalDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { measures, predecessorsOf, sourceText } from '#modules/schools/index.ts';
import type { FigureUnit, MeasureId } from '#modules/schools/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { followedMeasures } from '../domain/followed.ts';
import type { FollowedMeasure } from '../domain/followed.ts';
import {
  benchmarkFor,
  comparatorOf,
  comparatorOfAverage,
  fixedAverage,
} from '../domain/comparison.ts';
import type { Average, Benchmark, Comparator } from '../domain/comparison.ts';
import { kindOf } from '../domain/school-kind.ts';
import type { SchoolKind } from '../domain/school-kind.ts';
import { averagesOf, benchmarksOf, schoolsOf } from '../store.ts';

/** A school's own figure of one year. */
export interface SchoolFigure {
  /** Null where it was suppressed. */
  readonly value: number | null;
  /** How many pupils stand behind it; null where the source does not say. */
  readonly pupils: number | null;
  readonly status: 'final' | 'provisional';
  readonly asAt: LocalDate;
  readonly source: string;
  /** The school before this one, whose figure it is. */
  readonly predecessor: { readonly urn: Urn; readonly name: string | null } | undefined;
}

/** One academic year of one measure; what is undefined is not held. */
export interface FigureYear {
  readonly period: AcademicYear;
  readonly school: SchoolFigure | undefined;
  readonly authority: Comparator | undefined;
  readonly england: Comparator | undefined;
}

/** A measure of one school over the years. */
export interface FigureSeries extends FollowedMeasure {
  readonly name: string;
  readonly unit: FigureUnit;
  /** Every academic year from the first of which anything is held to the last; gaps included. */
  readonly years: readonly FigureYear[];
}

export interface SchoolFigures {
  readonly kind: SchoolKind | undefined;
  /** The measures of which a figure of the school is held, in the order of `followedMeasures`. */
  readonly series: readonly FigureSeries[];
}

/**
 * The figures of a school over the years beside those of its authority and of England, as known on
 * the day. A year without a figure of its own shows that of the one school it came from, where it
 * came from one; schools that merged are not compared.
 */
export async function figureSeries(
  db: Db | Trx,
  urn: Urn,
  asAt: LocalDate,
): Promise<SchoolFigures> {
  const school = await db
    .selectFrom('schools')
    .select(['la_code', 'type_code', 'phase'])
    .where('urn', '=', urn)
    .executeTakeFirst();
  if (!school) return { kind: undefined, series: [] };
  const kind = kindOf(school.type_code, school.phase);
  const own = await figuresOf(db, urn, asAt);
  const held = followedMeasures.filter((each) => own.some(isOf(each)));
  if (held.length === 0) return { kind, series: [] };
  const ids = held.map(({ measure }) => measure);
  const authority = await schoolsOf(db, { laCode: school.la_code });
  const [benchmarks, averages] = await Promise.all([
    benchmarksOf(db, { laCode: school.la_code }, ids, asAt),
    averagesOf(
      db,
      authority.filter((each) => each.kind === kind),
      ids.filter((id) => id !== 'pupils'),
      { asAt },
    ),
  ]);
  const series = held.map((each): FigureSeries => {
    const { name, unit } = measures[each.measure];
    const years = yearsOf(each, kind, {
      own: own.filter(isOf(each)),
      benchmarks: benchmarks.filter(isOf(each)),
      averages: averages.filter(isOf(each)),
    });
    return { ...each, name, unit, years };
  });
  return { kind, series };
}

interface Held {
  readonly own: readonly OwnFigure[];
  readonly benchmarks: readonly Benchmark[];
  readonly averages: readonly Average[];
}

function yearsOf(
  { measure }: FollowedMeasure,
  kind: SchoolKind | undefined,
  { own, benchmarks, averages }: Held,
): FigureYear[] {
  const compared = (['England', 'authority'] as const).map((of) => {
    const published = benchmarks.filter((benchmark) => benchmark.of === of);
    return (period: AcademicYear) => {
      const found = benchmarkFor(
        kind,
        published.filter((benchmark) => benchmark.period === period),
      );
      return found && comparatorOf(found);
    };
  });
  const [ofEngland, ofAuthority] = compared;
  const periods = [...own, ...benchmarks].map(({ period }) => period).toSorted();
  const [first] = periods;
  const last = periods.at(-1);
  if (first === undefined || last === undefined) return [];
  const years = yearsFrom(first, last).map((period): FigureYear => {
    const figure = own.find((each) => each.period === period);
    const average = averages.find((each) => each.period === period);
    return {
      period,
      school: figure,
      authority: ofAuthority?.(period) ?? (average && comparatorOfAverage(average)),
      england: ofEngland?.(period) ?? (figure && fixedAverage(measure, kind, figure)),
    };
  });
  // Published averages of other kinds of school would begin and end the list with nothing to show.
  return years.slice(years.findIndex(isSomething), years.findLastIndex(isSomething) + 1);
}

function isSomething({ school, authority, england }: FigureYear): boolean {
  return school !== undefined || authority !== undefined || england !== undefined;
}

interface OwnFigure extends SchoolFigure {
  readonly measure: MeasureId;
  readonly cohort: string;
  readonly period: AcademicYear;
}

function isOf({ measure, cohort }: FollowedMeasure) {
  return (figure: { readonly measure: string; readonly cohort: string }): boolean =>
    figure.measure === measure && figure.cohort === cohort;
}

/** One figure for each measure, cohort and academic year: the best of those held. */
async function figuresOf(db: Db | Trx, urn: Urn, asAt: LocalDate): Promise<OwnFigure[]> {
  const before = await predecessorsOf(db, urn);
  const [only] = before;
  const predecessor = before.length === 1 ? only : undefined;
  const rows = await db
    .selectFrom('context_figures')
    .selectAll()
    .where('urn', 'in', predecessor ? [urn, predecessor.urn] : [urn])
    .where('as_at', '<=', asAt)
    .orderBy((eb) => eb('urn', '<>', urn))
    .orderBy('status')
    .orderBy('as_at', 'desc')
    .orderBy((eb) => eb('source', '=', 'entered'))
    .orderBy('source')
    .execute();
  const best = new Map<string, OwnFigure>();
  for (const row of rows) {
    const period = yearOf(row.period);
    if (period === undefined) continue;
    const key = `${row.measure} ${row.cohort} ${period}`;
    if (best.has(key)) continue;
    best.set(key, {
      measure: row.measure as MeasureId,
      cohort: row.cohort,
      period,
      value: row.value === null ? null : Number(row.value),
      pupils: row.pupils,
      status: row.status,
      asAt: row.as_at,
      source:
        row.entered_by === null
          ? (row.source_text ?? sourceText(row.source, row.as_at))
          : `${row.source_text}, ${shortDate(row.as_at)}. Typed by ${row.entered_by}`,
      predecessor:
        predecessor && row.urn === predecessor.urn
          ? { urn: predecessor.urn, name: predecessor.name }
          : undefined,
    });
  }
  return [...best.values()];
}

/** A count on a census day belongs to the academic year of the day. */
function yearOf(period: string): AcademicYear | undefined {
  const day = parseLocalDate(period);
  return day === undefined ? parseAcademicYear(period) : academicYearOf(day);
}
