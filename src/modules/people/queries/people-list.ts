import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { literally } from '#platform/db/like.ts';
import type { Db } from '#platform/db/connection.ts';
import { isRole, roles } from '../domain/roles.ts';
import type { ScopeKind } from '../domain/roles.ts';

/** Someone with an account, as the administrator sees them. */
export interface ListedPerson {
  readonly id: PersonId;
  readonly name: string;
  /** The mailboxes that are theirs today. */
  readonly addresses: readonly string[];
  /** Held today or later first, then those that have ended. */
  readonly roles: readonly ListedRole[];
}

export interface ListedRole {
  readonly id: string;
  readonly personName: string;
  /** "Headteacher" */
  readonly name: string;
  /** The school or network, or the board's or meeting's school; empty for the whole authority. */
  readonly at: string;
  readonly from: LocalDate;
  readonly until: LocalDate | null;
  readonly hasEnded: boolean;
}

export const peoplePerPage = 50;

/**
 * A page of the people whose name or mailbox has `search` in it, or every page where none is asked for;
 * all people where `search` is empty.
 */
export async function listPeople(
  db: Db,
  { search, page, today }: { search: string; page: number | undefined; today: LocalDate },
): Promise<{ people: ListedPerson[]; total: number }> {
  const pattern = `%${literally(search)}%`;
  const found = await db
    .selectFrom('people as p')
    .select(['p.id', 'p.name', sql<number>`count(*) over ()`.as('total')])
    .$if(search !== '', (query) =>
      query.where((eb) =>
        eb.or([
          eb('p.name', 'ilike', pattern),
          eb.exists(
            eb
              .selectFrom('mailboxes as m')
              .select('m.address')
              .whereRef('m.person_id', '=', 'p.id')
              .where('m.address', 'ilike', pattern),
          ),
        ]),
      ),
    )
    .orderBy(sql`lower(p.name) collate "C"`)
    .orderBy('p.id')
    .$if(page !== undefined, (query) =>
      query.limit(peoplePerPage).offset(((page ?? 1) - 1) * peoplePerPage),
    )
    .execute();
  const ids = found.map(({ id }) => id);
  const [mailboxes, held] = await Promise.all([mailboxesOf(db, ids, today), rolesOf(db, ids)]);
  const people = found.map(({ id, name }) => {
    const own = held.filter((role) => role.person_id === id).map((role) => listed(role, today));
    return {
      id,
      name,
      addresses: mailboxes.filter((box) => box.person_id === id).map((box) => box.address),
      roles: [...own.filter((role) => !role.hasEnded), ...own.filter((role) => role.hasEnded)],
    };
  });
  return { people, total: found[0]?.total ?? 0 };
}

/** One role that someone holds or held. */
export async function findRole(
  db: Db,
  roleId: string,
  today: LocalDate,
): Promise<ListedRole | undefined> {
  const row = await selectRoles(db).where('r.id', '=', roleId).executeTakeFirst();
  return row && listed(row, today);
}

function mailboxesOf(db: Db, ids: readonly PersonId[], today: LocalDate) {
  if (ids.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('mailboxes')
    .select(['person_id', 'address'])
    .where('person_id', 'in', ids)
    .where('from_date', '<=', today)
    .where((eb) => eb.or([eb('until_date', 'is', null), eb('until_date', '>', today)]))
    .orderBy('address')
    .execute();
}

function rolesOf(db: Db, ids: readonly PersonId[]) {
  if (ids.length === 0) return Promise.resolve([]);
  return selectRoles(db)
    .where('r.person_id', 'in', ids)
    .orderBy('r.from_date', 'desc')
    .orderBy('r.id')
    .execute();
}

function selectRoles(db: Db) {
  return db
    .selectFrom('roles_held as r')
    .innerJoin('people as p', 'p.id', 'r.person_id')
    .leftJoin('networks as n', (join) => join.on('n.id', '=', scopeId('network', 'uuid')))
    .leftJoin('meetings as m', (join) => join.on('m.id', '=', scopeId('meeting', 'uuid')))
    .leftJoin('cases as c', (join) =>
      join.on((eb) => eb('c.id', '=', eb.fn.coalesce(scopeId('case', 'uuid'), 'm.case_id'))),
    )
    .leftJoin('schools as s', (join) =>
      join.on((eb) => eb('s.urn', '=', eb.fn.coalesce(scopeId('school', 'integer'), 'c.urn'))),
    )
    .select([
      'r.id',
      'r.person_id',
      'r.role',
      'r.scope_kind',
      'r.from_date',
      'r.until_date',
      'p.name as person_name',
      'n.name as network',
      's.name as school',
    ]);
}

/** The id of what the role is limited to, as the type of its own column, so that the index is used. */
function scopeId(kind: ScopeKind, type: 'uuid' | 'integer') {
  return sql<never>`case when r.scope_kind = ${sql.lit(kind)} then r.scope_id::${sql.raw(type)} end`;
}

type RoleRow = Awaited<ReturnType<ReturnType<typeof selectRoles>['execute']>>[number];

function listed(row: RoleRow, today: LocalDate): ListedRole {
  const place = row.network ?? row.school ?? '';
  const limits = { case: 'one board at ', meeting: 'one meeting at ' };
  const before =
    row.scope_kind === 'case' || row.scope_kind === 'meeting' ? limits[row.scope_kind] : '';
  return {
    id: row.id,
    personName: row.person_name,
    name: isRole(row.role) ? roles[row.role].name : row.role,
    at: place === '' ? '' : before + place,
    from: row.from_date,
    until: row.until_date,
    hasEnded: row.until_date !== null && row.until_date <= today,
  };
}

export async function personName(db: Db, id: PersonId): Promise<string | undefined> {
  const row = await db.selectFrom('people').select('name').where('id', '=', id).executeTakeFirst();
  return row?.name;
}

/** Every network's name, in order. */
export async function networkNames(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('networks').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name);
}
