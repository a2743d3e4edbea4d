import { sql } from 'kysely';
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
import { heldInWords } from '../domain/held.ts';
import { recordedFor, standingOf, versionsOf } from '../domain/papers.ts';
import type { Answer, Occasion, Recorded, Standing, Version } from '../domain/papers.ts';
import { distributedAt } from '../domain/steps.ts';
import { answersOf, stepsOf, supplementsToldOf } from '../store.ts';
import type { StoredStep, StoredSupplement } from '../store.ts';
import { previousMeetings } from './earlier-meetings.ts';
import { providersFor } from './providers.ts';
import type { Provider } from './providers.ts';
import { recordedOf } from './recorded.ts';

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
  /** What the product itself holds that is this paper, or a part of it. */
  readonly recorded: readonly Recorded[];
  /** How many visits since the last meeting the school may not read yet. */
  readonly notShared: number;
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
  readonly steps: readonly StoredStep[];
  /** Who was told of what came after the papers had gone to the board. */
  readonly supplementsTold: readonly StoredSupplement[];
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
  const recorded = await recordedOf(db, urns);
  const steps = await stepsOf(db, ids);
  const told = await supplementsToldOf(db, ids);
  const previous = await previousMeetings(db, rows, pack);
  const seats = await providersFor(db, rows, today);
  const calendars = await calendarsFor(db, urns);
  return rows.map((row): MeetingPapers => {
    const form = formOf(pack, row.form);
    const calendar = calendars(row.urn);
    const { collectedBy, distributedBy } = preReadDates(row.date, pack.periods, calendar);
    const occasion = occasionOf(row, { pack, today, collectedBy, previous: previous.get(row.id) });
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
      distributedBy,
      remindFrom: addSchoolDays(calendar, collectedBy, -pack.periods.preReadsReminder.value),
      papers: form.preReads.map((paper) => {
        const own = given.filter((answer) => answer.paper === paper.key);
        const there = recordedFor(paper, recorded.of(row.urn, paper.kind), occasion);
        return {
          paper,
          providers: seats(row, paper.providedBy),
          standing: standingOf(paper, own, occasion, there),
          versions: versionsOf(own),
          answers: own,
          recorded: there,
          notShared: paper.kind === 'visit-records' ? recorded.notShared(row.urn, occasion) : 0,
        };
      }),
      steps: done,
      supplementsTold: told.get(row.id) ?? [],
      distributedAt: distributedAt(done, row.date),
    };
  });
}

function occasionOf(
  { id, date, status, form }: MeetingRow,
  {
    pack,
    ...known
  }: { readonly pack: PolicyPack } & Pick<Occasion, 'today' | 'collectedBy' | 'previous'>,
): Occasion {
  return {
    meetingId: id,
    meetingOn: date,
    isToCome: status === 'planned',
    required: formOf(pack, form).preReadsRequired,
    since: known.previous?.on ?? addMonths(date, -pack.periods.firstMeetingLooksBack.value),
    ...known,
  };
}

/** What was held of one paper at a meeting. */
export interface PaperHeld {
  /** A pre-read of the meeting's form. */
  readonly paper: string;
  readonly words: string;
}

/** What was held of each paper at a meeting, as its record says it; while it is to come, what is held now. */
export async function papersHeld(
  db: Db | Trx,
  id: MeetingId,
  { pack, today }: Asking,
): Promise<PaperHeld[]> {
  const row = await meetingRows(db).where('m.id', '=', id).executeTakeFirst();
  if (!row) return [];
  const answers = (await answersOf(db, [row.urn])).get(row.urn) ?? [];
  const recorded = await recordedOf(db, [row.urn]);
  const previous = (await previousMeetings(db, [row], pack)).get(id);
  // By when papers were collected is neither here nor there.
  const occasion = occasionOf(row, { pack, today, collectedBy: row.date, previous });
  return formOf(pack, row.form).preReads.map((paper) => ({
    paper: paper.key,
    words: heldInWords(
      paper,
      answers.filter((answer) => answer.paper === paper.key),
      recorded.of(row.urn, paper.kind),
      occasion,
    ),
  }));
}
