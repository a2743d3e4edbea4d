import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, NetworkId, PersonId, Urn } from '#kernel/ids.ts';
import type { Matter } from '#modules/people/index.ts';
import { findSchool } from '#modules/schools/index.ts';
import { processOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { BoardMember } from './domain/board.ts';
import type { Case, SchoolStanding } from './domain/case.ts';

/** A case with its school and what access turns on. */
export interface CaseMatter extends Matter {
  readonly caseId: CaseId;
  readonly schoolName: string;
  readonly board: readonly PersonId[];
  readonly case: Case;
}

interface Asking {
  readonly today: LocalDate;
  readonly laCode: string;
}

/** The case, with the facts that access turns on. Inside a transaction, `lock` holds its row. */
export async function findCase(
  db: Db | Trx,
  id: CaseId,
  { today, laCode }: Asking,
  options: { readonly lock?: boolean } = {},
): Promise<CaseMatter | undefined> {
  let query = db
    .selectFrom('cases as c')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .selectAll('c')
    .select(['s.name as school_name', 's.la_code'])
    .select([networksOn(today).as('networks'), boardOn(today).as('board')])
    .select(hasHadLevel('c.urn').as('level_confirmed'))
    .where('c.id', '=', id);
  if (options.lock === true) query = query.forUpdate('c');
  const row = await query.executeTakeFirst();
  if (!row) return undefined;
  return {
    urn: row.urn,
    ownSchool: row.la_code === laCode,
    networks: row.networks,
    caseId: row.id,
    board: row.board,
    levelConfirmed: row.level_confirmed,
    schoolName: row.school_name,
    case: {
      id: row.id,
      urn: row.urn,
      process: row.process,
      status: row.status,
      openedOn: row.opened_on,
      openedBy: row.opened_by,
      background: row.background,
      policyVersion: row.policy_version,
      version: row.version,
      nextForm: row.next_form ?? undefined,
      takenOn: row.taken_on ?? undefined,
    },
  };
}

/**
 * Holds a case until the transaction ends. Whoever changes something in a case holds the case first,
 * so that none of it changes while the case is paused or closed.
 */
export async function lockCase(trx: Db | Trx, id: CaseId): Promise<void> {
  await trx.selectFrom('cases').select('id').where('id', '=', id).forUpdate().execute();
}

/** In a query on `cases as c`: the networks of the school on a day. */
export function networksOn(today: LocalDate) {
  return sql<NetworkId[]>`array(
    select n.network_id from network_schools n
    where n.urn = c.urn and n.from_date <= ${today}
      and (n.until_date is null or n.until_date > ${today}))`;
}

/** Whether a level was ever confirmed for the school: its people read too how a level ended. */
export function hasHadLevel(urn: 'c.urn' | 's.urn') {
  return sql<boolean>`exists (
    select from level_decisions d where d.urn = ${sql.ref(urn)} and d.level is not null)`;
}

/** In a query on `cases as c`: the people on the board on a day. */
export function boardOn(today: LocalDate) {
  return sql<PersonId[]>`array(
    select b.person_id from board_members b
    where b.case_id = c.id and b.from_date <= ${today}
      and (b.until_date is null or b.until_date > ${today}))`;
}

/** Everyone who is or was on the board: present members first, in the order that they joined. */
export async function boardOf(db: Db | Trx, caseId: CaseId): Promise<BoardMember[]> {
  const rows = await db
    .selectFrom('board_members as b')
    .innerJoin('people as p', 'p.id', 'b.person_id')
    .select(['b.id', 'b.person_id', 'p.name', 'b.board_role', 'b.description'])
    .select(['b.from_date', 'b.until_date'])
    .where('b.case_id', '=', caseId)
    .orderBy(sql`b.until_date is not null`)
    .orderBy('b.from_date')
    .orderBy('b.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    name: row.name,
    role: row.board_role,
    description: row.description,
    from: row.from_date,
    until: row.until_date ?? undefined,
  }));
}

/** Adds a case. `lines` is what a sheet said of one that was taken on from it, hashed. */
export async function insertCase(
  trx: Trx,
  opened: Case,
  lines: string | null = null,
): Promise<void> {
  await trx
    .insertInto('cases')
    .values({
      id: opened.id,
      urn: opened.urn,
      process: opened.process,
      status: opened.status,
      opened_on: opened.openedOn,
      opened_by: opened.openedBy,
      background: opened.background,
      policy_version: opened.policyVersion,
      version: opened.version,
      next_form: opened.nextForm ?? null,
      taken_on: opened.takenOn ?? null,
      taken_on_lines: lines,
    })
    .execute();
}

/** Notes which case a case follows: its open actions and its previous record come from there. */
export async function noteFollows(trx: Trx, id: CaseId, follows: CaseId): Promise<void> {
  await trx.updateTable('cases').set({ follows }).where('id', '=', id).execute();
}

/** The case that a case follows, with the reasons that it was opened for. */
export async function caseBefore(
  db: Db | Trx,
  id: CaseId,
): Promise<{ readonly id: CaseId; readonly background: string } | undefined> {
  return db
    .selectFrom('cases as c')
    .innerJoin('cases as b', 'b.id', 'c.follows')
    .select(['b.id', 'b.background'])
    .where('c.id', '=', id)
    .executeTakeFirst();
}

/** Saves what may change of a case. */
export async function updateCase(trx: Trx, { id, status, nextForm, version }: Case): Promise<void> {
  await trx
    .updateTable('cases')
    .set({ status, next_form: nextForm ?? null, version })
    .where('id', '=', id)
    .execute();
}

export async function insertMember(trx: Trx, caseId: CaseId, member: BoardMember): Promise<void> {
  await trx
    .insertInto('board_members')
    .values({
      id: member.id,
      case_id: caseId,
      person_id: member.personId,
      board_role: member.role,
      description: member.description,
      from_date: member.from,
      until_date: member.until ?? null,
    })
    .execute();
}

export async function endMembership(trx: Trx, member: BoardMember): Promise<void> {
  await trx
    .updateTable('board_members')
    .set({ until_date: member.until ?? null })
    .where('id', '=', member.id)
    .execute();
}

/** A school as access rules see it, with the process that is open for it. */
export interface SchoolMatter extends Matter {
  readonly process: string | undefined;
}

/** The facts about a school that access turns on, with its open case if there is one. */
export async function findSchoolMatter(
  db: Db | Trx,
  urn: Urn,
  { today, laCode }: Asking,
): Promise<SchoolMatter | undefined> {
  const row = await db
    .selectFrom('schools as s')
    .leftJoin('cases as c', (join) =>
      join.onRef('c.urn', '=', 's.urn').on('c.status', '<>', 'closed'),
    )
    .select(['s.urn', 's.la_code', 'c.id as case_id', 'c.process'])
    .select(
      sql<NetworkId[]>`array(
        select n.network_id from network_schools n
        where n.urn = s.urn and n.from_date <= ${today}
          and (n.until_date is null or n.until_date > ${today}))`.as('networks'),
    )
    .select([boardOn(today).as('board'), hasHadLevel('s.urn').as('level_confirmed')])
    .where('s.urn', '=', urn)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    urn: row.urn,
    ownSchool: row.la_code === laCode,
    networks: row.networks,
    board: row.board,
    levelConfirmed: row.level_confirmed,
    process: row.process ?? undefined,
    ...(row.case_id === null ? {} : { caseId: row.case_id }),
  };
}

/**
 * What the rules ask of a school before a process is opened. Inside a transaction, `lock` holds the
 * school's row until the end.
 */
export async function findSchoolStanding(
  db: Db | Trx,
  urn: Urn,
  pack: PolicyPack,
  options: { readonly lock?: boolean } = {},
): Promise<SchoolStanding | undefined> {
  if (options.lock === true) {
    await db.selectFrom('schools').select('urn').where('urn', '=', urn).forNoKeyUpdate().execute();
  }
  const school = await findSchool(db, urn);
  if (!school) return undefined;
  const open = await db
    .selectFrom('cases')
    .select('process')
    .where('urn', '=', urn)
    .where('status', '<>', 'closed')
    .executeTakeFirst();
  return {
    urn,
    name: school.name,
    maintained: school.maintained,
    typeName: school.type.name,
    open: school.status === 'open' || school.status === 'closing',
    openProcess: open && processOf(pack, open.process).name,
  };
}

/** The school for which a case was opened under this id; undefined when there is none. */
export async function openedFor(trx: Trx, id: CaseId): Promise<Urn | undefined> {
  const row = await trx.selectFrom('cases').select('urn').where('id', '=', id).executeTakeFirst();
  return row?.urn;
}

/** Whether a person is headteacher of a school on a day. */
export async function headOf(
  trx: Trx,
  urn: Urn,
  personId: PersonId,
  today: LocalDate,
): Promise<boolean> {
  const row = await trx
    .selectFrom('roles_held')
    .select('id')
    .where('person_id', '=', personId)
    .where('role', '=', 'headteacher')
    .where('scope_kind', '=', 'school')
    .where('scope_id', '=', String(urn))
    .where('from_date', '<=', today)
    .where((eb) => eb.or([eb('until_date', 'is', null), eb('until_date', '>', today)]))
    .executeTakeFirst();
  return row !== undefined;
}
