import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { applyFigures, compareFigures, counted, runImport } from '#modules/schools/index.ts';
import type {
  Comparison,
  ExampleChange,
  Importer,
  ImportReport,
  LinesFound,
  ImportRequest,
  SubjectChanges,
} from '#modules/schools/index.ts';
import type { Trx } from '#platform/db/connection.ts';
import { names } from '#platform/db/copy.ts';
import {
  changedBy,
  factsOf,
  isNewer,
  isOutdone,
  loses,
  madeUpType,
  mergedFacts,
  mergedFrom,
  mergedNews,
  newsColumns,
  same,
  toldFact,
} from '../import/merge-accounts.ts';
import { factColumns, stagedColumns } from '../import/ofsted-columns.ts';

/**
 * Imports Ofsted's management information (either layout) into the history of inspections, and its
 * pupil numbers as context figures. An inspection that the file does not list stays; one that it
 * lists again is updated, unless a file of a later date told of it. What a file told before, or an
 * older one tells otherwise, is kept in `inspection_changes`. See `runImport`.
 */
export function importOfsted(request: ImportRequest): Promise<Result<ImportReport>> {
  return runImport(ofsted, request);
}

/** A file of this many authorities means to be national, and England has some 22,000 schools. */
const nationalFrom = 20;
const fewestSchools = 20_000;
/** A published inspection hardly ever changes. */
const mostChanged = 0.1;
const mostMissing = 0.1;
const mostUnknown = 0.1;
const fewToJudgeBy = 20;
const examplesShown = 10;
const linesShown = 200;

const staged = sql.table('staged_inspections');

const ofsted: Importer = {
  source: 'ofsted',
  worker: new URL('../import/ofsted-worker.ts', import.meta.url),
  staging: { table: 'staged_inspections', columns: stagedColumns },
  async createStaging(trx) {
    await sql`
      create temporary table ${staged} on commit drop as
      select null::integer as line, kind, urn, null::text as la_code, null::integer as pupils,
        inspection_number, ${names(factColumns.filter((column) => column !== 'kind'))}
      from inspections with no data
    `.execute(trx);
  },
  async compare(trx, { asAt }): Promise<Comparison> {
    const { inspections, doubts } = await compareInspections(trx, asAt);
    doubts.push(...(await judgeSchools(trx)));
    const figures = await compareFigures(trx, 'ofsted', asAt, incomingFigures(asAt));
    return {
      changes: [inspections, figures],
      fields: [],
      examples: inspections.unchanged + inspections.changed > 0 ? await examples(trx, asAt) : [],
      doubts,
    };
  },
  findLines: unknownSchools,
  async apply(trx, { asAt }, importId, { changes }) {
    const [inspections, figures] = changes;
    if (inspections && inspections.changed + inspections.unchanged > 0) {
      await keepWhatDiffers(trx, asAt, importId);
      await sql`
        update inspections as t
        set (${names(factColumns)}) = row(${mergedFacts(asAt)}),
          told_from = ${mergedFrom(asAt)},
          (${names(newsColumns)}) = row(${mergedNews(asAt)}),
          import_id = case when ${changedBy(asAt)} and ${isNewer(asAt)}
            then ${importId}::uuid else t.import_id end
        from ${staged} as s
        where ${same} and (${changedBy(asAt)}
          or ${mergedFrom(asAt)} is distinct from t.told_from
          or (${mergedNews(asAt)}) is distinct from (${names(newsColumns, 't')}))
      `.execute(trx);
    }
    if (inspections && inspections.new > 0) {
      const facts = factColumns.map((fact) =>
        fact === 'type' ? sql`coalesce(s.type, ${madeUpType})` : sql.ref(`s.${fact}`),
      );
      const news = newsColumns.map((column) => {
        const told = toldFact(column);
        return told
          ? sql`case when ${told} is not null then ${asAt}::date end`
          : sql`${asAt}::date`;
      });
      await sql`
        insert into inspections
          (urn, inspection_number, ${names(factColumns)}, told_from, ${names(newsColumns)}, import_id)
        select s.urn, s.inspection_number, ${sql.join(facts)}, ${asAt}, ${sql.join(news)}, ${importId}
        from ${staged} as s left join inspections as t on ${same}
        where s.inspection_number is not null and t.urn is null
      `.execute(trx);
    }
    if (figures) await applyFigures(trx, 'ofsted', asAt, incomingFigures(asAt), importId, figures);
  },
};

/**
 * Keeps what is about to be changed by a newer file, and what an older file tells otherwise: the
 * history of an inspection comes to the same whichever file is imported first.
 */
async function keepWhatDiffers(trx: Trx, asAt: LocalDate, importId: string): Promise<void> {
  await sql`
    insert into inspection_changes
      (urn, inspection_number, told_from, told_as_at, told_by, facts, noted_by)
    select t.urn, t.inspection_number, t.told_from,
      case when ${isNewer(asAt)} then t.told_as_at
        else coalesce(t.type_as_at, t.published_as_at, t.name_as_at) end,
      t.import_id, ${factsOf('t')}, ${importId}::uuid
    from ${staged} as s join inspections as t on ${same}
    where ${loses(asAt)}
    union all
    select t.urn, t.inspection_number, ${asAt}::date, ${asAt}::date, ${importId}::uuid, ${factsOf('s')}, ${importId}::uuid
    from ${staged} as s join inspections as t on ${same}
    where ${isOutdone(asAt)}
    on conflict do nothing
  `.execute(trx);
}

async function compareInspections(
  trx: Trx,
  asAt: LocalDate,
): Promise<{ inspections: SubjectChanges; doubts: Refusal[] }> {
  const { rows } = await sql<{
    total: number;
    held: number;
    changed: number;
    outdone: number;
    graded: number;
  }>`
    select count(*) as total, count(t.urn) as held,
      count(*) filter (where t.urn is not null and ${changedBy(asAt)}) as changed,
      count(*) filter (where t.urn is not null and ${isOutdone(asAt)}) as outdone,
      count(*) filter (where s.kind = 'graded') as graded
    from ${staged} as s left join inspections as t on ${same}
    where s.inspection_number is not null
  `.execute(trx);
  const counts = rows[0] ?? { total: 0, held: 0, changed: 0, outdone: 0, graded: 0 };
  const { total, held, changed, outdone, graded } = counts;
  const kept = await sql<{ count: number }>`
    select count(*) as count from inspections as t left join ${staged} as s on ${same}
    where s.urn is null
  `.execute(trx);
  const keptCount = kept.rows[0]?.count ?? 0;
  const doubts: Refusal[] = [];
  if (total === 0) {
    doubts.push({ code: 'no-inspections', sentence: 'The file tells of no inspection at all.' });
  }
  if (isMany(changed, held, mostChanged)) {
    doubts.push({
      code: 'many-changed',
      sentence: `${counted(changed, 'inspection')} of the ${held.toLocaleString('en-GB')} that are known already would change, and published inspections hardly ever do.`,
    });
  }
  return {
    inspections: {
      subject: 'inspections',
      new: total - held,
      changed,
      unchanged: held - changed,
      notes: [
        `The file tells of ${counted(graded, 'graded inspection')} and ${counted(total - graded, 'ungraded one')}.`,
        ...(outdone > 0
          ? [
              `${counted(outdone, 'inspection')} that a later file tells otherwise stay as that file has them; what this file says is kept beside.`,
            ]
          : []),
        ...(keptCount > 0
          ? [`${counted(keptCount, 'inspection')} that the file does not list are kept.`]
          : []),
      ],
    },
    doubts,
  };
}

async function judgeSchools(trx: Trx): Promise<Refusal[]> {
  const { rows } = await sql<{
    schools: number;
    authorities: number;
    unknown: number;
    register: number;
  }>`
    select count(*) as schools, count(distinct s.la_code) as authorities,
      count(*) filter (where t.urn is null) as unknown,
      (select count(*) from (select from schools where source = 'gias' limit 1)) as register
    from ${staged} as s left join schools as t on t.urn = s.urn
    where s.kind = 'school'
  `.execute(trx);
  const file = rows[0] ?? { schools: 0, authorities: 0, unknown: 0, register: 0 };
  const doubts: Refusal[] = [];
  if (file.authorities >= nationalFrom && file.schools < fewestSchools) {
    doubts.push({
      code: 'too-few',
      sentence: `The file has ${counted(file.schools, 'school')} in ${file.authorities} local authorities; all of England has more than ${fewestSchools.toLocaleString('en-GB')}.`,
    });
  }
  if (file.register > 0 && isMany(file.unknown, file.schools, mostUnknown)) {
    doubts.push({
      code: 'many-unknown',
      sentence: `${counted(file.unknown, 'school')} of the file’s ${file.schools.toLocaleString('en-GB')} are not in the register of schools.`,
    });
  }
  const missing = await missingSchools(trx);
  if (isMany(missing.missing, missing.inspected, mostMissing)) {
    doubts.push({
      code: 'many-missing',
      sentence: `${counted(missing.missing, 'open school')} of the ${missing.inspected.toLocaleString('en-GB')} that earlier files told of, in the same authorities, are not in this one.`,
    });
  }
  return doubts;
}

/**
 * The lines about schools that the register does not hold, where one has been imported. What they
 * tell is kept all the same: the next register may have the school.
 */
async function unknownSchools(trx: Trx): Promise<LinesFound> {
  const { rows } = await sql<{ line: number; urn: Urn; total: number }>`
    select s.line, s.urn, count(*) over () as total
    from ${staged} as s left join schools as t on t.urn = s.urn
    where s.kind = 'school' and t.urn is null
      and exists (select from schools where source = 'gias')
    order by s.line limit ${linesShown}
  `.execute(trx);
  return {
    first: rows.map(({ line, urn }) => ({
      line,
      sentence: `URN ${urn} is not in the register of schools. Its inspections are kept until the register has the school.`,
      skipped: false,
      kept: true,
    })),
    count: rows[0]?.total ?? 0,
  };
}

/** Open schools of the file's authorities of which an earlier file told, and those it leaves out. */
async function missingSchools(trx: Trx): Promise<{ inspected: number; missing: number }> {
  const { rows } = await sql<{ inspected: number; missing: number }>`
    select count(*) as inspected, count(*) filter (where s.urn is null) as missing
    from schools as t
      join context_figures as f
        on f.urn = t.urn and f.source = 'ofsted' and f.measure = 'pupils'
      left join ${staged} as s on s.urn = t.urn and s.kind = 'school'
    where t.status in ('open', 'closing') and t.absent_since is null
      and t.la_code in (select la_code from ${staged} where kind = 'school')
  `.execute(trx);
  return rows[0] ?? { inspected: 0, missing: 0 };
}

function isMany(count: number, of: number, share: number): boolean {
  return count > fewToJudgeBy && count > of * share;
}

async function examples(trx: Trx, asAt: LocalDate): Promise<ExampleChange[]> {
  const { rows } = await sql<ExampleChange>`
    select e.what, e.urn, coalesce(n.name, 'School ' || e.urn) as name, e.detail
    from (
      (select 'new' as what, s.urn, s.kind || ' inspection of ' || s.first_day as detail
        from ${staged} as s left join inspections as t on ${same}
        where s.inspection_number is not null and t.urn is null
        order by s.first_day desc, s.urn limit ${examplesShown})
      union all
      (select 'changed', s.urn, s.kind || ' inspection of ' || s.first_day
        from ${staged} as s join inspections as t on ${same}
        where ${changedBy(asAt)} order by s.first_day desc, s.urn limit ${examplesShown})
    ) as e left join schools as n on n.urn = e.urn
  `.execute(trx);
  return rows;
}

/** Ofsted does not say of which census its pupil numbers are, so they are of the day of the file. */
function incomingFigures(asAt: LocalDate): RawBuilder<unknown> {
  return sql`
    select urn, 'pupils' as measure, 'all' as cohort, '' as period, pupils::numeric as value,
      'final' as status, pupils::integer as pupils,
      ${asAt}::date as as_at
    from ${staged} where pupils is not null`;
}
