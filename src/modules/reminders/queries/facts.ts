import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { leftTheSchool } from '#modules/actions/index.ts';
import { calendarsFor } from '#modules/calendar/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db } from '#platform/db/connection.ts';
import type { ActionFacts, CaseFacts, CheckFacts, Facts, HeldMeeting } from '../domain/gap.ts';
import { termOn } from './calendar.ts';
import { preReadFacts } from './pre-reads.ts';

export interface Asking {
  readonly today: LocalDate;
  readonly laCode: string;
  readonly pack: PolicyPack;
}

/** What the rules look at, of all the authority's schools; with `person`, of what may concern them. */
export async function factsFor(db: Db, asking: Asking, person?: PersonId): Promise<Facts> {
  // One after the other: they may be asked within a transaction.
  const cases = await caseFacts(db, asking, person);
  const preReads = await preReadFacts(db, asking, person);
  const checks = await checkFacts(db, asking, person);
  const actions = await actionFacts(db, asking, person);
  return { cases, preReads, checks, actions };
}

/** In a query on `cases as c`: those who chair its board on the day, or who opened it where nobody does. */
function chairsOf(today: LocalDate) {
  return sql<PersonId[]>`coalesce((
    select array_agg(b.person_id) from board_members b
    where b.case_id = c.id and b.board_role = 'chair' and b.from_date <= ${today}
      and (b.until_date is null or b.until_date > ${today})), array[c.opened_by])`;
}

async function caseFacts(
  db: Db,
  { today, laCode, pack }: Asking,
  person: PersonId | undefined,
): Promise<CaseFacts[]> {
  const termly = new Set(
    pack.forms.filter(({ next }) => next?.within === 'next term').map(({ process }) => process),
  );
  const rows = await db
    .selectFrom('cases as c')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('meetings as m')
          .select(['m.id', 'm.date'])
          .whereRef('m.case_id', '=', 'c.id')
          .where('m.status', '=', 'planned')
          // A meeting whose record is open has begun: it is the last one, not the next.
          .where(
            sql<boolean>`not exists (select from records r where r.meeting_id = m.id and m.date <= ${today})`,
          )
          .orderBy('m.date')
          .limit(1)
          .as('planned'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('meetings as m')
          .innerJoin('records as r', 'r.meeting_id', 'm.id')
          .select(['m.date', 'r.id', 'r.current_version', 'r.next_date'])
          .select(['r.next_agreed_by', 'r.next_agreed_by_date'])
          .whereRef('m.case_id', '=', 'c.id')
          .where('m.status', 'not in', ['cancelled', 'postponed'])
          .where('m.date', '<=', today)
          .orderBy('m.date', 'desc')
          .orderBy('m.time', 'desc')
          .limit(1)
          .as('held'),
      (join) => join.onTrue(),
    )
    .select(['c.id', 'c.urn', 'c.process', 'c.opened_on', 's.name as school'])
    .select(chairsOf(today).as('chairs'))
    .select(['planned.id as planned_id', 'planned.date as planned_on'])
    .select(['held.date as held_on', 'held.id as record_id', 'held.current_version'])
    .select(['held.next_date', 'held.next_agreed_by', 'held.next_agreed_by_date'])
    .where('c.status', '=', 'open')
    .where('s.la_code', '=', laCode)
    .$if(person !== undefined, (query) =>
      query.where(sql<boolean>`${person ?? null} = any(${chairsOf(today)})`),
    )
    .orderBy('c.id')
    .execute();
  const calendarOf = await calendarsFor(
    db,
    rows.flatMap((row) => (termly.has(row.process) ? row.urn : [])),
  );
  return rows.map((row) => ({
    caseId: row.id,
    school: row.school,
    term: termly.has(row.process) ? termOn(calendarOf(row.urn), today) : undefined,
    chairs: row.chairs,
    openedOn: row.opened_on,
    planned:
      row.planned_id !== null && row.planned_on !== null
        ? { meetingId: row.planned_id, date: row.planned_on }
        : undefined,
    held: heldOf(row),
  }));
}

function heldOf(row: {
  readonly held_on: LocalDate | null;
  readonly record_id: HeldMeeting['recordId'] | null;
  readonly current_version: number | null;
  readonly next_date: LocalDate | null;
  readonly next_agreed_by: string | null;
  readonly next_agreed_by_date: LocalDate | null;
}): HeldMeeting | undefined {
  const { held_on: date, record_id: recordId, next_agreed_by_date: byDate } = row;
  if (date === null || recordId === null) return undefined;
  return {
    date,
    recordId,
    isFinal: (row.current_version ?? 0) > 0,
    next:
      row.next_date !== null
        ? { kind: 'set' }
        : byDate === null
          ? { kind: 'not-set' }
          : { kind: 'to-be-agreed', by: row.next_agreed_by ?? '', byDate },
  };
}

async function checkFacts(
  db: Db,
  { today, laCode }: Asking,
  person: PersonId | undefined,
): Promise<CheckFacts[]> {
  const rows = await db
    .selectFrom('records as r')
    .innerJoin('meetings as m', 'm.id', 'r.meeting_id')
    .innerJoin('cases as c', 'c.id', 'r.case_id')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .select(['r.id', 'r.sent_to', 'r.answers_due_on', 'm.date', 's.name'])
    .select(chairsOf(today).as('chairs'))
    .where('r.status', '=', 'with-headteacher')
    .where('c.status', '=', 'open')
    .where('s.la_code', '=', laCode)
    .$if(person !== undefined, (query) =>
      query.where(
        sql<boolean>`(r.sent_to = ${person ?? null} or ${person ?? null} = any(${chairsOf(today)}))`,
      ),
    )
    .orderBy('r.id')
    .execute();
  return rows.flatMap((row): CheckFacts[] =>
    row.sent_to === null || row.answers_due_on === null
      ? []
      : [
          {
            recordId: row.id,
            school: row.name,
            meetingOn: row.date,
            dueOn: row.answers_due_on,
            sentTo: row.sent_to,
            chairs: row.chairs,
          },
        ],
  );
}

async function actionFacts(
  db: Db,
  { today, laCode }: Asking,
  person: PersonId | undefined,
): Promise<ActionFacts[]> {
  const rows = await db
    .selectFrom('actions as a')
    .innerJoin('cases as c', 'c.id', 'a.case_id')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .innerJoin('meetings as m', 'm.id', 'a.meeting_id')
    .select(['a.id', 'a.case_id', 'a.what', 'a.by_when', 'a.proposed_on', 'm.date', 's.name'])
    .select(['a.undertakes_person', 'a.monitors_person'])
    .select([
      leftTheSchool('a.undertakes_person', today).as('undertakes_left'),
      leftTheSchool('a.monitors_person', today).as('monitors_left'),
      chairsOf(today).as('chairs'),
      sql<LocalDate[]>`array(
        select h.date from meetings h join cases hc on hc.id = h.case_id
        where hc.urn = a.urn and h.status = 'held' and h.date <= ${today}
          and h.date > greatest(m.date, (
            select (max(e.at) at time zone 'Europe/London')::date from action_events e
            where e.action_id = a.id and e.kind = 'progress'))
        order by h.date)::text[]`.as('carried_on'),
    ])
    .where('a.status', '=', sql.lit('open'))
    .where('a.agreed_version', 'is not', null)
    .where('c.status', '=', 'open')
    .where('s.la_code', '=', laCode)
    .$if(person !== undefined, (query) =>
      query.where(
        sql<boolean>`(a.undertakes_person = ${person ?? null} or a.monitors_person = ${person ?? null}
          or a.case_id in (
            select b.case_id from board_members b
            where b.person_id = ${person ?? null} and b.board_role = 'chair'
            union all select o.id from cases o where o.opened_by = ${person ?? null}))`,
      ),
    )
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    school: row.name,
    what: row.what,
    byWhen: row.by_when ?? undefined,
    agreedOn: row.date,
    undertakes: personOf(row.undertakes_person, row.undertakes_left),
    monitors: personOf(row.monitors_person, row.monitors_left),
    isProposed: row.proposed_on !== null,
    carriedOn: row.carried_on,
    chairs: row.chairs,
  }));
}

function personOf(id: PersonId | null, left: boolean | null) {
  return id === null ? undefined : { id, hasLeft: left ?? false };
}
