import { sql } from 'kysely';
import { addDays } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { MeetingId } from '#kernel/ids.ts';
import { blockName, blockOn, followingBlock } from '#kernel/school-days.ts';
import type { SchoolCalendar } from '#kernel/school-days.ts';
import { overdueActions } from '#modules/actions/index.ts';
import type { Tracked } from '#modules/actions/index.ts';
import { authorityCalendar } from '#modules/calendar/index.ts';
import { casesUpForReview } from '#modules/case-life/index.ts';
import { openCases } from '#modules/cases/index.ts';
import type { OpenCase } from '#modules/cases/index.ts';
import { permitsAuthority } from '#modules/people/index.ts';
import type { Actor } from '#modules/people/index.ts';
import type { Db } from '#platform/db/connection.ts';

/** Days from a day to another, both included, with the name by which people know them. */
export interface Span {
  /** "Autumn 2"; undefined where the term dates are not loaded. */
  readonly name: string | undefined;
  readonly first: LocalDate;
  readonly last: LocalDate;
}

export interface MeetingInSpan {
  readonly id: MeetingId;
  readonly school: string;
  readonly form: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly held: boolean;
}

/** The authority's casework on one day, for those who read all of it and arrange none. */
export interface Overview {
  readonly cases: readonly OpenCase[];
  /** Those that are up for review after an inspection. */
  readonly reviews: readonly OpenCase[];
  readonly overdue: Tracked;
  readonly span: Span;
  /** Held or planned in it, by date. */
  readonly meetings: readonly MeetingInSpan[];
}

/** Undefined for those who do not read the authority's boards and their records, and for those who arrange them. */
export async function overviewFor(
  db: Db,
  actor: Actor,
  { today, laCode }: { readonly today: LocalDate; readonly laCode: string },
): Promise<Overview | undefined> {
  const reads =
    permitsAuthority(actor, 'arrangements', 'read') &&
    permitsAuthority(actor, 'final record', 'read') &&
    !permitsAuthority(actor, 'arrangements', 'write');
  if (!reads) return undefined;
  const span = spanOn(await authorityCalendar(db), today);
  const [cases, reviewed, overdue, meetings] = await Promise.all([
    openCases(db, { laCode, today }),
    casesUpForReview(db, laCode),
    overdueActions(db, laCode, today),
    meetingsIn(db, laCode, span),
  ]);
  return { cases, reviews: cases.filter(({ id }) => reviewed.has(id)), overdue, span, meetings };
}

/** The half-term of a day; in a holiday the next one, where it is known; else the six weeks that begin. */
export function spanOn(calendar: SchoolCalendar, day: LocalDate): Span {
  const begun = blockOn(calendar, day);
  const block = begun && begun.last < day ? followingBlock(calendar, begun) : begun;
  if (!block) return { name: undefined, first: day, last: addDays(day, 41) };
  const name = blockName(block);
  return {
    name: name.charAt(0).toUpperCase() + name.slice(1),
    first: block.first,
    last: block.last,
  };
}

async function meetingsIn(db: Db, laCode: string, { first, last }: Span): Promise<MeetingInSpan[]> {
  const rows = await db
    .selectFrom('meetings as m')
    .innerJoin('cases as c', 'c.id', 'm.case_id')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .select(['m.id', 's.name', 'm.form', 'm.date', 'm.time', 'm.status'])
    .where('s.la_code', '=', laCode)
    .where('m.status', 'in', ['planned', 'held'])
    .where('m.date', '>=', first)
    .where('m.date', '<=', last)
    .orderBy('m.date')
    .orderBy('m.time')
    .orderBy(sql`s.name collate "C"`)
    .execute();
  return rows.map(({ name, status, ...row }) => ({
    ...row,
    school: name,
    held: status === 'held',
  }));
}
