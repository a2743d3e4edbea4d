import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { allPredecessors, predecessorsOfEach, sourceName } from '#modules/schools/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { together } from '#platform/db/transaction.ts';
import { reconcile } from '../domain/entered.ts';
import type { Inspection, InspectionSource } from '../domain/inspection.ts';
import { newestFirst, onlyPredecessor, withPredecessor } from '../domain/lineage.ts';
import { fromNoFile, inspectionOf, rowColumns } from '../store.ts';
import { enteredWhere } from '../store-entered.ts';
import type { ReadRow } from '../store.ts';

/** Whose histories: all that are held, those of one local authority's schools, or of these. */
export type HistoriesOf = 'all' | { readonly laCode: string } | readonly Urn[];

/**
 * The histories of many schools at once, each the newest first: what is held under the school’s own
 * URN, and under that of its only predecessor before the school opened (see `withPredecessor`), and
 * what officers entered that no file has yet. A school of which nothing is known is not in the map.
 * All of England is some 22,000 schools with 52,000 inspections.
 */
export async function histories(
  db: Db | Trx,
  of: HistoriesOf,
): Promise<ReadonlyMap<Urn, readonly Inspection[]>> {
  const published = await publishedHistories(db, of);
  const entered = await enteredWhere(db, sql`w.id is null and ${whose(of)}`);
  if (entered.length === 0) return published;
  const found = new Map(published);
  for (const each of entered) {
    const { urn } = each.inspection;
    if (reconcile(each, published.get(urn) ?? []).state !== 'waiting') continue;
    found.set(urn, [...(found.get(urn) ?? []), each.inspection].sort(newestFirst));
  }
  return found;
}

/** The same without what officers entered. */
export async function publishedHistories(
  db: Db | Trx,
  of: HistoriesOf,
): Promise<ReadonlyMap<Urn, readonly Inspection[]>> {
  const asked = await urnsOf(db, of);
  const [held, links] = await together(db, [
    () => heldUnder(db, of),
    () => (asked === 'all' ? allPredecessors(db) : predecessorsOfEach(db, asked)),
  ]);
  const before = new Map<Urn, Urn>();
  for (const urn of new Set([...held.keys(), ...links.keys()])) {
    const found = onlyPredecessor({
      urn,
      own: held.get(urn) ?? [],
      linked: links.get(urn) ?? [],
    });
    if (found !== undefined) before.set(urn, found);
  }
  if (before.size === 0) return held;
  const others = [...new Set(before.values())].filter((urn) => !held.has(urn));
  const earlier =
    asked === 'all' || others.length === 0 ? held : merged(held, await heldUnder(db, others));
  const told = [...before].filter(([, predecessor]) => earlier.has(predecessor));
  if (told.length === 0) return held;
  const schools = await factsOf(db, told.flat());
  const found = new Map(held);
  for (const [urn, predecessor] of told) {
    const lineage = {
      urn,
      openedOn: schools.get(urn)?.openedOn ?? null,
      own: held.get(urn) ?? [],
      linked: [],
    };
    const name = schools.get(predecessor)?.name ?? null;
    const history = withPredecessor(
      lineage,
      { urn: predecessor, name },
      earlier.get(predecessor) ?? [],
    );
    if (history.length > 0) found.set(urn, history);
  }
  return found;
}

/** The inspections by the URN that they are held under, each history the newest first. */
export async function heldUnder(
  db: Db | Trx,
  of: HistoriesOf,
): Promise<ReadonlyMap<Urn, readonly Inspection[]>> {
  const [rows, sources] = await together(db, [() => rowsOf(db, of), () => sourcesOf(db)]);
  const found = new Map<Urn, Inspection[]>();
  for (const row of rows) {
    const inspection = inspectionOf(row, sources.get(row.import_id) ?? fromNoFile);
    const history = found.get(row.urn);
    if (history) history.push(inspection);
    else found.set(row.urn, [inspection]);
  }
  for (const history of found.values()) history.sort(newestFirst);
  return found;
}

function merged<Key, Value>(
  one: ReadonlyMap<Key, Value>,
  other: ReadonlyMap<Key, Value>,
): ReadonlyMap<Key, Value> {
  return new Map([...one, ...other]);
}

async function urnsOf(db: Db | Trx, of: HistoriesOf): Promise<'all' | readonly Urn[]> {
  if (of === 'all' || !('laCode' in of)) return of;
  const rows = await db
    .selectFrom('schools')
    .select('urn')
    .where('la_code', '=', of.laCode)
    .execute();
  return rows.map(({ urn }) => urn);
}

/** What the register says of schools, as far as whose history goes on turns on it. */
async function factsOf(
  db: Db | Trx,
  urns: readonly Urn[],
): Promise<ReadonlyMap<Urn, { readonly name: string; readonly openedOn: LocalDate | null }>> {
  const { rows } = await sql<{ urn: Urn; name: string; openedOn: LocalDate | null }>`
    select urn, name, opened_on as "openedOn" from schools where urn = any(${urns}::integer[])
  `.execute(db);
  return new Map(rows.map((row) => [row.urn, row]));
}

type Row = ReadRow & { readonly import_id: string | null };

async function rowsOf(db: Db | Trx, of: HistoriesOf): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select ${rowColumns}, t.import_id
    from inspections as t where ${whose(of)}`.execute(db);
  return rows;
}

/** Whose rows of a table `t` are asked for. */
function whose(of: HistoriesOf): RawBuilder<unknown> {
  if (of === 'all') return sql`true`;
  if ('laCode' in of) {
    return sql`t.urn in (select urn from schools where la_code = ${of.laCode})`;
  }
  return sql`t.urn = any(${of}::integer[])`;
}

/** What is known of the files behind inspections, by the import. */
async function sourcesOf(db: Db | Trx): Promise<ReadonlyMap<string | null, InspectionSource>> {
  const rows = await db
    .selectFrom('imports')
    .select(['id', 'source', 'as_at', 'file_name'])
    .where('source', '=', 'ofsted')
    .execute();
  return new Map(
    rows.map(({ id, source, as_at, file_name }) => [
      id,
      { name: sourceName(source), asAt: as_at, fileName: file_name },
    ]),
  );
}
