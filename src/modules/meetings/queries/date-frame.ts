import type { LocalDate } from '#kernel/dates.ts';
import { calendarFor } from '#modules/calendar/index.ts';
import type { CaseMatter } from '#modules/cases/index.ts';
import { formOf, howSoon } from '#policy-pack/index.ts';
import type { HowSoon, PolicyPack } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { windowAfter } from '../domain/dates.ts';
import type { DateFrame } from '../domain/dates.ts';
import { agreedBefore } from '../domain/meeting.ts';
import type { Meeting } from '../domain/meeting.ts';
import { meetingsOf } from '../store.ts';
import type { MeetingMatter } from '../store.ts';

/** After which meeting, and how soon, the board agreed to meet again. */
export interface Agreed {
  readonly after: LocalDate;
  readonly within: HowSoon | undefined;
}

interface AskingFrame {
  readonly today: LocalDate;
  readonly pack: PolicyPack;
}

/** What the date of a board's next meeting is held against. */
export async function dateFrameFor(
  db: Db | Trx,
  matter: Pick<CaseMatter, 'urn' | 'caseId'>,
  { today, pack }: AskingFrame,
  agreed?: Agreed,
): Promise<DateFrame> {
  const calendar = await calendarFor(db, matter.urn);
  return {
    today,
    calendar,
    periods: pack.periods,
    window: agreed ? windowAfter(calendar, agreed.after, agreed.within) : { kind: 'any' },
    busy: await busyDays(db, matter, today),
  };
}

/**
 * What the date of the next meeting that is set from the page of a case is held against: the time that
 * the last meeting agreed, where the date that it set was cancelled; else no time.
 */
export async function nextDateFrame(
  db: Db | Trx,
  matter: Pick<CaseMatter, 'urn' | 'caseId' | 'case'>,
  asking: AskingFrame,
): Promise<DateFrame> {
  // An agenda that was set since, as after an inspection, has no time of its own.
  const agreed =
    matter.case.nextForm === undefined
      ? agreedBefore(await meetingsOf(db, matter.caseId))
      : undefined;
  return dateFrameFor(db, matter, asking, await agreedFor(db, agreed, asking.pack));
}

/** What a new date of a meeting is held against: the time that the meeting before agreed for it. */
export async function moveDateFrame(
  db: Db | Trx,
  matter: MeetingMatter,
  asking: AskingFrame,
): Promise<DateFrame> {
  return dateFrameFor(db, matter, asking, await agreedFor(db, matter.meeting, asking.pack));
}

/** After which meeting, and how soon, a meeting was agreed; undefined where none set it. */
async function agreedFor(
  db: Db | Trx,
  meeting: Pick<Meeting, 'setBy'> | undefined,
  pack: PolicyPack,
): Promise<Agreed | undefined> {
  if (!meeting?.setBy) return undefined;
  const { meeting: id, outcome } = meeting.setBy;
  const row = await db
    .selectFrom('meetings')
    .select(['form', 'date'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { outcomes, next } = formOf(pack, row.form);
  const leadsTo = outcomes.find(({ key }) => key === outcome)?.leadsTo ?? next;
  return { after: row.date, within: leadsTo ? howSoon(pack, leadsTo) : undefined };
}

/** The days from today on when members of a board are at meetings of other boards, with their names. */
async function busyDays(
  db: Db | Trx,
  { caseId }: Pick<CaseMatter, 'caseId'>,
  today: LocalDate,
): Promise<ReadonlyMap<LocalDate, readonly string[]>> {
  const rows = await db
    .with(
      (cte) => cte('board').notMaterialized(),
      (ctes) =>
        ctes
          .selectFrom('board_members as b')
          .innerJoin('people as p', 'p.id', 'b.person_id')
          .select(['p.id', 'p.name'])
          .where('b.case_id', '=', caseId)
          .where((eb) => eb.or([eb('b.until_date', 'is', null), eb('b.until_date', '>', today)])),
    )
    .with(
      (cte) => cte('elsewhere').notMaterialized(),
      (ctes) =>
        ctes
          .selectFrom('meetings')
          .select(['id', 'case_id', 'date'])
          .where('status', '=', 'planned')
          .where('date', '>=', today)
          .where('case_id', '<>', caseId),
    )
    // From the few people to their meetings, not from all meetings to the people.
    .selectFrom('board')
    .innerJoin('board_members as b', 'b.person_id', 'board.id')
    .innerJoin('elsewhere', 'elsewhere.case_id', 'b.case_id')
    .select(['elsewhere.date', 'board.name'])
    .whereRef('b.from_date', '<=', 'elsewhere.date')
    .where((eb) =>
      eb.or([eb('b.until_date', 'is', null), eb('b.until_date', '>', eb.ref('elsewhere.date'))]),
    )
    .union((eb) =>
      eb
        .selectFrom('board')
        .innerJoin('other_attendees as o', 'o.person_id', 'board.id')
        .innerJoin('elsewhere', 'elsewhere.id', 'o.meeting_id')
        .select(['elsewhere.date', 'board.name']),
    )
    .orderBy('date')
    .orderBy('name')
    .execute();
  const days = new Map<LocalDate, string[]>();
  for (const { date, name } of rows) days.set(date, [...(days.get(date) ?? []), name]);
  return days;
}
