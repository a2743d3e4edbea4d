import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { NetworkId, Urn } from '#kernel/ids.ts';
import type { Reach } from '#modules/people/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { searchName } from '../domain/school.ts';
import type { SchoolFound } from '../domain/school.ts';
import { isMaintained } from '../domain/school-types.ts';
import { searchSchools } from './search-schools.ts';

/** A school in a list, with the network that it is in on the day. */
export interface SchoolListed extends SchoolFound {
  readonly network: string | undefined;
  readonly networkId: NetworkId | undefined;
  readonly typeCode: string;
}

interface Asking {
  readonly laCode: string;
  readonly today: LocalDate;
}

/** Every school within reach that has not closed: by network, those without one last, then by name. */
export async function schoolsWithin(
  db: Db | Trx,
  reach: Reach,
  asking: Asking,
): Promise<SchoolListed[]> {
  const schools = await listed(db, reach, asking);
  return schools.filter(({ status }) => status !== 'closed');
}

/**
 * Schools within reach whose name has words that begin as typed, or whose URN does; closed ones
 * too. In the order of `searchSchools`.
 */
export async function findSchoolsWithin(
  db: Db,
  reach: Reach,
  asking: Asking,
  search: { readonly text: string; readonly limit: number },
): Promise<SchoolFound[]> {
  const { text, limit } = search;
  const { laCode } = asking;
  const scoped = { ...reach, authority: false };
  const hasScope = reach.urns.length + reach.networks.length + reach.cases.length > 0;
  const [own, others] = await Promise.all([
    reach.authority ? searchSchools(db, { text, laCode, limit }) : [],
    hasScope ? listed(db, scoped, asking) : [],
  ]);
  const typed = searchName(text);
  const known = new Set(own.map(({ urn }) => urn));
  const matching = others.filter((school) => !known.has(school.urn) && matches(school, typed));
  return [...own, ...matching].slice(0, limit);
}

/** How many schools the register holds: of the authority, without those that closed, and in all. */
export async function countSchools(
  db: Db,
  laCode: string,
): Promise<{ readonly own: number; readonly all: number }> {
  const { rows } = await sql<{ own: number; all: number }>`
    select count(*) filter (where la_code = ${laCode} and status <> 'closed') as own,
      count(*) as all
    from schools
  `.execute(db);
  return rows[0] ?? { own: 0, all: 0 };
}

async function listed(
  db: Db | Trx,
  reach: Reach,
  { laCode, today }: Asking,
): Promise<SchoolListed[]> {
  const rows = await db
    .selectFrom('schools as s')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('network_schools as ns')
          .innerJoin('networks as n', 'n.id', 'ns.network_id')
          .select(['n.id', 'n.name'])
          .whereRef('ns.urn', '=', 's.urn')
          .where('ns.from_date', '<=', today)
          .where((or) => or.or([or('ns.until_date', 'is', null), or('ns.until_date', '>', today)]))
          .orderBy('n.name')
          .limit(1)
          .as('network'),
      (join) => join.onTrue(),
    )
    .select(['s.urn', 's.name', 's.la_code', 's.la_name', 's.type_code', 's.type_name'])
    .select(['s.phase', 's.status', 's.town', 's.postcode'])
    .select(['network.id as network_id', 'network.name as network'])
    .where(isWithin(reach, laCode, today))
    .orderBy(sql`network.name collate "C" nulls last`)
    .orderBy(sql`s.search_name collate "C"`)
    .orderBy('s.urn')
    .execute();
  return rows.map((row) => ({
    urn: row.urn,
    name: row.name,
    authority: { code: row.la_code, name: row.la_name },
    typeName: row.type_name,
    phase: row.phase,
    status: row.status,
    maintained: isMaintained(row.type_code),
    town: row.town,
    postcode: row.postcode,
    network: row.network ?? undefined,
    networkId: row.network_id ?? undefined,
    typeCode: row.type_code,
  }));
}

/** In a query on `schools as s`. Lists are single parameters, so that each statement has one plan. */
function isWithin(reach: Reach, laCode: string, today: LocalDate) {
  return sql<boolean>`(
    (${reach.authority} and s.la_code = ${laCode})
    or s.urn = any(${reach.urns}::integer[])
    or exists (select from network_schools n where n.urn = s.urn
      and n.network_id = any(${reach.networks}::uuid[])
      and n.from_date <= ${today} and (n.until_date is null or n.until_date > ${today}))
    or exists (select from cases c where c.urn = s.urn and c.status <> 'closed'
      and c.id = any(${reach.cases}::uuid[])))`;
}

function matches({ name, urn }: { readonly name: string; readonly urn: Urn }, typed: string) {
  if (typed === '') return false;
  if (/^\d+$/.test(typed) && String(urn).startsWith(typed)) return true;
  const words = searchName(name).split(' ');
  return typed.split(' ').every((typedWord) => words.some((word) => word.startsWith(typedWord)));
}
