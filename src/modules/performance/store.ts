import { sql } from 'kysely';
import type { AcademicYear } from '#kernel/academic-year.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { sourceText } from '#modules/schools/index.ts';
import type { MeasureId } from '#modules/schools/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { BenchmarkRow } from '#platform/db/tables/performance.ts';
import type { Average, Benchmark } from './domain/comparison.ts';
import { kindOf } from './domain/school-kind.ts';
import type { SchoolKind } from './domain/school-kind.ts';

/** The area code of England in `benchmarks`. */
export const england = 'NAT';

/** Whose schools: of all England, or of one local authority. */
export type WhoseSchools = 'all' | { readonly laCode: string };

export interface AuthoritySchool {
  readonly urn: Urn;
  readonly laCode: string;
  readonly kind: SchoolKind | undefined;
  readonly isOpen: boolean;
}

/** Every school that the register holds of them, closed ones too. */
export async function schoolsOf(db: Db | Trx, of: WhoseSchools): Promise<AuthoritySchool[]> {
  const rows = await db
    .selectFrom('schools')
    .select(['urn', 'la_code', 'type_code', 'phase', 'status'])
    .$if(of !== 'all', (query) => query.where('la_code', '=', of === 'all' ? '' : of.laCode))
    .orderBy('urn')
    .execute();
  return rows.map(({ urn, la_code, type_code, phase, status }) => ({
    urn,
    laCode: la_code,
    kind: kindOf(type_code, phase),
    isOpen: status === 'open' || status === 'closing',
  }));
}

/** A published average, and the authority that it is of; null for England. */
export interface BenchmarkOfArea extends Benchmark {
  readonly laCode: string | null;
}

/** What is held of the authorities and of England, of these measures, as far as known on the day. */
export async function benchmarksOf(
  db: Db | Trx,
  of: WhoseSchools,
  measures: readonly MeasureId[],
  asAt: LocalDate,
): Promise<BenchmarkOfArea[]> {
  const rows = await db
    .selectFrom('benchmarks')
    .selectAll()
    .where((eb) =>
      eb.or([
        of === 'all'
          ? eb('area', '=', 'authority')
          : eb.and([eb('area', '=', 'authority'), eb('area_code', '=', of.laCode)]),
        eb.and([eb('area', '=', 'england'), eb('area_code', '=', england)]),
      ]),
    )
    .where('measure', 'in', [...measures])
    .where('as_at', '<=', asAt)
    // Of two of the same year, the final one, then the newer, is the one to show.
    .orderBy('status')
    .orderBy('as_at', 'desc')
    .orderBy('source')
    .execute();
  return rows.map(benchmarkOf);
}

function benchmarkOf(row: BenchmarkRow): BenchmarkOfArea {
  return {
    laCode: row.area === 'england' ? null : row.area_code,
    of: row.area === 'england' ? 'England' : 'authority',
    schools: row.schools,
    measure: row.measure as MeasureId,
    cohort: row.cohort,
    period: row.period as AcademicYear,
    value: row.value === null ? null : Number(row.value),
    pupils: row.pupils,
    status: row.status,
    asAt: row.as_at,
    source: row.source_text ?? sourceText(row.source, row.as_at),
  };
}

/** The average of an authority's own schools of one kind. */
export interface AverageOfAuthority extends Average {
  readonly laCode: string;
}

interface AverageRow {
  readonly la_code: string;
  readonly kind: SchoolKind;
  readonly measure: MeasureId;
  readonly cohort: string;
  readonly period: AcademicYear;
  readonly source: string;
  readonly source_text: string | null;
  readonly schools: number;
  readonly weighted: string | null;
  readonly plain: string;
  readonly pupils: number | null;
  readonly provisional: boolean;
  readonly as_at: LocalDate;
}

/**
 * Averages of these schools' figures, by authority, kind, measure, academic year and file; of every
 * year, or from one on. Suppressed figures and those that someone typed do not count.
 */
export async function averagesOf(
  db: Db | Trx,
  schools: readonly AuthoritySchool[],
  measures: readonly MeasureId[],
  { asAt, from }: { readonly asAt: LocalDate; readonly from?: AcademicYear },
): Promise<AverageOfAuthority[]> {
  const known = schools.filter(({ kind }) => kind !== undefined);
  const { rows } = await sql<AverageRow>`
    select k.la_code, k.kind, f.measure, f.cohort, f.period, f.source, max(f.source_text) as source_text,
      count(*)::integer as schools, avg(f.value) as plain,
      case when count(f.pupils) = count(*)
        then sum(f.value * f.pupils) / nullif(sum(f.pupils), 0) end as weighted,
      sum(f.pupils)::integer as pupils,
      bool_or(f.status = 'provisional') as provisional, max(f.as_at) as as_at
    from unnest(${known.map(({ urn }) => urn)}::integer[], ${known.map(({ laCode }) => laCode)}::text[],
        ${known.map(({ kind }) => kind)}::text[]) as k(urn, la_code, kind)
      join context_figures as f on f.urn = k.urn
    where f.measure = any(${[...measures]}::text[]) and f.value is not null
      and f.as_at <= ${asAt}::date and f.source <> 'entered' and f.period like '____/__'
      and f.period >= ${from ?? ''}
    group by k.la_code, k.kind, f.measure, f.cohort, f.period, f.source
  `.execute(db);
  return rows.map((row) => ({
    laCode: row.la_code,
    kind: row.kind,
    measure: row.measure,
    cohort: row.cohort,
    period: row.period,
    schools: row.schools,
    weighted: row.weighted === null ? null : Number(row.weighted),
    plain: Number(row.plain),
    pupils: row.pupils,
    status: row.provisional ? 'provisional' : 'final',
    asAt: row.as_at,
    source: row.source_text ?? sourceText(row.source, row.as_at),
  }));
}

/** A benchmark that does not come from a file: for a demonstration and for tests. */
export type NewBenchmark = Omit<BenchmarkRow, 'import_id' | 'source_text'> & {
  readonly source_text: string;
};

/** Puts benchmarks in, or replaces them. */
export async function saveBenchmarks(
  trx: Db | Trx,
  benchmarks: readonly NewBenchmark[],
): Promise<void> {
  if (benchmarks.length === 0) return;
  await trx
    .insertInto('benchmarks')
    .values(benchmarks.map((benchmark) => ({ ...benchmark, import_id: null })))
    .onConflict((conflict) =>
      conflict
        .columns(['area', 'area_code', 'schools', 'measure', 'cohort', 'period', 'source'])
        .doUpdateSet((eb) => ({
          value: eb.ref('excluded.value'),
          pupils: eb.ref('excluded.pupils'),
          status: eb.ref('excluded.status'),
          as_at: eb.ref('excluded.as_at'),
          source_text: eb.ref('excluded.source_text'),
        })),
    )
    .execute();
}
