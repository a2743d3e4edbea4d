import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import { roles } from '../domain/roles.ts';
import type { Role } from '../domain/roles.ts';

/** The people of the demonstration who hold one role today. */
export interface RoleGroup {
  readonly role: Role;
  readonly name: string;
  readonly people: readonly DemonstrationPerson[];
}

export interface DemonstrationPerson {
  readonly id: PersonId;
  readonly name: string;
  /** Their schools or networks. */
  readonly at: readonly string[];
  /** Whether they sit on a board that is open: those have something to do. */
  readonly onABoard: boolean;
}

/**
 * Everyone whom a visitor of the demonstration can be, each once, by the first of their roles; those
 * on a board first.
 */
export async function demonstrationPeople(db: Db, today: LocalDate): Promise<RoleGroup[]> {
  const rows = await db
    .selectFrom('roles_held as r')
    .innerJoin('people as p', 'p.id', 'r.person_id')
    .leftJoin('schools as s', (join) =>
      join.on(
        's.urn',
        '=',
        sql<never>`case when r.scope_kind = 'school' then r.scope_id::integer end`,
      ),
    )
    .leftJoin('networks as n', (join) =>
      join.on(
        'n.id',
        '=',
        sql<never>`case when r.scope_kind = 'network' then r.scope_id::uuid end`,
      ),
    )
    .select(['p.id', 'p.name', 'r.role', 's.name as school', 'n.name as network'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('board_members as b')
            .innerJoin('cases as c', 'c.id', 'b.case_id')
            .select('b.id')
            .whereRef('b.person_id', '=', 'p.id')
            .where('c.status', '<>', 'closed')
            .where((or) => or.or([or('b.until_date', 'is', null), or('b.until_date', '>', today)])),
        )
        .as('on_a_board'),
    )
    .where('r.from_date', '<=', today)
    .where((eb) => eb.or([eb('r.until_date', 'is', null), eb('r.until_date', '>', today)]))
    .orderBy('on_a_board', 'desc')
    .orderBy(sql`lower(p.name) collate "C"`)
    .orderBy('p.id')
    .orderBy(sql`s.name collate "C"`)
    .execute();
  const listed = new Set<PersonId>();
  return (Object.keys(roles) as Role[]).flatMap((role) => {
    const people = new Map<PersonId, DemonstrationPerson & { at: string[] }>();
    for (const row of rows.filter((each) => each.role === role && !listed.has(each.id))) {
      const { id, name } = row;
      const known = people.get(id) ?? { id, name, at: [], onABoard: Boolean(row.on_a_board) };
      const place = row.school ?? row.network;
      if (place !== null) known.at.push(place);
      people.set(id, known);
    }
    for (const id of people.keys()) listed.add(id);
    return people.size === 0
      ? []
      : [{ role, name: roles[role].name, people: [...people.values()] }];
  });
}
