import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Refusal, Result } from '#kernel/result.ts';
import {
  applyFigures,
  compareFigures,
  counted,
  isMeasure,
  isTold,
  measures,
  replaces,
  runImport,
} from '#modules/schools/index.ts';
import type {
  Comparison,
  ExampleChange,
  Importer,
  ImportReport,
  ImportRequest,
  LinesFound,
  SubjectChanges,
} from '#modules/schools/index.ts';
import type { Trx } from '#platform/db/connection.ts';
import { stagedColumns } from '../import/performance-format.ts';
import { performanceTables } from '../import/tables.ts';
import type { PerformanceTable, TableId } from '../import/tables.ts';
import { england } from '../store.ts';

type StagedFile = Parameters<Importer['compare']>[1];

const workers: Readonly<Record<TableId, URL>> = {
  census: new URL('../import/census-worker.ts', import.meta.url),
  absence: new URL('../import/absence-worker.ts', import.meta.url),
  ks2: new URL('../import/ks2-worker.ts', import.meta.url),
  ks4: new URL('../import/ks4-worker.ts', import.meta.url),
};

/**
 * Imports a file of the Department for Education’s performance tables: the figures of schools as
 * context figures, and those of authorities and of England as benchmarks. The figures are of the
 * file's academic year. Provisional ones never take the place of final ones; of two files of one
 * day, which is the last of their year unless another is said, the one imported last counts. See
 * `runImport`.
 */
function importing(id: TableId): (request: ImportRequest) => Promise<Result<ImportReport>> {
  const importer = importerOf(performanceTables[id]);
  return (request) => runImport(importer, request);
}

export const importCensus = importing('census');
export const importAbsence = importing('absence');
export const importKs2 = importing('ks2');
export const importKs4 = importing('ks4');

/** Published figures are revised, but not by many. */
const mostChanged = 0.2;
const mostUnknown = 0.5;
/** Schools move to another authority only where authorities are reorganised. */
const mostElsewhere = 0.2;
/** Shares of few schools say little. */
const fewToJudgeBy = 20;
const examplesShown = 10;
const linesShown = 200;
/** So many shares of one as percentages tell how a file writes them. */
const enoughShares = 10;

const staged = sql.table('staged_figures');

function importerOf(table: PerformanceTable): Importer {
  const source = table.id;
  return {
    source,
    isOfYear: true,
    worker: workers[table.id],
    staging: { table: 'staged_figures', columns: stagedColumns },
    async createStaging(trx) {
      await sql`
        create temporary table ${staged} (
          line integer, area text, urn integer, la_code text, schools text, measure text,
          cohort text, value numeric, has_sign boolean, pupils integer
        ) on commit drop
      `.execute(trx);
    },
    async compare(trx, file): Promise<Comparison> {
      await fillAuthorities(trx);
      const percentages = await settlePercentages(trx);
      const figures = await compareFigures(trx, source, file.asAt, incomingFigures(file));
      const benchmarks = await compareBenchmarks(trx, table, file);
      const { doubts, notes } = await judge(trx, table, file, figures);
      return {
        changes: [
          { ...figures, notes: [...percentages.notes, ...notes] },
          ...(benchmarks.new + benchmarks.changed + benchmarks.unchanged > 0 ? [benchmarks] : []),
        ],
        fields: [],
        examples: figures.changed > 0 ? await examples(trx, table, file) : [],
        doubts: [...percentages.doubts, ...doubts],
      };
    },
    findLines: unknownSchools,
    async apply(trx, file, importId, { changes }) {
      const [figures] = changes;
      if (figures) {
        await applyFigures(trx, source, file.asAt, incomingFigures(file), importId, figures);
      }
      await applyBenchmarks(trx, table, file, importId);
    },
  };
}

/** A file without authorities gets those of the register, so that it is known whom it covers. */
async function fillAuthorities(trx: Trx): Promise<void> {
  await sql`
    update ${staged} as s set la_code = t.la_code from schools as t
    where s.area = 'school' and s.la_code is null and t.urn = s.urn
  `.execute(trx);
}

interface Settled {
  readonly notes: readonly string[];
  readonly doubts: readonly Refusal[];
}

/**
 * Some files write 46.3% as 0.463. A file in which no percentage without its sign is above 1 does
 * so; where few tell, someone must say that it is right.
 */
async function settlePercentages(trx: Trx): Promise<Settled> {
  const percentages = Object.keys(measures).filter(
    (id) => isMeasure(id) && measures[id].unit === 'percent',
  );
  const isBare = sql<boolean>`(measure = any(${percentages}::text[]) and not has_sign)`;
  const { rows } = await sql<{ most: string | null; between: number; shares: number }>`
    select max(value) as most, count(*) filter (where value > 0 and value < 1) as between,
      count(*) filter (where value > 0) as shares
    from ${staged} where ${isBare} and value is not null
  `.execute(trx);
  const { most, between, shares } = rows[0] ?? { most: null, between: 0, shares: 0 };
  if (most === null || Number(most) > 1 || shares === 0) return { notes: [], doubts: [] };
  const isSure = between > 0 && shares >= enoughShares;
  await sql`update ${staged} set value = value * 100 where ${isBare}`.execute(trx);
  return {
    notes: ['The file writes percentages as shares of 1: 0.46 was read as 46%.'],
    doubts: isSure
      ? []
      : [
          {
            code: 'percentages',
            sentence:
              'No percentage in the file is above 1, so it seems to write 46% as 0.46; but it has too few of them to be sure.',
          },
        ],
  };
}

function incomingFigures({ asAt, year, isProvisional }: StagedFile): RawBuilder<unknown> {
  return sql`
    select urn, measure, cohort, ${year}::text as period, value, ${statusOf(isProvisional)} as status,
      pupils, ${asAt}::date as as_at
    from ${staged} where area = 'school' and measure is not null`;
}

function statusOf(isProvisional: boolean): RawBuilder<string> {
  return sql<string>`${isProvisional ? 'provisional' : 'final'}::text`;
}

function incomingBenchmarks({ asAt, year, isProvisional }: StagedFile): RawBuilder<unknown> {
  return sql`
    select distinct on (area, area_code, schools, measure, cohort) *
    from (
      select line, area, coalesce(la_code, ${england}) as area_code, schools, measure, cohort,
        ${year}::text as period, value, pupils, ${statusOf(isProvisional)} as status,
        ${asAt}::date as as_at
      from ${staged} where area <> 'school' and measure is not null
    ) as figures
    order by area, area_code, schools, measure, cohort, line`;
}

function sameBenchmark({ id }: PerformanceTable): RawBuilder<boolean> {
  return sql<boolean>`(f.area = i.area and f.area_code = i.area_code and f.schools = i.schools
    and f.measure = i.measure and f.cohort = i.cohort and f.period = i.period
    and f.source = ${id})`;
}

async function compareBenchmarks(
  trx: Trx,
  table: PerformanceTable,
  file: StagedFile,
): Promise<SubjectChanges> {
  const { rows } = await sql<{ total: number; added: number; changed: number }>`
    select count(*) as total, count(*) filter (where f.area is null) as added,
      count(*) filter (where ${replaces(file.asAt)}) as changed
    from (${incomingBenchmarks(file)}) as i
      left join benchmarks as f on ${sameBenchmark(table)}
  `.execute(trx);
  const { total, added, changed } = rows[0] ?? { total: 0, added: 0, changed: 0 };
  return {
    subject: 'figures of authorities and of England',
    new: added,
    changed,
    unchanged: total - added - changed,
    notes: [],
  };
}

async function applyBenchmarks(
  trx: Trx,
  table: PerformanceTable,
  file: StagedFile,
  importId: string,
): Promise<void> {
  await sql`
    update benchmarks as f
    set value = i.value, pupils = i.pupils, status = i.status, as_at = i.as_at,
      import_id = ${importId}
    from (${incomingBenchmarks(file)}) as i where ${sameBenchmark(table)} and ${isTold(file.asAt)}
  `.execute(trx);
  await sql`
    insert into benchmarks (area, area_code, schools, measure, cohort, period, source, value, pupils,
      status, as_at, import_id)
    select i.area, i.area_code, i.schools, i.measure, i.cohort, i.period, ${table.id}, i.value,
      i.pupils, i.status, i.as_at, ${importId}
    from (${incomingBenchmarks(file)}) as i
      left join benchmarks as f on ${sameBenchmark(table)}
    where f.area is null
  `.execute(trx);
}

interface FileCounts {
  readonly schools: number;
  /** Schools with a figure. */
  readonly withFigure: number;
  /** Those of them that the register has. */
  readonly known: number;
  readonly elsewhere: number;
  readonly register: number;
  readonly national: number;
  readonly suppressed: number;
  readonly held: number;
  readonly revised: number;
  readonly kept: number;
}

async function judge(
  trx: Trx,
  table: PerformanceTable,
  file: StagedFile,
  figures: SubjectChanges,
): Promise<{ doubts: Refusal[]; notes: string[] }> {
  const counts = await countFile(trx, table, file);
  const doubts: Refusal[] = [];
  const doubt = (code: string, sentence: string): void => void doubts.push({ code, sentence });
  if (counts.schools < table.fewestSchools) {
    doubt(
      'too-few',
      `The file has ${counted(counts.schools, 'school')}; a national one has more than ${table.fewestSchools.toLocaleString('en-GB')}.`,
    );
  }
  if (counts.national === 0 && file.layout === table.id) {
    doubt(
      'no-england',
      'The file has no row for England, with which such files end: it may have been cut short.',
    );
  }
  const unknown = counts.withFigure - counts.known;
  if (counts.register > 0 && isMany(unknown, counts.withFigure, mostUnknown)) {
    doubt(
      'unknown-schools',
      `${counted(unknown, 'school')} of the ${counts.withFigure.toLocaleString('en-GB')} with a figure are not in the register.`,
    );
  }
  if (isMany(counts.elsewhere, counts.known, mostElsewhere)) {
    doubt(
      'other-authorities',
      `${counted(counts.elsewhere, 'school')} of the ${counts.known.toLocaleString('en-GB')} that the register has are of another authority there.`,
    );
  }
  if (isMany(counts.revised, counts.held, mostChanged)) {
    doubt(
      'many-changed',
      `${counted(counts.revised, 'figure')} of the ${counts.held.toLocaleString('en-GB')} that are held of ${file.year ?? 'the year'} would change.`,
    );
  }
  const notes = [
    ...(counts.register === 0
      ? ['The register holds no schools yet: the figures are shown once it is imported.']
      : []),
    ...(counts.suppressed > 0
      ? [`${counted(counts.suppressed, 'figure')} of the file are suppressed, and kept as that.`]
      : []),
    ...(counts.kept > 0
      ? [`${counted(counts.kept, 'final figure')} stay, because those of the file are provisional.`]
      : []),
    ...(file.isProvisional && figures.new + figures.changed > 0
      ? ['The figures are provisional, by the name of the file.']
      : []),
  ];
  return { doubts, notes };
}

async function countFile(trx: Trx, table: PerformanceTable, file: StagedFile): Promise<FileCounts> {
  const { rows } = await sql<FileCounts>`
    select
      (select count(distinct urn) from ${staged} where area = 'school') as schools,
      (select count(*) from ${staged} where area = 'england') as national,
      (select count(*) from ${staged}
        where area = 'school' and measure is not null and value is null) as suppressed,
      (select count(*) from (select from schools limit 1)) as register,
      k.*, h.*
    from (
      select count(*) as "withFigure", count(t.urn) as known,
        count(*) filter (where s.la_code is not null and s.la_code <> t.la_code) as elsewhere
      from (select distinct urn, la_code from ${staged}
          where area = 'school' and measure is not null) as s
        left join schools as t on t.urn = s.urn
    ) as k, (
      select count(*) as held,
        count(*) filter (where f.status = i.status and ${replaces(file.asAt)}) as revised,
        count(*) filter (where f.status = 'final' and i.status = 'provisional') as kept
      from (${incomingFigures(file)}) as i
        join context_figures as f on f.urn = i.urn and f.measure = i.measure
          and f.cohort = i.cohort and f.period = i.period and f.source = ${table.id}
    ) as h
  `.execute(trx);
  const none = { schools: 0, withFigure: 0, known: 0, elsewhere: 0, register: 0, national: 0 };
  return rows[0] ?? { ...none, suppressed: 0, held: 0, revised: 0, kept: 0 };
}

function isMany(count: number, of: number, share: number): boolean {
  return count > fewToJudgeBy && count > of * share;
}

/** Schools with a figure that the register does not have, which may have closed before it began. */
async function unknownSchools(trx: Trx): Promise<LinesFound> {
  const { rows } = await sql<{ line: number; urn: number; count: number }>`
    select s.line, s.urn, count(*) over () as count
    from (select distinct line, urn from ${staged}
        where area = 'school' and measure is not null) as s
      left join schools as t on t.urn = s.urn
    where t.urn is null and exists (select from schools)
    order by s.line limit ${linesShown}
  `.execute(trx);
  return {
    count: rows[0]?.count ?? 0,
    first: rows.map(({ line, urn }) => ({
      line,
      sentence: `URN ${urn} is not in the register of schools. Its figures are kept all the same.`,
      skipped: false,
      kept: true,
    })),
  };
}

async function examples(
  trx: Trx,
  table: PerformanceTable,
  file: StagedFile,
): Promise<ExampleChange[]> {
  const { rows } = await sql<{
    urn: ExampleChange['urn'];
    name: string | null;
    measure: string;
    was: string | null;
    now: string | null;
  }>`
    select i.urn, t.name, i.measure, f.value::text as was, i.value::text as now
    from (${incomingFigures(file)}) as i
      join context_figures as f on f.urn = i.urn and f.measure = i.measure
        and f.cohort = i.cohort and f.period = i.period and f.source = ${table.id}
      left join schools as t on t.urn = i.urn
    where ${replaces(file.asAt)} and f.value is distinct from i.value
    order by i.urn, i.measure limit ${examplesShown}
  `.execute(trx);
  const shown = (value: string | null): string => value ?? 'suppressed';
  return rows.map(({ urn, name, measure, was, now }) => ({
    what: 'changed',
    urn,
    name: name ?? `School ${urn}`,
    detail: `${isMeasure(measure) ? measures[measure].name : measure}: ${shown(now)}, was ${shown(was)}`,
  }));
}
