import { sql } from 'kysely';
import type { SelectQueryBuilder } from 'kysely';
import { addMonths } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, MeetingId, PersonId, Urn } from '#kernel/ids.ts';
import { addSchoolDays } from '#kernel/school-days.ts';
import type { SchoolCalendar } from '#kernel/school-days.ts';
import { calendarsFor } from '#modules/calendar/index.ts';
import { preReadDates } from '#modules/meetings/index.ts';
import type { Meeting } from '#modules/meetings/index.ts';
import { formOf } from '#policy-pack/index.ts';
import type { Form, PolicyPack, PreRead } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { standingOf, versionsOf } from '../domain/papers.ts';
import type { Answer, Occasion, PreviousMeeting, Standing, Version } from '../domain/papers.ts';
import { distributedAt } from '../domain/steps.ts';
import type { StepDone } from '../domain/steps.ts';
import { answersOf, stepsOf } from '../store.ts';

export interface Provider {
  readonly id: PersonId;
  readonly name: string;
}

/** One paper of a meeting. */
export interface PaperOfMeeting {
  readonly paper: PreRead;
  /** Who owes it: whoever sits in its seat, else who holds that role at the school. */
  readonly providers: readonly Provider[];
  readonly standing: Standing;
  /** Every document that the school has handed in of this paper, oldest first. */
  readonly versions: readonly Version[];
  /** Everything that was sent or said of it, in order. */
  readonly answers: readonly Answer[];
}

/** The papers of one meeting, with what they are judged by. */
export interface MeetingPapers {
  readonly meetingId: MeetingId;
  readonly caseId: CaseId;
  readonly urn: Urn;
  readonly schoolName: string;
  readonly form: Form;
  readonly status: Meeting['status'];
  /** The school's. */
  readonly calendar: SchoolCalendar;
  readonly occasion: Occasion;
  readonly distributedBy: LocalDate;
  readonly remindFrom: LocalDate;
  readonly papers: readonly PaperOfMeeting[];
  readonly steps: readonly (StepDone & { readonly name: string })[];
  /** When they first went to the board, for the day that the meeting is set for. */
  readonly distributedAt: Date | undefined;
}

interface MeetingRow {
  readonly id: MeetingId;
  readonly case_id: CaseId;
  readonly form: string;
  readonly status: Meeting['status'];
  readonly date: LocalDate;
  readonly urn: Urn;
  readonly process: string;
  readonly school: string;
}

function meetingRows(db: Db | Trx) {
  return db
    .selectFrom('meetings as m')
    .innerJoin('cases as c', 'c.id', 'm.case_id')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .select(['m.id', 'm.case_id', 'm.form', 'm.status', 'm.date'])
    .select(['c.urn', 'c.process', 's.name as school']);
}

interface Asking {
  readonly pack: PolicyPack;
  readonly today: LocalDate;
}

/** The papers of one meeting. */
export async function papersOfMeeting(
  db: Db | Trx,
  id: MeetingId,
  asking: Asking,
): Promise<MeetingPapers | undefined> {
  const rows = await meetingRows(db).where('m.id', '=', id).execute();
  const [found] = await withPapers(db, rows, asking);
  return found;
}

/**
 * The papers of the authority's meetings that are still to come, soonest first; with a person, of
 * those on whose board they sit or whose school is theirs.
 */
export async function papersToCome(
  db: Db | Trx,
  asking: Asking & { readonly laCode: string },
  person?: PersonId,
): Promise<MeetingPapers[]> {
  let query = meetingRows(db)
    .where('m.status', '=', 'planned')
    .where('m.date', '>=', asking.today)
    // A paused case is only read.
    .where('c.status', '=', 'open')
    .where('s.la_code', '=', asking.laCode)
    .orderBy('m.date')
    .orderBy('m.id');
  if (person !== undefined) query = query.where(concerns(person, asking.today));
  return withPapers(db, await query.execute(), asking);
}

function concerns(person: PersonId, today: LocalDate) {
  return sql<boolean>`(
    exists (select from board_members b
      where b.case_id = m.case_id and b.person_id = ${person} and b.from_date <= ${today}
        and (b.until_date is null or b.until_date > ${today}))
    or exists (select from roles_held r
      where r.person_id = ${person} and r.scope_kind = 'school' and r.scope_id = c.urn::text
        and r.from_date <= ${today} and (r.until_date is null or r.until_date > ${today})))`;
}

async function withPapers(
  db: Db | Trx,
  rows: readonly MeetingRow[],
  asking: Asking,
): Promise<MeetingPapers[]> {
  const { pack, today } = asking;
  const urns = rows.map(({ urn }) => urn);
  const ids = rows.map(({ id }) => id);
  // One after the other: in a transaction they share one connection.
  const answers = await answersOf(db, urns);
  const steps = await stepsOf(db, ids);
  const earlier = await heldMeetings(db, urns);
  const seats = await providersFor(db, rows, today);
  const calendars = await calendarsFor(db, urns);
  return rows.map((row): MeetingPapers => {
    const form = formOf(pack, row.form);
    const calendar = calendars(row.urn);
    const dates = preReadDates(row.date, pack.periods, calendar);
    const before = previousMeeting(row, earlier.get(row.urn) ?? [], pack);
    const occasion: Occasion = {
      meetingId: row.id,
      meetingOn: row.date,
      isToCome: row.status === 'planned',
      required: form.preReadsRequired,
      since: before?.on ?? addMonths(row.date, -pack.periods.firstMeetingLooksBack.value),
      collectedBy: dates.collectedBy,
      today,
      previous: before,
    };
    const done = steps.get(row.id) ?? [];
    const given = answers.get(row.urn) ?? [];
    return {
      meetingId: row.id,
      caseId: row.case_id,
      urn: row.urn,
      schoolName: row.school,
      form,
      status: row.status,
      calendar,
      occasion,
      distributedBy: dates.distributedBy,
      remindFrom: addSchoolDays(calendar, dates.collectedBy, -pack.periods.preReadsReminder.value),
      papers: form.preReads.map((paper) => {
        const own = given.filter((answer) => answer.paper === paper.key);
        return {
          paper,
          providers: seats(row, paper.providedBy),
          standing: standingOf(paper, own, occasion),
          versions: versionsOf(own),
          answers: own,
        };
      }),
      steps: done,
      distributedAt: distributedAt(done, row.date),
    };
  });
}

interface HeldMeeting {
  readonly id: MeetingId;
  readonly case_id: CaseId;
  readonly urn: Urn;
  readonly form: string;
  readonly date: LocalDate;
  readonly is_final: boolean;
}

/** The meetings that the schools have held, newest first. */
async function heldMeetings(
  db: Db | Trx,
  urns: readonly Urn[],
): Promise<ReadonlyMap<Urn, readonly HeldMeeting[]>> {
  if (urns.length === 0) return new Map();
  const rows = await db
    .selectFrom('meetings as m')
    .innerJoin('cases as c', 'c.id', 'm.case_id')
    .leftJoin('records as r', 'r.meeting_id', 'm.id')
    .select(['m.id', 'm.case_id', 'c.urn', 'm.form', 'm.date'])
    .select(sql<boolean>`coalesce(r.current_version, 0) > 0`.as('is_final'))
    .where('m.status', '=', 'held')
    .where('c.urn', 'in', [...new Set(urns)])
    .orderBy('m.date', 'desc')
    .orderBy('m.time', 'desc')
    .execute();
  return Map.groupBy(rows, ({ urn }) => urn);
}

/**
 * The meeting before this one in its case. The first of a process that follows on from another takes
 * the last one there: the exit meeting, before the first Progress Check-In.
 */
function previousMeeting(
  row: MeetingRow,
  held: readonly HeldMeeting[],
  pack: PolicyPack,
): PreviousMeeting | undefined {
  const before = held.filter(({ id, date }) => id !== row.id && date <= row.date);
  const inCase = before.find(({ case_id: caseId }) => caseId === row.case_id);
  const [latest] = before;
  const found = inCase ?? (latest && leadsTo(pack, latest.form, row.process) ? latest : undefined);
  return found && { meetingId: found.id, on: found.date, isFinal: found.is_final };
}

function leadsTo(pack: PolicyPack, form: string, process: string): boolean {
  return formOf(pack, form).outcomes.some(
    (outcome) => outcome.leadsTo.kind === 'process' && outcome.leadsTo.process === process,
  );
}

/**
 * Who holds a seat at each meeting today. Someone who has left the school is no longer asked for its
 * papers, even while the board has not been told.
 */
async function providersFor(
  db: Db | Trx,
  rows: readonly MeetingRow[],
  today: LocalDate,
): Promise<(row: MeetingRow, seat: string) => readonly Provider[]> {
  if (rows.length === 0) return () => [];
  const board = await current(
    db
      .selectFrom('board_members as h')
      .innerJoin('people as p', 'p.id', 'h.person_id')
      .select(['h.case_id', 'h.board_role', 'p.id', 'p.name'])
      .where(
        'h.case_id',
        'in',
        rows.map((row) => row.case_id),
      ),
    today,
  ).execute();
  const atSchool = await current(
    db
      .selectFrom('roles_held as h')
      .innerJoin('people as p', 'p.id', 'h.person_id')
      .select(['h.role', 'h.scope_id', 'p.id', 'p.name'])
      .where('h.scope_kind', '=', 'school')
      .where(
        'h.scope_id',
        'in',
        rows.map((row) => String(row.urn)),
      ),
    today,
  ).execute();
  return (row, seat) => {
    const holders = unique(
      atSchool.filter((each) => each.role === seat && each.scope_id === String(row.urn)),
    );
    const seated = unique(
      board.filter((each) => each.case_id === row.case_id && each.board_role === seat),
    );
    if (holders.length === 0) return seated;
    const both = seated.filter(({ id }) => holders.some((holder) => holder.id === id));
    return both.length > 0 ? both : holders;
  };
}

/** Of a query on `h`, what holds today. */
function current<DB, Output>(
  query: SelectQueryBuilder<DB, keyof DB, Output>,
  today: LocalDate,
): SelectQueryBuilder<DB, keyof DB, Output> {
  return query.where(
    sql<boolean>`h.from_date <= ${today} and (h.until_date is null or h.until_date > ${today})`,
  );
}

function unique(people: readonly Provider[]): Provider[] {
  return [...new Map(people.map(({ id, name }) => [id, { id, name }])).values()];
}
