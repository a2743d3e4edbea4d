import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, PersonId, Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { betweenOwners, roleWords, rolesIn } from './domain/role-words.ts';
import type { WordRole } from './domain/role-words.ts';

// Who an action is with where its board wrote down a role and no person: the headteacher, the chair of
// governors and the monitoring officer are those of the school on the day; the chair and the network
// lead are those who sit on the board, and failing that the lead of the school's network.

export interface Holder {
  readonly id: PersonId;
  readonly name: string;
}

/** Where some people hold a role on a day. */
interface Holding {
  readonly role: WordRole;
  readonly urns: readonly Urn[];
  readonly cases: readonly CaseId[];
}

interface HeldRow {
  readonly role: WordRole;
  readonly id: PersonId;
  readonly name: string;
  readonly urn: Urn | null;
  readonly case_id: CaseId | null;
}

/** Every role that words can name, as `people as p` hold it on the day: of a school, or on a board. */
function heldRows(today: LocalDate, of: RawBuilder<boolean>, where: RawBuilder<boolean>) {
  return sql<HeldRow>`
    select * from (
      select r.role, p.id, p.name, r.scope_id::integer as urn, null::uuid as case_id
      from roles_held r join people p on p.id = r.person_id
      where r.role in ('headteacher', 'chair-of-governors', 'monitoring-officer')
        and r.scope_kind = 'school' and r.from_date <= ${today}
        and (r.until_date is null or r.until_date > ${today}) and ${of}
      union all
      select 'network-lead', p.id, p.name, n.urn, null
      from roles_held r join people p on p.id = r.person_id
        join network_schools n on n.network_id::text = r.scope_id
      where r.role = 'network-lead' and r.scope_kind = 'network' and r.from_date <= ${today}
        and (r.until_date is null or r.until_date > ${today}) and n.from_date <= ${today}
        and (n.until_date is null or n.until_date > ${today}) and ${of}
      union all
      select b.board_role, p.id, p.name, null, b.case_id
      from board_members b join people p on p.id = b.person_id
      where b.board_role in ('chair', 'network-lead') and b.from_date <= ${today}
        and (b.until_date is null or b.until_date > ${today}) and ${of}
    ) held where ${where} order by name, id`;
}

const anywhere = sql<boolean>`true`;

/** What one person, or all whose names begin with these words, hold on the day. */
export async function holdingsOf(
  db: Db,
  who: { readonly person: PersonId } | { readonly named: readonly string[] },
  today: LocalDate,
): Promise<Holding[]> {
  const people = 'person' in who ? [who.person] : await named(db, who.named);
  if (people.length === 0) return [];
  const of = sql<boolean>`p.id = any(${people}::uuid[])`;
  const { rows } = await heldRows(today, of, anywhere).execute(db);
  return [...Map.groupBy(rows, ({ role }) => role)].map(([role, held]) => ({
    role,
    urns: held.flatMap(({ urn }) => urn ?? []),
    cases: held.flatMap(({ case_id }) => case_id ?? []),
  }));
}

/** Of those who hold such a role at all: most people of a large authority hold none. */
async function named(db: Db, words: readonly string[]): Promise<PersonId[]> {
  const begins = words.map((word) => sql<boolean>`searched.name like ${`% ${word}%`}`);
  const { rows } = await sql<{ id: PersonId }>`
    with holders as materialized (
      select person_id from roles_held
        where role in ('headteacher', 'chair-of-governors', 'monitoring-officer', 'network-lead')
      union
      select person_id from board_members where board_role in ('chair', 'network-lead'))
    select searched.id
    from holders join people p on p.id = holders.person_id,
      lateral (select p.id, action_owner(p.name, null) as name) searched
    where ${sql.join(begins, sql` and `)}`.execute(db);
  return rows.map(({ id }) => id);
}

/** In a query on `actions as a`: whether it names nobody for this part but a role that is held there. */
export function isByRole(
  part: 'undertakes' | 'monitors',
  holdings: readonly Holding[],
  today: LocalDate,
): RawBuilder<boolean> {
  if (holdings.length === 0) return sql<boolean>`false`;
  const words = sql.ref(`a.${part}`);
  const each = holdings.map(({ role, urns, cases }) => {
    const seated =
      role === 'network-lead'
        ? sql<boolean>`and not exists (select from board_members b where b.case_id = a.case_id
            and b.board_role = 'network-lead' and b.from_date <= ${today}
            and (b.until_date is null or b.until_date > ${today}))`
        : sql``;
    return sql<boolean>`((a.urn = any(${[...urns]}::integer[]) ${seated})
        or a.case_id = any(${[...cases]}::uuid[]))
      and regexp_split_to_array(btrim(translate(lower(${words}), '’–', '''-')), ${betweenOwners})
        && ${[...roleWords[role]]}::text[]`;
  });
  return sql<boolean>`(${sql.ref(`a.${part}_person`)} is null and (${sql.join(each, sql` or `)}))`;
}

/** An action as far as it says who it is with. */
export interface Worded {
  readonly caseId: CaseId;
  readonly urn: Urn;
  /** What was written down; undefined where a person was chosen. */
  readonly undertakes: string | undefined;
  readonly monitors: string | undefined;
}

/** Who it is with by role: undefined where the words name no role, empty where nobody holds it. */
export interface Holders {
  readonly undertakes: readonly Holder[] | undefined;
  readonly monitors: readonly Holder[] | undefined;
}

/** Who holds on the day the roles that these actions name instead of a person, in the same order. */
export async function holdersOf(
  db: Db | Trx,
  actions: readonly Worded[],
  today: LocalDate,
): Promise<Holders[]> {
  const asked = actions.map(({ undertakes, monitors }) => ({
    undertakes: rolesIn(undertakes ?? ''),
    monitors: rolesIn(monitors ?? ''),
  }));
  const naming = actions.filter(
    (_, at) => (asked[at]?.undertakes.length ?? 0) + (asked[at]?.monitors.length ?? 0) > 0,
  );
  const rows = naming.length === 0 ? [] : await rowsFor(db, naming, today);
  const bySchool = Map.groupBy(rows, ({ role, urn }) => `${role} ${urn ?? ''}`);
  const byCase = Map.groupBy(rows, ({ role, case_id }) => `${role} ${case_id ?? ''}`);
  const holders = (roles: readonly WordRole[], { urn, caseId }: Worded) =>
    roles.length === 0
      ? undefined
      : roles.flatMap((role) =>
          (byCase.get(`${role} ${caseId}`) ?? bySchool.get(`${role} ${urn}`) ?? []).map(
            ({ id, name }): Holder => ({ id, name }),
          ),
        );
  return actions.map((action, at) => ({
    undertakes: holders(asked[at]?.undertakes ?? [], action),
    monitors: holders(asked[at]?.monitors ?? [], action),
  }));
}

async function rowsFor(db: Db | Trx, actions: readonly Worded[], today: LocalDate) {
  const urns = [...new Set(actions.map(({ urn }) => urn))];
  const cases = [...new Set(actions.map(({ caseId }) => caseId))];
  const { rows } = await heldRows(
    today,
    anywhere,
    sql<boolean>`(urn = any(${urns}::integer[]) or case_id = any(${cases}::uuid[]))`,
  ).execute(db);
  return rows;
}
