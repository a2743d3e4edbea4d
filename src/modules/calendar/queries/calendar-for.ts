import type { AcademicYear } from '#kernel/academic-year.ts';
import type { Urn } from '#kernel/ids.ts';
import type { SchoolCalendar } from '#kernel/school-days.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { calendarOf } from '../domain/year-dates.ts';
import type { YearDates } from '../domain/year-dates.ts';
import { bankHolidaysInForce, yearsInForce } from '../store.ts';
import type { KeptYear } from '../store.ts';

/** The calendar of a school: its own dates where it has some, else the authority's. */
export async function calendarFor(db: Db | Trx, urn: Urn): Promise<SchoolCalendar> {
  return calendarFrom(await bankHolidaysInForce(db), await yearsInForce(db, [urn]), urn);
}

/** The authority's calendar, for what is about no one school. */
export async function authorityCalendar(db: Db | Trx): Promise<SchoolCalendar> {
  return calendarFrom(await bankHolidaysInForce(db), await yearsInForce(db, []), undefined);
}

/** The calendars of several schools at once. */
export async function calendarsFor(
  db: Db | Trx,
  urns: readonly Urn[],
): Promise<(urn: Urn) => SchoolCalendar> {
  const bankHolidays = await bankHolidaysInForce(db);
  const kept = await yearsInForce(db, urns);
  const made = new Map<Urn, SchoolCalendar>();
  return (urn) => {
    const calendar = made.get(urn) ?? calendarFrom(bankHolidays, kept, urn);
    made.set(urn, calendar);
    return calendar;
  };
}

function calendarFrom(
  bankHolidays: Parameters<typeof calendarOf>[0],
  kept: readonly KeptYear[],
  urn: Urn | undefined,
): SchoolCalendar {
  const yearsOf = (wanted: Urn | undefined): ReadonlyMap<AcademicYear, YearDates> =>
    new Map(kept.filter((each) => each.urn === wanted).map(({ year, dates }) => [year, dates]));
  return calendarOf(bankHolidays, yearsOf(undefined), urn === undefined ? new Map() : yearsOf(urn));
}
