import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { Trx } from '#platform/db/connection.ts';
import { names } from '#platform/db/copy.ts';
import { applyFigures, compareFigures } from '../import/figures.ts';
import { registerColumns, stagedColumns } from '../import/gias-columns.ts';
import { counted } from '../import/report.ts';
import type { Comparison, ExampleChange, ImportReport, SubjectChanges } from '../import/report.ts';
import { runImport } from '../import/run-import.ts';
import type { ImportRequest } from '../import/request.ts';
import type { Importer } from '../import/run-import.ts';
import { differ } from '../store.ts';

/**
 * Imports the establishments extract of Get Information About Schools into the register of schools,
 * and its pupil numbers as context figures. A school that the file leaves out is marked as absent
 * and kept. The newest file tells of each school: an older one, imported later, adds only the
 * schools that no newer one has, as absent. See `runImport` for how, and for the refusals.
 */
export function importGias(request: ImportRequest): Promise<Result<ImportReport>> {
  return runImport(gias, request);
}

/** England has some 22,000 state-funded schools, and as many establishments again besides. */
const fewestSchools = 20_000;
/** Names, types and authorities change for a few schools in a hundred in a year. */
const mostIdentityChanges = 0.1;
const mostAbsent = 0.05;
/** Shares of a small register say little. */
const fewToJudgeBy = 20;
const examplesShown = 10;

const staged = 'staged_schools';
const urnFirst = registerColumns.filter((column) => column !== 'urn');

const gias: Importer = {
  source: 'gias',
  worker: new URL('../import/gias-worker.ts', import.meta.url),
  staging: { table: staged, columns: stagedColumns },
  async createStaging(trx) {
    await sql`
      create temporary table ${sql.table(staged)} on commit drop as
      select ${names(registerColumns)},
        null::integer as pupils, null::numeric as percentage_fsm, null::date as census_on
      from schools with no data
    `.execute(trx);
  },
  async compare(trx, { asAt }): Promise<Comparison> {
    const counts = await compareSchools(trx, asAt);
    const { schools, doubts } = await judge(trx, counts, asAt);
    const figures = await compareFigures(trx, 'gias', asAt, incomingFigures(asAt));
    return {
      changes: [schools, figures],
      fields: counts.changed > 0 ? await changedFields(trx, asAt) : [],
      examples: counts.held > 0 ? await examples(trx, asAt) : [],
      doubts,
    };
  },
  async apply(trx, { asAt }, importId, { changes }) {
    const [schools, figures] = changes;
    // Before the new schools are there: none of those can be absent, and each would be looked up.
    await sql`
      update schools as t set absent_since = ${asAt} where ${absent(asAt)}
    `.execute(trx);
    if (schools && schools.changed > 0) {
      await sql`
        update schools as t
        set (${names(urnFirst)}) = (${names(urnFirst, 's')}),
          source = 'gias', import_id = ${importId}, absent_since = ${goneWith(asAt)}
        from ${sql.table(staged)} as s where s.urn = t.urn and ${changed(asAt)}
      `.execute(trx);
    }
    // What it confirms is of its day from now on, so that no older file takes it back.
    if (schools && schools.unchanged > 0) {
      await sql`
        update schools as t set import_id = ${importId}
        from ${sql.table(staged)} as s
        where s.urn = t.urn and not ${isNewer(asAt)} and t.import_id is distinct from ${importId}
      `.execute(trx);
    }
    if (schools && schools.new > 0) {
      await sql`
        insert into schools (${names(registerColumns)}, source, import_id, absent_since)
        select ${names(registerColumns, 's')}, 'gias', ${importId}, ${goneWith(asAt)}
        from ${sql.table(staged)} as s left join schools as t on t.urn = s.urn
        where t.urn is null
      `.execute(trx);
    }
    if (figures) await applyFigures(trx, 'gias', asAt, incomingFigures(asAt), importId, figures);
  },
};

/** Whether a newer file tells of the school held (t). */
const isNewer = (asAt: LocalDate): RawBuilder<boolean> => sql<boolean>`(t.source = 'gias'
  and exists (select from imports as i where i.id = t.import_id and i.as_at > ${asAt}))`;

/** The day of the first newer file of the authority of a school (s), where no newer one has it. */
const goneWith = (asAt: LocalDate): RawBuilder<LocalDate | null> => {
  const newer = sql`from imports as i where i.source = 'gias' and i.as_at > ${asAt}`;
  // Whether there is one at all is asked once, and not of each school.
  return sql<LocalDate | null>`(case when exists (select ${newer})
    then (select min(i.as_at) ${newer} and s.la_code = any(i.authorities)) end)`;
};

/** Whether the school held (t) becomes other by the one of the file (s). */
const changed = (asAt: LocalDate): RawBuilder<boolean> => sql<boolean>`(not ${isNewer(asAt)} and
  (t.absent_since is distinct from ${goneWith(asAt)} or t.source <> 'gias'
    or ${differ('s', 't', urnFirst)}))`;

// A file of a few authorities says nothing about the schools of the others.
const covered = sql<boolean>`(t.source = 'gias' and t.absent_since is null
  and t.la_code in (select la_code from ${sql.table(staged)}))`;

/** Whether the file lacks a school held (t) that it should have. */
const absent = (asAt: LocalDate): RawBuilder<boolean> => sql<boolean>`(t.source = 'gias'
  and (t.absent_since is null or t.absent_since > ${asAt}) and not ${isNewer(asAt)}
  and t.la_code in (select la_code from ${sql.table(staged)})
  and not exists (select from ${sql.table(staged)} as s where s.urn = t.urn))`;

interface Counts {
  readonly total: number;
  readonly held: number;
  readonly changed: number;
  readonly closed: number;
  readonly identity: number;
}

async function compareSchools(trx: Trx, asAt: LocalDate): Promise<Counts> {
  const identity = ['name', 'la_code', 'type_code', 'status'];
  const { rows } = await sql<Counts>`
    select count(*) as total,
      count(t.urn) as held,
      count(*) filter (where t.urn is not null and ${changed(asAt)}) as changed,
      count(*) filter (where s.status = 'closed' and t.status <> 'closed'
        and not ${isNewer(asAt)}) as closed,
      count(*) filter (where t.urn is not null and not ${isNewer(asAt)}
        and ${differ('s', 't', identity)}) as identity
    from ${sql.table(staged)} as s left join schools as t on t.urn = s.urn
  `.execute(trx);
  return rows[0] ?? { total: 0, held: 0, changed: 0, closed: 0, identity: 0 };
}

async function judge(
  trx: Trx,
  counts: Counts,
  asAt: LocalDate,
): Promise<{ schools: SubjectChanges; doubts: Refusal[] }> {
  const { rows } = await sql<{ covered: number; absent: number; newest: LocalDate | null }>`
    select count(*) as covered,
      count(*) filter (where s.urn is null and not ${isNewer(asAt)}) as absent,
      (select max(as_at) from imports where source = 'gias') as newest
    from schools as t left join ${sql.table(staged)} as s on s.urn = t.urn
    where ${covered}
  `.execute(trx);
  const known = rows[0] ?? { covered: 0, absent: 0, newest: null };
  const doubts: Refusal[] = [];
  const doubt = (code: string, sentence: string): void => void doubts.push({ code, sentence });
  if (counts.total < fewestSchools) {
    doubt(
      'too-few',
      `The file has ${counted(counts.total, 'school')}; a national extract has more than ${fewestSchools.toLocaleString('en-GB')}.`,
    );
  }
  if (known.newest !== null && asAt < known.newest) {
    doubt(
      'older',
      `The file is of ${shortDate(asAt)}, and one of ${shortDate(known.newest)} has been imported: only schools that no newer file has would be taken from it, as gone since.`,
    );
  }
  if (isMany(known.absent, known.covered, mostAbsent)) {
    doubt(
      'many-absent',
      `${counted(known.absent, 'school')} of the ${known.covered.toLocaleString('en-GB')} held for the same authorities would be gone.`,
    );
  }
  if (isMany(counts.identity, counts.held, mostIdentityChanges)) {
    doubt(
      'many-changed',
      `${counted(counts.identity, 'school')} of the ${counts.held.toLocaleString('en-GB')} held would change their name, type, authority or status.`,
    );
  }
  const notes = [
    ...(counts.closed > 0 ? [`${counted(counts.closed, 'school')} would be closed.`] : []),
    ...(known.absent > 0
      ? [
          `${counted(known.absent, 'school')} not in the file would be marked as gone from it, and kept.`,
        ]
      : []),
  ];
  return {
    schools: {
      subject: 'schools',
      new: counts.total - counts.held,
      changed: counts.changed,
      unchanged: counts.held - counts.changed,
      notes,
    },
    doubts,
  };
}

function isMany(count: number, of: number, share: number): boolean {
  return count > fewToJudgeBy && count > of * share;
}

async function changedFields(
  trx: Trx,
  asAt: LocalDate,
): Promise<{ field: string; count: number }[]> {
  const columns = urnFirst.filter((column) => column !== 'search_name');
  const counts = columns.map(
    (column) => sql`count(*) filter (where ${differ('s', 't', [column])}) as ${sql.ref(column)}`,
  );
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(counts)} from ${sql.table(staged)} as s join schools as t on t.urn = s.urn
    where not ${isNewer(asAt)}
  `.execute(trx);
  return Object.entries(rows[0] ?? {})
    .map(([column, count]) => ({ field: column.replaceAll('_', ' '), count }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
}

async function examples(trx: Trx, asAt: LocalDate): Promise<ExampleChange[]> {
  const { rows } = await sql<ExampleChange>`
    (select 'new' as what, s.urn, s.name, concat_ws(', ', s.type_name, s.la_name) as detail
      from ${sql.table(staged)} as s left join schools as t on t.urn = s.urn
      where t.urn is null order by s.urn limit ${examplesShown})
    union all
    (select 'closed', s.urn, s.name, concat_ws(', ', s.type_name, s.la_name)
      from ${sql.table(staged)} as s join schools as t on t.urn = s.urn
      where s.status = 'closed' and t.status <> 'closed' and not ${isNewer(asAt)} order by s.urn limit ${examplesShown})
    union all
    (select 'gone', t.urn, t.name, concat_ws(', ', t.type_name, t.la_name)
      from schools as t where t.absent_since is null and ${absent(asAt)} order by t.urn limit ${examplesShown})
    union all
    (select 'changed', s.urn, s.name, 'was ' || t.name
      from ${sql.table(staged)} as s join schools as t on t.urn = s.urn
      where s.name <> t.name and not ${isNewer(asAt)} order by s.urn limit ${examplesShown})
  `.execute(trx);
  return rows;
}

/** A count on a census day is of that day; without one it is of the day of the file. */
function incomingFigures(asAt: LocalDate): RawBuilder<unknown> {
  const figure = (measure: string, column: string): RawBuilder<unknown> => sql`
    select urn, ${sql.lit(measure)} as measure, 'all' as cohort,
      coalesce(census_on::text, '') as period, ${sql.ref(column)}::numeric as value,
      'final' as status, pupils,
      coalesce(census_on, ${asAt}::date) as as_at
    from ${sql.table(staged)} where ${sql.ref(column)} is not null`;
  return sql`${figure('pupils', 'pupils')} union all ${figure('free-school-meals', 'percentage_fsm')}`;
}
