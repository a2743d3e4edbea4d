import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { ActionId, CaseId, NetworkId, PersonId, Urn } from '#kernel/ids.ts';
import { literally } from '#platform/db/like.ts';
import type { Db } from '#platform/db/connection.ts';
import { actionOf } from '../store.ts';
import type { AgreedAction } from '../domain/action.ts';
import { holdersOf, holdingsOf, isByRole } from '../store-holders.ts';
import { hasLeft, ownerOf } from './owners.ts';
import type { Owner } from './owners.ts';
import type { Visible } from './visible.ts';

/** Which actions are asked for by how they stand. */
export const standings = {
  open: 'Open, overdue or not',
  overdue: 'Overdue',
  'to-confirm': 'To be confirmed as complete',
  'no-owner': 'Without an owner',
  complete: 'Complete',
  stopped: 'Stopped',
  all: 'All',
} as const;

export type Standing = keyof typeof standings;

export interface TrackerFilter {
  readonly standing: Standing;
  /** Words that begin as in the name or the job of whoever undertakes it; empty for all. */
  readonly undertakes: string;
  readonly monitors: string;
  readonly urn: Urn | undefined;
  readonly network: NetworkId | undefined;
  /** Only what this person undertakes or monitors. */
  readonly person?: PersonId | undefined;
}

/** An action in the tracker. */
export interface TrackedAction {
  readonly id: ActionId;
  readonly action: AgreedAction;
  readonly urn: Urn;
  readonly school: string;
  readonly caseId: CaseId;
  readonly agreedOn: LocalDate;
  readonly undertakes: Owner | undefined;
  readonly monitors: Owner | undefined;
  /** When something was last said of its progress. */
  readonly progressAt: Date | undefined;
}

export interface Tracked {
  readonly actions: readonly TrackedAction[];
  /** How many there are, as far as they are counted. */
  readonly total: number;
  /** Whether there are more than are counted: then a narrower question leads to them. */
  readonly more: boolean;
}

export const actionsPerPage = 50;
/** So many are counted and paged through: nobody turns 100 pages, and to count on would read them all. */
export const mostCounted = 5_000;

/**
 * A page of the actions that pass the filter, soonest due first, those without a day last. They are
 * read once, as far as they are counted.
 */
export async function trackActions(
  db: Db,
  visible: Visible,
  filter: TrackerFilter,
  { page, today }: { readonly page: number; readonly today: LocalDate },
): Promise<Tracked> {
  const matching = await matchingIn(db, visible, filter, today);
  const last = mostCounted / actionsPerPage;
  const from = (Math.min(page, last) - 1) * actionsPerPage;
  const { rows } = await sql<{ id: ActionId | null; count: number }>`
    with found as materialized (${inOrder(matching.query).limit(mostCounted + 1)}),
      counted as (select count(*)::integer as count from found)
    select shown.id, counted.count from counted
      left join (select id from found offset ${from} limit ${actionsPerPage}) shown on true`.execute(
    db,
  );
  const total = rows[0]?.count ?? 0;
  const ids = rows.flatMap(({ id }) => (id === null ? [] : [{ id }]));
  const actions = await detailed(db, ids, today);
  return { actions, total: Math.min(total, mostCounted), more: total > mostCounted };
}

/** Every action that passes the filter, in the order of the pages, for a file. */
export async function allTracked(
  db: Db,
  visible: Visible,
  filter: TrackerFilter,
  today: LocalDate,
): Promise<TrackedAction[]> {
  const matching = await matchingIn(db, visible, filter, today);
  return detailed(db, await inOrder(matching.query).execute(), today);
}

type Matching = Awaited<ReturnType<typeof matchingIn>>['query'];

function inOrder(query: Matching) {
  return query
    .select('a.id')
    .orderBy('a.by_when', (order) => order.asc().nullsLast())
    .orderBy('a.id');
}

/** These actions, in the same order, with what is shown of each. Nothing is looked up for any others. */
async function detailed(
  db: Db,
  found: readonly { readonly id: ActionId }[],
  today: LocalDate,
): Promise<TrackedAction[]> {
  if (found.length === 0) return [];
  const rows = await db
    .selectFrom('actions as a')
    .innerJoin('cases as c', 'c.id', 'a.case_id')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .innerJoin('meetings as m', 'm.id', 'a.meeting_id')
    .leftJoin('people as u', 'u.id', 'a.undertakes_person')
    .leftJoin('people as o', 'o.id', 'a.monitors_person')
    .selectAll('a')
    .select(['s.name as school', 'm.date as agreed_on'])
    .select(['u.name as undertakes_name', 'o.name as monitors_name'])
    .select([
      hasLeft('a.undertakes_person', today).as('undertakes_left'),
      hasLeft('a.monitors_person', today).as('monitors_left'),
      sql<Date | null>`(select max(e.at) from action_events e
        where e.action_id = a.id and e.kind = 'progress')`.as('progress_at'),
    ])
    .where(sql<boolean>`a.id = any(${found.map(({ id }) => id)}::uuid[])`)
    .orderBy('a.by_when', (order) => order.asc().nullsLast())
    .orderBy('a.id')
    .execute();
  const held = await holdersOf(
    db,
    rows.map((row) => ({
      caseId: row.case_id,
      urn: row.urn,
      undertakes: row.undertakes_person === null ? row.undertakes : undefined,
      monitors: row.monitors_person === null ? row.monitors : undefined,
    })),
    today,
  );
  return rows.map((row, at) => ({
    id: row.id,
    action: actionOf(row),
    urn: row.urn,
    school: row.school,
    caseId: row.case_id,
    agreedOn: row.agreed_on,
    undertakes: ownerOf(row.undertakes_name, row.undertakes_left, held[at]?.undertakes),
    monitors: ownerOf(row.monitors_name, row.monitors_left, held[at]?.monitors),
    progressAt: row.progress_at ?? undefined,
  }));
}

/** A query on `actions as a` for what passes. It is given in an object, because awaiting it would run it. */
async function matchingIn(db: Db, visible: Visible, filter: TrackerFilter, today: LocalDate) {
  const schools = await schoolsAsked(db, visible, filter, today);
  let query = db.selectFrom('actions as a').where('a.agreed_version', 'is not', null);
  // A list that was looked up beforehand lets the index give the actions in their order.
  if (schools) query = query.where(sql<boolean>`a.urn = any(${schools}::integer[])`);
  if (visible.kind === 'cases') {
    const { cases, person } = visible;
    query = query.where(
      sql<boolean>`(a.case_id = any(${[...cases]}::uuid[]) or ${await areOf(db, person, today)})`,
    );
  }
  const { standing, person } = filter;
  switch (standing) {
    case 'open':
      query = query.where('a.status', '=', sql.lit('open'));
      break;
    case 'overdue':
      query = query.where('a.status', '=', sql.lit('open')).where('a.by_when', '<', today);
      break;
    case 'to-confirm':
      query = query.where('a.status', '=', sql.lit('open')).where('a.proposed_on', 'is not', null);
      break;
    case 'no-owner':
      query = query.where('a.status', '=', sql.lit('open')).where(
        sql<boolean>`a.id in (
          select a.id from actions a join cases c on c.id = a.case_id
          where a.status = 'open' and a.undertakes_person in (
              select person_id from roles_held
              where until_date <= ${today} or scope_kind = 'network')
            and ${hasLeft('a.undertakes_person', today)})`,
      );
      break;
    case 'complete':
    case 'stopped':
      query = query.where('a.status', '=', standing);
      break;
    case 'all':
  }
  if (person !== undefined) {
    query = query.where(await areOf(db, person, today));
  }
  for (const part of ['undertakes', 'monitors'] as const) {
    const named = wordsIn(filter[part]);
    if (named.length > 0) query = query.where(await isNamed(db, part, named, today));
  }
  return { query };
}

/** Whether a person undertakes or monitors an action: chosen by name, or by the role that it names. */
async function areOf(db: Db, person: PersonId, today: LocalDate) {
  const holdings = await holdingsOf(db, { person }, today);
  return sql<boolean>`(a.undertakes_person = ${person} or a.monitors_person = ${person}
    or ${isByRole('undertakes', holdings, today)} or ${isByRole('monitors', holdings, today)})`;
}

/** Whether the words are in what the action says of its owner, or in the name of who holds the role that it names. */
async function isNamed(
  db: Db,
  part: 'undertakes' | 'monitors',
  named: readonly string[],
  today: LocalDate,
) {
  const column = sql.ref(`a.${part}_search`);
  const said = sql.join(
    named.map((word) => sql<boolean>`${column} like ${`% ${word}%`}`),
    sql` and `,
  );
  const holdings = await holdingsOf(db, { named }, today);
  return holdings.length === 0
    ? sql<boolean>`(${said})`
    : sql<boolean>`((${said}) or ${isByRole(part, holdings, today)})`;
}

/** The schools that the actions may be of: the authority's own, narrowed by what is asked for; undefined for any. */
async function schoolsAsked(
  db: Db,
  visible: Visible,
  { urn, network }: TrackerFilter,
  today: LocalDate,
): Promise<Urn[] | undefined> {
  if (visible.kind === 'cases' && urn === undefined && network === undefined) return undefined;
  let query = db.selectFrom('schools as s').select('s.urn');
  if (visible.kind === 'authority') query = query.where('s.la_code', '=', visible.laCode);
  if (urn !== undefined) query = query.where('s.urn', '=', urn);
  if (network !== undefined) {
    query = query.where(
      sql<boolean>`s.urn in (select n.urn from network_schools n where n.network_id = ${network}
        and n.from_date <= ${today} and (n.until_date is null or n.until_date > ${today}))`,
    );
  }
  return (await query.execute()).map((row) => row.urn);
}

/** What is typed as words, the way that they are kept for searches. */
function wordsIn(typed: string): string[] {
  return typed
    .toLowerCase()
    .split(/[\s’‘–'"()/,;:.-]+/)
    .filter((word) => word !== '')
    .map(literally);
}

/** A school or a network to choose from. */
export interface Choice<Id> {
  readonly id: Id;
  readonly name: string;
}

/** The schools that have agreed actions among those that are seen, and the networks that they are in. */
export async function choicesFor(
  db: Db,
  visible: Visible,
  today: LocalDate,
): Promise<{
  readonly schools: readonly Choice<Urn>[];
  readonly networks: readonly Choice<NetworkId>[];
}> {
  const seen =
    visible.kind === 'authority'
      ? sql<boolean>`s.la_code = ${visible.laCode}`
      : sql<boolean>`(c.id = any(${[...visible.cases]}::uuid[]) or exists (select from actions a
          where a.case_id = c.id and ${visible.person} in (a.undertakes_person, a.monitors_person)))`;
  const schools = await db
    .selectFrom('schools as s')
    .select(['s.urn as id', 's.name'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('cases as c')
          .select('c.id')
          .whereRef('c.urn', '=', 's.urn')
          .where(seen)
          .where(
            sql<boolean>`exists (select from actions a
              where a.case_id = c.id and a.agreed_version is not null)`,
          ),
      ),
    )
    .orderBy(sql`s.name collate "C"`)
    .execute();
  const networks = await db
    .selectFrom('networks as n')
    .select(['n.id', 'n.name'])
    .where(
      sql<boolean>`exists (select from network_schools m where m.network_id = n.id
        and m.urn = any(${schools.map(({ id }) => id)}::integer[]) and m.from_date <= ${today}
        and (m.until_date is null or m.until_date > ${today}))`,
    )
    .orderBy(sql`n.name collate "C"`)
    .execute();
  return { schools, networks };
}
