import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { ActionId } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';

/** Someone who undertakes or monitors an action, by account. */
export interface Owner {
  readonly name: string;
  /** Whether they hold no role any more that lets them see the school: what was theirs waits for someone else. */
  readonly hasLeft: boolean;
}

export interface Owners {
  readonly undertakes: Owner | undefined;
  readonly monitors: Owner | undefined;
}

/**
 * In a query on `actions as a` and `cases as c`: whether the person in the column holds no role on the
 * day that reaches the school. Null where the column is.
 */
export function hasLeft(column: 'a.undertakes_person' | 'a.monitors_person', today: LocalDate) {
  const person = sql.ref(column);
  return sql<boolean | null>`case when ${person} is not null then not exists (
    select from roles_held r
    where r.person_id = ${person} and r.from_date <= ${today}
      and (r.until_date is null or r.until_date > ${today})
      and (r.scope_kind = 'authority'
        or (r.scope_kind = 'school' and r.scope_id = c.urn::text)
        or (r.scope_kind = 'case' and r.scope_id = c.id::text)
        or (r.scope_kind = 'network' and r.scope_id in (
          select n.network_id::text from network_schools n where n.urn = c.urn
            and n.from_date <= ${today} and (n.until_date is null or n.until_date > ${today})))))
    end`;
}

/** Whose an action is. */
export async function ownersOf(db: Db, id: ActionId, today: LocalDate): Promise<Owners> {
  const row = await db
    .selectFrom('actions as a')
    .innerJoin('cases as c', 'c.id', 'a.case_id')
    .leftJoin('people as u', 'u.id', 'a.undertakes_person')
    .leftJoin('people as m', 'm.id', 'a.monitors_person')
    .select(['u.name as undertakes', 'm.name as monitors'])
    .select([
      hasLeft('a.undertakes_person', today).as('undertakes_left'),
      hasLeft('a.monitors_person', today).as('monitors_left'),
    ])
    .where('a.id', '=', id)
    .executeTakeFirst();
  return {
    undertakes: ownerOf(row?.undertakes, row?.undertakes_left),
    monitors: ownerOf(row?.monitors, row?.monitors_left),
  };
}

export function ownerOf(
  name: string | null | undefined,
  left: boolean | null | undefined,
): Owner | undefined {
  return name === null || name === undefined ? undefined : { name, hasLeft: left ?? false };
}

/** "English lead (Leonie Braithwaite)": who it is, in the board's words and by name. */
export function ownerText(words: string, owner: Owner | undefined): string {
  if (owner === undefined || words.includes(owner.name)) return words;
  return words === '' ? owner.name : `${words} (${owner.name})`;
}
