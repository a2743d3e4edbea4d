import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Refusal } from '#kernel/result.ts';
import type { Trx } from '#platform/db/connection.ts';
import { names } from '#platform/db/copy.ts';
import type { ImportSource } from '../domain/sources.ts';
import { differ } from '../store.ts';
import type { RegisterFile } from './register-table.ts';
import { counted } from './report.ts';
import type { Comparison, ExampleChange } from './report.ts';
import type { Importer } from './run-import.ts';

/** A list that is published whole each time, and the table that keeps it. */
export interface Listed {
  readonly source: ImportSource;
  readonly file: RegisterFile;
  readonly worker: URL;
  readonly table: string;
  /** What its rows are: "links". */
  readonly many: string;
  /** A file with fewer rows than this is not the whole list. */
  readonly fewest: number;
  /** Whether a row is about a school, by its `urn`. */
  readonly isOfSchools: boolean;
  /** A row, as an example: `name` and `detail`, of the alias `r`. */
  readonly example: { readonly name: RawBuilder<string>; readonly detail: RawBuilder<string> };
}

/** Lists grow by a few rows in a hundred in a year, and lose and change fewer. */
const mostGone = 0.05;
const mostChanged = 0.1;
/** Shares of a short list say little. */
const fewToJudgeBy = 20;
const examplesShown = 10;

/**
 * Imports a list that is published whole. A row that a later file no longer has is marked with that
 * file's day and kept; one that comes back is current again. What is kept in the end does not depend
 * on the order in which files come: of each row the newest file tells, and an older file adds only
 * what no newer one has, as history.
 */
export function listImporter(list: Listed): Importer {
  const { source, table, file } = list;
  const columns = file.columns.map(({ column }) => column);
  const facts = columns.filter((column) => !file.key.includes(column));
  const stagingTable = `staged_${table}`;
  const held = sql.table(table);
  const staged = sql.table(stagingTable);
  const same = sql<boolean>`(${names(file.key, 't')}) = (${names(file.key, 's')})`;

  /** Whether a newer file tells of the row held (t). */
  const isNewer = (asAt: LocalDate) =>
    sql<boolean>`exists (select from imports as i where i.id = t.import_id and i.as_at > ${asAt})`;
  /** The first file that came after this one, which no longer has what only older ones have. */
  const goneWith = (asAt: LocalDate) => sql<LocalDate | null>`(
    select min(i.as_at) from imports as i where i.source = ${source} and i.as_at > ${asAt})`;
  /** Whether the row held (t) becomes other by the one of the file (s). */
  const changed = (asAt: LocalDate) => sql<boolean>`(not ${isNewer(asAt)} and
    (${differ('s', 't', facts)} or t.source <> ${source}
      or t.absent_since is distinct from ${goneWith(asAt)}))`;
  /** Whether the file lacks a row held (t) that it should have. */
  const gone = (asAt: LocalDate) => sql<boolean>`(t.source = ${source}
    and (t.absent_since is null or t.absent_since > ${asAt}) and not ${isNewer(asAt)}
    and not exists (select from ${staged} as s where ${same}))`;

  return {
    source,
    worker: list.worker,
    staging: { table: stagingTable, columns },
    async createStaging(trx) {
      await sql`
        create temporary table ${staged} on commit drop as
        select ${names(columns)}, null::text as la_code from ${held} with no data
      `.execute(trx);
    },
    async compare(trx, { asAt }): Promise<Comparison> {
      const counts = await count(trx, asAt);
      return {
        changes: [
          {
            subject: list.many,
            new: counts.total - counts.held,
            changed: counts.changed + counts.gone,
            unchanged: counts.held - counts.changed,
            notes: notesOn(list, counts, asAt),
          },
        ],
        fields: counts.changed > 0 ? await changedFields(trx, asAt) : [],
        examples: counts.current > 0 ? await examples(trx, asAt) : [],
        doubts: doubtsAbout(list, counts),
      };
    },
    async apply(trx, { asAt }, importId) {
      await sql`update ${held} as t set absent_since = ${asAt} where ${gone(asAt)}`.execute(trx);
      await sql`
        update ${held} as t
        set (${names([...facts, 'absent_since', 'source', 'import_id'])})
          = (${names(facts, 's')}, ${goneWith(asAt)}, ${source}, ${importId})
        from ${staged} as s where ${same} and not ${isNewer(asAt)}
      `.execute(trx);
      await sql`
        insert into ${held} (${names(columns)}, absent_since, source, import_id)
        select ${names(columns, 's')}, ${goneWith(asAt)}, ${source}, ${importId}
        from ${staged} as s left join ${held} as t on ${same} where t.source is null
      `.execute(trx);
    },
  };

  async function count(trx: Trx, asAt: LocalDate): Promise<Counts> {
    const isUnknown = list.isOfSchools
      ? sql`not exists (select from schools as o where o.urn = s.urn)`
      : sql`false`;
    const { rows } = await sql<Counts>`
      select count(*) as total, count(t.source) as held,
        count(*) filter (where t.source is not null and ${changed(asAt)}) as changed,
        count(*) filter (where t.source is not null and not ${isNewer(asAt)}
          and ${differ('s', 't', facts)}) as differing,
        count(*) filter (where ${isUnknown}) as unknown,
        (select count(*) from ${held} as t where ${gone(asAt)} and t.absent_since is null) as gone,
        (select count(*) from ${held} as t
          where t.source = ${source} and t.absent_since is null) as current,
        ${goneWith(asAt)} as newer,
        exists (select from schools where source = 'gias') as "hasRegister"
      from ${staged} as s left join ${held} as t on ${same}
    `.execute(trx);
    const [counts] = rows;
    if (!counts) throw new Error('A count without a row');
    return counts;
  }

  async function changedFields(
    trx: Trx,
    asAt: LocalDate,
  ): Promise<{ field: string; count: number }[]> {
    const counts = facts.map(
      (column) => sql`count(*) filter (where ${differ('s', 't', [column])}) as ${sql.ref(column)}`,
    );
    const { rows } = await sql<Record<string, number>>`
      select ${sql.join(counts)} from ${staged} as s join ${held} as t on ${same}
      where not ${isNewer(asAt)}
    `.execute(trx);
    return Object.entries(rows[0] ?? {})
      .map(([column, number]) => ({ field: column.replaceAll('_', ' '), count: number }))
      .filter(({ count: number }) => number > 0)
      .toSorted((a, b) => b.count - a.count);
  }

  async function examples(trx: Trx, asAt: LocalDate): Promise<ExampleChange[]> {
    const { name, detail } = list.example;
    const urn = list.isOfSchools ? sql`r.urn` : sql`null::integer`;
    const one = (what: string, from: RawBuilder<unknown>) => sql`
      (select ${sql.lit(what)} as what, ${urn} as urn, ${name} as name, ${detail} as detail
        from (${from}) as r order by ${names(file.key, 'r')} limit ${examplesShown})`;
    const { rows } = await sql<ExampleChange>`
      ${one('new', sql`select s.* from ${staged} as s left join ${held} as t on ${same} where t.source is null`)}
      union all
      ${one('changed', sql`select s.* from ${staged} as s join ${held} as t on ${same} where ${changed(asAt)}`)}
      union all
      ${one('gone', sql`select t.* from ${held} as t where ${gone(asAt)} and t.absent_since is null`)}
    `.execute(trx);
    return rows;
  }
}

interface Counts {
  /** In the file. */
  readonly total: number;
  /** Of those, held already, of whatever day. */
  readonly held: number;
  /** Of those held, what becomes other: its facts, or whether it is current. */
  readonly changed: number;
  /** Of those, the ones whose facts become other. */
  readonly differing: number;
  /** Of those in the file, about schools that are in no register. */
  readonly unknown: number;
  /** Current until now, and not in the file. */
  readonly gone: number;
  readonly current: number;
  /** The day of the first newer file that has been imported. */
  readonly newer: LocalDate | null;
  readonly hasRegister: boolean;
}

function notesOn({ file, many }: Listed, counts: Counts, asAt: LocalDate): string[] {
  const { gone, unknown, newer, hasRegister } = counts;
  const of = (count: number) => counted(count, file.one, many);
  return [
    ...(newer === null
      ? []
      : [
          `A file of ${shortDate(newer)} has been imported, which is newer than ${shortDate(asAt)}: what only this one has is kept as history.`,
        ]),
    ...(gone > 0 ? [`${of(gone)} not in the file would be marked as gone from it, and kept.`] : []),
    ...(hasRegister && unknown > 0
      ? [`The register does not have the schools of ${of(unknown)}.`]
      : []),
  ];
}

function doubtsAbout({ file, many, fewest }: Listed, counts: Counts): Refusal[] {
  const { total, held, differing, gone, current } = counts;
  const doubts: Refusal[] = [];
  if (total < fewest) {
    doubts.push({
      code: 'too-few',
      sentence: `The file has ${counted(total, file.one, many)}; the whole list has more than ${fewest.toLocaleString('en-GB')}.`,
    });
  }
  if (isMany(gone, current, mostGone)) {
    doubts.push({
      code: 'many-absent',
      sentence: `${counted(gone, file.one, many)} of the ${current.toLocaleString('en-GB')} held would be gone.`,
    });
  }
  if (isMany(differing, held, mostChanged)) {
    doubts.push({
      code: 'many-changed',
      sentence: `${counted(differing, file.one, many)} of the ${held.toLocaleString('en-GB')} held would change.`,
    });
  }
  return doubts;
}

function isMany(count: number, of: number, share: number): boolean {
  return count > fewToJudgeBy && count > of * share;
}
