import { sql } from 'kysely';
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
  const isOn = (own: string) => sql<boolean>`exists (
    select from board_members as b where b.case_id = ${sql.ref(own)} and b.person_id = p.id
      and b.from_date <= m.date and (b.until_date is null or b.until_date > m.date))`;
  const rows = await db
    .selectFrom('meetings as m')
    .innerJoin('board_members as mine', (join) => join.on('mine.case_id', '=', caseId))
    .innerJoin('people as p', 'p.id', 'mine.person_id')
    .select(['m.date', 'p.name'])
    .distinct()
    .where('m.status', '=', 'planned')
    .where('m.date', '>=', today)
    .where('m.case_id', '<>', caseId)
    .where((eb) => eb.or([eb('mine.until_date', 'is', null), eb('mine.until_date', '>', today)]))
    .where((eb) =>
      eb.or([
        isOn('m.case_id'),
        sql<boolean>`exists (select from other_attendees as o
          where o.meeting_id = m.id and o.person_id = p.id)`,
      ]),
    )
    .orderBy('m.date')
    .orderBy('p.name')
    .execute();
  const days = new Map<LocalDate, string[]>();
  for (const { date, name } of rows) days.set(date, [...(days.get(date) ?? []), name]);
  return days;
}
