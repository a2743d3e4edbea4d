import { sql } from 'kysely';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { CaseId, Urn } from '#kernel/ids.ts';
import type { Actor, Matter } from '#modules/people/index.ts';
import type { Db } from '#platform/db/connection.ts';
import { can } from '../access.ts';
import type { CaseStatus } from '../domain/case.ts';
import { boardOn, networksOn } from '../store.ts';

/** A school's case, open or closed, with where it stands. */
export interface SchoolCase {
  readonly id: CaseId;
  readonly process: string;
  readonly status: CaseStatus;
  readonly openedOn: LocalDate;
  /** The meeting that is to come: planned, or postponed or adjourned from this day. */
  readonly planned:
    | {
        readonly form: string;
        readonly date: LocalDate;
        readonly time: LocalTime;
        readonly status: 'planned' | 'postponed' | 'adjourned';
      }
    | undefined;
  readonly takenOn: LocalDate | undefined;
  readonly lastHeld: { readonly form: string; readonly date: LocalDate } | undefined;
}

/** The cases of a school that the actor may see: the open one first, then the newest. */
export async function casesOfSchool(
  db: Db,
  actor: Actor,
  matter: Matter,
  today: LocalDate,
): Promise<SchoolCase[]> {
  const rows = await db
    .selectFrom('cases as c')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('meetings as m')
          .select(['m.form', 'm.date', 'm.time'])
          .select(sql<'planned' | 'postponed' | 'adjourned'>`m.status`.as('state'))
          .whereRef('m.case_id', '=', 'c.id')
          .where('m.status', 'in', ['planned', 'postponed', 'adjourned'])
          .orderBy('m.date')
          .limit(1)
          .as('planned'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('meetings as m')
          .select(['m.form', 'm.date'])
          .whereRef('m.case_id', '=', 'c.id')
          .where('m.status', '=', 'held')
          .orderBy('m.date', 'desc')
          .limit(1)
          .as('held'),
      (join) => join.onTrue(),
    )
    .select(['c.id', 'c.process', 'c.status', 'c.opened_on'])
    .select(['planned.form as planned_form', 'planned.date as planned_date', 'planned.time'])
    .select(['planned.state', 'c.taken_on'])
    .select(['held.form as held_form', 'held.date as held_date'])
    .select(boardOn(today).as('board'))
    .where('c.urn', '=', matter.urn)
    .orderBy(sql`c.status <> 'closed'`, 'desc')
    .orderBy('c.opened_on', 'desc')
    .execute();
  return rows
    .filter((row) => can(actor, 'see', { ...matter, caseId: row.id, board: row.board }))
    .map((row) => ({
      id: row.id,
      process: row.process,
      status: row.status,
      openedOn: row.opened_on,
      planned:
        row.planned_form === null ||
        row.planned_date === null ||
        row.time === null ||
        row.state === null
          ? undefined
          : {
              form: row.planned_form,
              date: row.planned_date,
              time: row.time,
              status: row.state,
            },
      takenOn: row.taken_on ?? undefined,
      lastHeld:
        row.held_form === null || row.held_date === null
          ? undefined
          : { form: row.held_form, date: row.held_date },
    }));
}

export interface OpenBoard {
  readonly id: CaseId;
  readonly process: string;
  readonly openedOn: LocalDate;
}

/** The open cases of these schools that the actor may see, by school. */
export async function boardsOfSchools(
  db: Db,
  actor: Actor,
  urns: readonly Urn[],
  { laCode, today }: { readonly laCode: string; readonly today: LocalDate },
): Promise<ReadonlyMap<Urn, OpenBoard>> {
  if (urns.length === 0) return new Map();
  const rows = await db
    .selectFrom('cases as c')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .select(['c.id', 'c.urn', 'c.process', 'c.opened_on', 's.la_code'])
    .select([networksOn(today).as('networks'), boardOn(today).as('board')])
    .where('c.status', '<>', 'closed')
    .where(sql<boolean>`c.urn = any(${urns}::integer[])`)
    .execute();
  return new Map(
    rows
      .filter(({ id, urn, la_code, networks, board }) =>
        can(actor, 'see', { urn, ownSchool: la_code === laCode, networks, board, caseId: id }),
      )
      .map((row) => [row.urn, { id: row.id, process: row.process, openedOn: row.opened_on }]),
  );
}
