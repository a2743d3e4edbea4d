import { sql } from 'kysely';
import { academicYearOf, firstDayOf, yearsAfter } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { sourceText } from '#modules/schools/index.ts';
import type { MeasureId } from '#modules/schools/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { followed } from '../domain/followed.ts';
import {
  benchmarkFor,
  comparatorOf,
  comparatorOfAverage,
  fixedAverage,
} from '../domain/comparison.ts';
import type { Average, Benchmark, Comparator } from '../domain/comparison.ts';
import type { SchoolKind } from '../domain/school-kind.ts';
import { averagesOf, benchmarksOf, schoolsOf } from '../store.ts';
import type { WhoseSchools } from '../store.ts';

/** What an early warning may turn on: attainment, progress and attendance of the whole school. */
export const warningMeasures = [
  'ks2-expected',
  'ks2-reading-progress',
  'ks2-writing-progress',
  'ks2-maths-progress',
  'progress-8',
  'attainment-8',
  'absence',
  'persistent-absence',
] as const satisfies readonly MeasureId[];

export type WarningMeasure = (typeof warningMeasures)[number];

/** One figure of one school with what it is compared with. */
export interface WarningFigure {
  readonly urn: Urn;
  readonly kind: SchoolKind | undefined;
  readonly measure: WarningMeasure;
  readonly cohort: string;
  readonly period: AcademicYear;
  /** Null where it was suppressed, which is never a nought. */
  readonly value: number | null;
  readonly status: 'final' | 'provisional';
  /** Pupils behind the figure; for absence, whose files do not say, pupils on roll. Null where unknown. */
  readonly pupils: number | null;
  /** England's figure for the same kind of school and year, else the authority’s; null where neither is held. */
  readonly comparator: Comparator | null;
  readonly source: string;
  readonly asAt: LocalDate;
}

/** The year of the day and two before it: data older than two academic years is not used. */
const yearsBack = 2;

function firstYear(asAt: LocalDate): AcademicYear {
  return yearsAfter(academicYearOf(asAt), -yearsBack);
}

interface FigureRow {
  readonly urn: Urn;
  readonly measure: WarningMeasure;
  readonly cohort: string;
  readonly period: AcademicYear;
  readonly value: string | null;
  readonly status: 'final' | 'provisional';
  readonly pupils: number | null;
  readonly source: string;
  readonly source_text: string | null;
  readonly as_at: LocalDate;
}

/**
 * Attainment and absence of every open school of an authority or of England, of the last academic
 * years, as known on the day: by URN, then measure, the newest year first. Of each measure and year
 * there is one figure, the final one where there is one, and then the newest.
 */
export async function figuresForEarlyWarning(
  db: Db | Trx,
  of: WhoseSchools,
  asAt: LocalDate,
): Promise<WarningFigure[]> {
  const schools = (await schoolsOf(db, of)).filter(({ isOpen }) => isOpen);
  const urns = schools.map(({ urn }) => urn);
  const [figures, rolls, benchmarks, averages] = await Promise.all([
    figuresOf(db, urns, asAt),
    rollsOf(db, urns, asAt),
    benchmarksOf(db, of, warningMeasures, asAt),
    averagesOf(db, schools, warningMeasures, { asAt, from: firstYear(asAt) }),
  ]);
  const schoolOf = new Map(schools.map((school) => [school.urn, school]));
  const benchmarksAt = Map.groupBy(benchmarks, (each) => keyOf(each, each.laCode));
  const averagesAt = Map.groupBy(averages, (each) => keyOf(each, each.laCode));
  return figures.map((row): WarningFigure => {
    const { kind, laCode = null } = schoolOf.get(row.urn) ?? {};
    const isAttendance = followed(row.measure)?.group === 'attendance';
    return {
      urn: row.urn,
      kind,
      measure: row.measure,
      cohort: row.cohort,
      period: row.period,
      value: row.value === null ? null : Number(row.value),
      status: row.status,
      pupils: row.pupils ?? (isAttendance ? (rolls.get(row.urn) ?? null) : null),
      comparator:
        comparatorIn(row, kind, {
          ofEngland: benchmarksAt.get(keyOf(row, null)) ?? [],
          ofAuthority: benchmarksAt.get(keyOf(row, laCode)) ?? [],
          averages: averagesAt.get(keyOf(row, laCode)) ?? [],
        }) ?? null,
      source: row.source_text ?? sourceText(row.source, row.as_at),
      asAt: row.as_at,
    };
  });
}

interface Compared {
  readonly ofEngland: readonly Benchmark[];
  readonly ofAuthority: readonly Benchmark[];
  readonly averages: readonly Average[];
}

function comparatorIn(
  row: FigureRow,
  kind: SchoolKind | undefined,
  { ofEngland, ofAuthority, averages }: Compared,
): Comparator | undefined {
  const published = (benchmarks: readonly Benchmark[]) => {
    const found = benchmarkFor(kind, benchmarks);
    return found && comparatorOf(found);
  };
  const average = averages.find((each) => each.kind === kind);
  return (
    published(ofEngland) ??
    fixedAverage(row.measure, kind, { asAt: row.as_at }) ??
    published(ofAuthority) ??
    (average && comparatorOfAverage(average))
  );
}

async function figuresOf(
  db: Db | Trx,
  urns: readonly Urn[],
  asAt: LocalDate,
): Promise<readonly FigureRow[]> {
  const last = academicYearOf(asAt);
  const cohorts = warningMeasures.map((measure) => followed(measure)?.cohort ?? 'all');
  const { rows } = await sql<FigureRow>`
    select distinct on (f.urn, m.place, f.period)
      f.urn, f.measure, f.cohort, f.period, f.value, f.status, f.pupils, f.source, f.source_text,
      f.as_at
    from unnest(${[...warningMeasures]}::text[], ${cohorts}::text[])
        with ordinality as m(measure, cohort, place)
      join context_figures as f on f.measure = m.measure and f.cohort = m.cohort
    where f.urn = any(${urns}::integer[]) and f.as_at <= ${asAt}::date
      and f.period like '____/__' and f.period <= ${last}
      and f.period >= ${firstYear(asAt)}
    order by f.urn, m.place, f.period desc, f.status, f.as_at desc, f.source = 'entered', f.source
  `.execute(db);
  return rows;
}

/** The newest number on roll of each school, unless it is older than the figures that it stands behind. */
async function rollsOf(
  db: Db | Trx,
  urns: readonly Urn[],
  asAt: LocalDate,
): Promise<Map<Urn, number>> {
  const { rows } = await sql<{ urn: Urn; value: string }>`
    select distinct on (urn) urn, value from context_figures
    where urn = any(${urns}::integer[]) and measure = 'pupils' and cohort = 'all'
      and value is not null and as_at <= ${asAt}::date
      and as_at >= ${firstDayOf(firstYear(asAt))}::date
    order by urn, as_at desc, source
  `.execute(db);
  return new Map(rows.map(({ urn, value }) => [urn, Number(value)]));
}

interface Keyed {
  readonly measure: MeasureId;
  readonly cohort: string;
  readonly period: AcademicYear;
}

/** `laCode` is null for England. */
function keyOf({ measure, cohort, period }: Keyed, laCode: string | null): string {
  return `${laCode ?? ''} ${measure} ${cohort} ${period}`;
}
