import { sql } from 'kysely';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { CaseId, MeetingId, PersonId, Urn } from '#kernel/ids.ts';
import type { Actor } from '#modules/people/index.ts';
import type { Db } from '#platform/db/connection.ts';

/** A meeting to come, for someone on its board or invited to it. */
export interface MeetingToCome {
  readonly id: MeetingId;
  readonly school: string;
  readonly form: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
}

/** The meetings from today on that a person is to come to, soonest first. */
export async function meetingsToCome(
  db: Db,
  personId: PersonId,
  today: LocalDate,
): Promise<MeetingToCome[]> {
  const rows = await db
    .selectFrom('meetings as m')
    .innerJoin('cases as c', 'c.id', 'm.case_id')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .select(['m.id', 's.name', 'm.form', 'm.date', 'm.time'])
    .where('m.status', '=', 'planned')
    .where('m.date', '>=', today)
    .where(
      sql<boolean>`(
        exists (select 1 from board_members b where b.case_id = m.case_id
          and b.person_id = ${personId} and (b.until_date is null or b.until_date > ${today}))
        or exists (select 1 from other_attendees o where o.meeting_id = m.id
          and o.person_id = ${personId}))`,
    )
    .orderBy('m.date')
    .orderBy('m.time')
    .limit(20)
    .execute();
  return rows.map((row) => ({ ...row, school: row.name }));
}

/** Something that an open case lacks, for whoever arranges it. */
export interface CaseToArrange {
  readonly id: CaseId;
  readonly school: string;
  readonly process: string;
  readonly lacks: 'a board' | 'a next meeting' | 'a date among those offered' | 'a new date';
  /** The meeting that is postponed or adjourned, which waits for its new date. */
  readonly meeting: MeetingId | undefined;
}

/**
 * Open cases without a board, with a meeting that waits for its new date, or without one to come and
 * no record at work that will set one.
 * With `chairedBy`, only those whose board this person is on, or that they opened.
 */
export async function casesToArrange(
  db: Db,
  laCode: string,
  today: LocalDate,
  chairedBy: PersonId | undefined,
): Promise<CaseToArrange[]> {
  let query = db
    .selectFrom('cases as c')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .leftJoin('meetings as w', (join) =>
      join.onRef('w.case_id', '=', 'c.id').on('w.status', 'in', ['postponed', 'adjourned']),
    )
    .select(['c.id', 's.name', 'c.process', 'w.id as waiting'])
    .select(
      sql<boolean>`exists (select 1 from board_members b where b.case_id = c.id
        and (b.until_date is null or b.until_date > ${today}))`.as('has_board'),
    )
    .select(
      sql<boolean>`exists (select from date_choices d
        where d.case_id = c.id and d.status = 'open')`.as('has_dates'),
    )
    .where('c.status', '=', 'open')
    .where('s.la_code', '=', laCode)
    .where(
      sql<boolean>`(w.id is not null
        or not exists (select 1 from meetings m where m.case_id = c.id and m.status = 'planned')
        and not exists (select 1 from records r where r.case_id = c.id
          and r.status in ('draft', 'with-headteacher', 'answered')))`,
    )
    .orderBy(sql`s.name collate "C"`);
  if (chairedBy !== undefined) {
    query = query.where(
      sql<boolean>`(c.opened_by = ${chairedBy} or exists (select 1 from board_members b
        where b.case_id = c.id and b.person_id = ${chairedBy} and b.until_date is null))`,
    );
  }
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    school: row.name,
    process: row.process,
    lacks: lackOf(row),
    meeting: row.waiting ?? undefined,
  }));
}

function lackOf(row: {
  readonly waiting: MeetingId | null;
  readonly has_dates: boolean;
  readonly has_board: boolean;
}): CaseToArrange['lacks'] {
  if (row.waiting !== null) return 'a new date';
  if (row.has_dates) return 'a date among those offered';
  return row.has_board ? 'a next meeting' : 'a board';
}

/** A school's open case, for its own people and for those on its board. */
export interface OwnCase {
  readonly id: CaseId;
  readonly urn: Urn;
  readonly school: string;
  readonly process: string;
}

/** Cases, open or paused, of the schools that a person leads or governs, and of the boards that they sit on. */
export async function ownCases(db: Db, actor: Actor, today: LocalDate): Promise<OwnCase[]> {
  const schools = actor.roles.flatMap((held) =>
    held.role === 'headteacher' && held.scope.kind === 'school' ? held.scope.urn : [],
  );
  const rows = await db
    .selectFrom('cases as c')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .select(['c.id', 'c.urn', 's.name', 'c.process'])
    .where('c.status', '<>', 'closed')
    .where((eb) =>
      eb.or([
        eb('c.urn', '=', eb.fn.any(eb.val(schools))),
        eb.exists(
          eb
            .selectFrom('board_members as b')
            .select('b.id')
            .whereRef('b.case_id', '=', 'c.id')
            .where('b.person_id', '=', actor.id)
            .where((or) => or.or([or('b.until_date', 'is', null), or('b.until_date', '>', today)])),
        ),
      ]),
    )
    .orderBy(sql`s.name collate "C"`)
    .limit(50)
    .execute();
  return rows.map((row) => ({ id: row.id, urn: row.urn, school: row.name, process: row.process }));
}
