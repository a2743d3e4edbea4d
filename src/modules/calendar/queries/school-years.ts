import type { AcademicYear } from '#kernel/academic-year.ts';
import { academicYearOf, yearsAfter } from '#kernel/academic-year.ts';
import { addMonths } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import { isOwn } from '../domain/year-dates.ts';
import type { BankHolidays } from '../domain/year-dates.ts';
import { bankHolidaysInForce, versionsOf, yearsInForce } from '../store.ts';
import type { KeptYear } from '../store.ts';

/** A school that has other dates or INSET days of its own. */
export interface SchoolWithDates extends KeptYear {
  readonly urn: Urn;
  readonly name: string;
}

export interface CalendarHeld {
  /** The authority's, in order. */
  readonly years: readonly KeptYear[];
  readonly schools: readonly SchoolWithDates[];
  readonly bankHolidays: BankHolidays;
}

/** All that is held of the calendar. */
export async function calendarHeld(db: Db): Promise<CalendarHeld> {
  const [kept, bankHolidays] = await Promise.all([
    yearsInForce(db, 'all'),
    bankHolidaysInForce(db),
  ]);
  const own = kept.filter(({ urn, dates }) => urn !== undefined && isOwn(dates));
  const names = await namesOf(db, own);
  return {
    years: kept.filter(({ urn }) => urn === undefined),
    schools: own
      .flatMap((each) =>
        each.urn === undefined
          ? []
          : [{ ...each, urn: each.urn, name: names.get(each.urn) ?? `School ${each.urn}` }],
      )
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB')),
    bankHolidays,
  };
}

async function namesOf(db: Db, kept: readonly KeptYear[]): Promise<ReadonlyMap<Urn, string>> {
  const urns = kept.flatMap(({ urn }) => urn ?? []);
  if (urns.length === 0) return new Map();
  const rows = await db
    .selectFrom('schools')
    .select(['urn', 'name'])
    .where('urn', 'in', urns)
    .execute();
  return new Map(rows.map(({ urn, name }) => [urn, name]));
}

/** The versions of a year's dates, the newest first, each with the file that it came with. */
export async function historyOfYear(
  db: Db,
  year: AcademicYear,
  urn: Urn | undefined,
): Promise<(KeptYear & { readonly fileName: string | undefined })[]> {
  const versions = await versionsOf(db, year, urn);
  const ids = versions.flatMap(({ importId }) => importId ?? []);
  const files =
    ids.length === 0
      ? []
      : await db.selectFrom('imports').select(['id', 'file_name']).where('id', 'in', ids).execute();
  const nameOf = new Map(files.map(({ id, file_name: name }) => [id, name]));
  return versions.map((each) => ({ ...each, fileName: nameOf.get(each.importId ?? '') }));
}

/** What the calendar lacks. */
export interface CalendarGaps {
  /** Academic years whose term dates are not loaded and are needed. */
  readonly years: readonly { readonly year: AcademicYear; readonly meetings: number }[];
  /** The last bank holiday that is known, where that is less than half a year ahead. */
  readonly bankHolidaysUntil: LocalDate | undefined;
}

/**
 * What the administrator is told of: the present academic year, the next one from the spring on, and
 * any other in which a meeting is planned, where their term dates are not loaded.
 */
export async function calendarGaps(
  db: Db,
  laCode: string,
  today: LocalDate,
): Promise<CalendarGaps> {
  const [kept, { knownUntil }, planned] = await Promise.all([
    yearsInForce(db, []),
    bankHolidaysInForce(db),
    db
      .selectFrom('meetings as m')
      .innerJoin('cases as c', 'c.id', 'm.case_id')
      .innerJoin('schools as s', 's.urn', 'c.urn')
      .select('m.date')
      .where('m.status', '=', 'planned')
      .where('m.date', '>=', today)
      .where('s.la_code', '=', laCode)
      .execute(),
  ]);
  const loaded = new Set(kept.map(({ year }) => year));
  const counts = new Map<AcademicYear, number>();
  for (const year of [academicYearOf(today), academicYearOf(addMonths(today, 8))]) {
    counts.set(year, 0);
  }
  for (const { date } of planned) {
    const year = academicYearOf(date);
    counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  return {
    years: [...counts]
      .map(([year, meetings]) => ({ year, meetings }))
      .filter(({ year }) => !loaded.has(year))
      .toSorted((a, b) => (a.year < b.year ? -1 : 1)),
    bankHolidaysUntil: knownUntil < addMonths(today, 6) ? knownUntil : undefined,
  };
}

/** The years that the calendar's page lists: those that are held, the present and the next. */
export function yearsToList(
  held: readonly Pick<KeptYear, 'year'>[],
  today: LocalDate,
): AcademicYear[] {
  const present = academicYearOf(today);
  return [
    ...new Set([...held.map(({ year }) => year), present, yearsAfter(present, 1)]),
  ].toSorted();
}
