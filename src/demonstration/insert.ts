import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { Branded } from '#kernel/ids.ts';
import { saveInspections } from '#modules/inspections/index.ts';
import type { NewInspection } from '#modules/inspections/index.ts';
import { saveLinks, saveMemberships, saveSchools } from '#modules/schools/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { ContextFigureRow } from '#platform/db/tables/schools.ts';
import type { City } from './city.ts';
import { source } from './figures.ts';
import { formerLink, registerEntry, trustMembership } from './register.ts';

/** Rows that one statement takes: PostgreSQL allows 65,535 values in one. */
const rowsAtOnce = 1_000;

export async function insertCity(trx: Trx, city: City, today: LocalDate): Promise<void> {
  const { schools, networks, people } = city;
  await saveSchools(
    trx,
    source,
    schools.map((school) => registerEntry(school, today)),
  );
  const academies = schools.filter(({ maintained }) => !maintained);
  await saveLinks(trx, source, academies.map(formerLink));
  await saveMemberships(trx, source, academies.map(trustMembership));
  await trx
    .insertInto('networks')
    .values([...networks])
    .execute();
  const [first] = people.map(({ from }) => from).toSorted();
  const since = first ?? today;
  await trx
    .insertInto('network_schools')
    .values(
      schools.map(({ urn, network }) => ({
        network_id: network.id,
        urn,
        from_date: since,
        until_date: null,
      })),
    )
    .execute();
  await trx
    .insertInto('people')
    .values(people.map(({ id, name }) => ({ id, name })))
    .execute();
  await trx
    .insertInto('mailboxes')
    .values(
      people.map(({ id, address, from, until }) => ({
        address,
        person_id: id,
        from_date: from,
        until_date: until ?? null,
      })),
    )
    .execute();
  await trx
    .insertInto('roles_held')
    .values(
      people.flatMap(({ id, from, until, roles }) =>
        roles.map(({ role, scope, scopeId }) => ({
          id: newId<Branded<string, 'RoleHeldId'>>(),
          person_id: id,
          role,
          scope_kind: scope,
          scope_id: scopeId,
          parts: [],
          from_date: from,
          until_date: until ?? null,
        })),
      ),
    )
    .execute();
}

export interface Feed {
  /** Puts in everything that was known on the day and is not in yet. */
  until(day: LocalDate): Promise<void>;
}

/**
 * Inspections and figures, each put in as of the day on which it was published, so that a record of
 * last year is filled with what was known last year.
 */
export function createFeed(
  db: Db,
  inspections: readonly NewInspection[],
  figures: readonly ContextFigureRow[],
): Feed {
  const published = inspections.toSorted((a, b) => (publishedOn(a) < publishedOn(b) ? -1 : 1));
  const dated = figures.toSorted((a, b) => (a.as_at < b.as_at ? -1 : 1));
  return {
    async until(day) {
      const newInspections = take(published, (each) => publishedOn(each) <= day);
      const newFigures = take(dated, (each) => each.as_at <= day);
      if (newInspections.length + newFigures.length === 0) return;
      await db.transaction().execute(async (trx) => {
        for (const rows of chunks(newInspections)) await saveInspections(trx, rows);
        if (newFigures.length > 0) await insertFigures(trx, newFigures);
      });
    },
  };
}

/** As one JSON value: thousands of rows with a parameter for each value take ten times as long. */
async function insertFigures(trx: Trx, figures: readonly ContextFigureRow[]): Promise<void> {
  await sql`
    insert into context_figures
    select * from jsonb_populate_recordset(null::context_figures, ${JSON.stringify(figures)}::jsonb)
  `.execute(trx);
}

function publishedOn({ publishedOn: day, firstDay }: NewInspection): LocalDate {
  return day ?? firstDay;
}

/** Takes the rows at the front for which it holds off the list. */
export function take<Row>(rows: Row[], holds: (row: Row) => boolean): Row[] {
  const end = rows.findIndex((row) => !holds(row));
  return rows.splice(0, end === -1 ? rows.length : end);
}

function chunks<Row>(rows: readonly Row[]): Row[][] {
  const count = Math.ceil(rows.length / rowsAtOnce);
  return Array.from({ length: count }, (_, at) =>
    rows.slice(at * rowsAtOnce, (at + 1) * rowsAtOnce),
  );
}
