import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { ActionId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { holdersOf } from '../store-holders.ts';
import type { Holder } from '../store-holders.ts';

/** Someone who undertakes or monitors an action: by account, or as the holder of the role that it names. */
export interface Owner {
  /** Of several who hold the role together, all; empty where nobody holds it. */
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

/** Whose an action is on the day. */
export async function ownersOf(db: Db | Trx, id: ActionId, today: LocalDate): Promise<Owners> {
  const row = await db
    .selectFrom('actions as a')
    .innerJoin('cases as c', 'c.id', 'a.case_id')
    .leftJoin('people as u', 'u.id', 'a.undertakes_person')
    .leftJoin('people as m', 'm.id', 'a.monitors_person')
    .select(['u.name as undertakes', 'm.name as monitors', 'a.case_id', 'c.urn'])
    .select(['a.undertakes as undertakes_words', 'a.monitors as monitors_words'])
    .select([
      hasLeft('a.undertakes_person', today).as('undertakes_left'),
      hasLeft('a.monitors_person', today).as('monitors_left'),
    ])
    .where('a.id', '=', id)
    .executeTakeFirst();
  if (!row) return { undertakes: undefined, monitors: undefined };
  const [held] = await holdersOf(
    db,
    [
      {
        caseId: row.case_id,
        urn: row.urn,
        undertakes: row.undertakes === null ? row.undertakes_words : undefined,
        monitors: row.monitors === null ? row.monitors_words : undefined,
      },
    ],
    today,
  );
  return {
    undertakes: ownerOf(row.undertakes, row.undertakes_left, held?.undertakes),
    monitors: ownerOf(row.monitors, row.monitors_left, held?.monitors),
  };
}

/** Whose it is: the person who was chosen, or those who hold the role that it names. */
export function ownerOf(
  name: string | null,
  left: boolean | null,
  holders: readonly Holder[] | undefined,
): Owner | undefined {
  if (name !== null) return { name, hasLeft: left ?? false };
  return holders && { name: holders.map((each) => each.name).join(' and '), hasLeft: false };
}

/** "English lead (Leonie Braithwaite)": who it is, in the board's words and by name. */
export function ownerText(words: string, owner: Owner | undefined): string {
  if (owner === undefined) return words;
  if (owner.name === '') return `${words} (nobody holds this role at the school today)`;
  if (words.includes(owner.name)) return words;
  return words === '' ? owner.name : `${words} (${owner.name})`;
}
