import { firstDayOf, lastDayOf } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { blockName } from '#kernel/school-days.ts';
import type { YearDates } from '../../domain/year-dates.ts';
import type { CalendarHeld } from '../../queries/school-years.ts';

/** Something that the calendar has in a year, on one day or several. */
export interface CalendarDay {
  /** "Autumn 1", "INSET day", "Christmas Day" */
  readonly what: string;
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly whose: string;
  readonly source: string;
}

/** All that is held of a year: the authority's dates and bank holidays in order, then each school's own. */
export function daysOfYear(year: AcademicYear, held: CalendarHeld): CalendarDay[] {
  const own = held.years.find((each) => each.year === year);
  const holidays = [...held.bankHolidays.bankHolidays]
    .filter(([day]) => day >= firstDayOf(year) && day <= lastDayOf(year))
    .map(([day, what]): CalendarDay => ({
      what,
      first: day,
      last: day,
      whose: 'Bank holiday',
      source: 'GOV.UK',
    }));
  return [
    ...[...(own ? datesOf(own.dates, 'All schools') : []), ...holidays].toSorted(
      (a, b) => a.first.localeCompare(b.first) || a.what.localeCompare(b.what),
    ),
    ...held.schools
      .filter((each) => each.year === year)
      .flatMap(({ name, dates }) => datesOf(dates, name)),
  ];
}

function datesOf({ blocks, inset, source }: YearDates, whose: string): CalendarDay[] {
  return [
    ...(blocks ?? []).map((block) => {
      const { first, last } = block;
      const name = blockName(block);
      return { what: name.charAt(0).toUpperCase() + name.slice(1), first, last, whose, source };
    }),
    ...inset.map(({ day, name }) => ({ what: name, first: day, last: day, whose, source })),
  ].toSorted((a, b) => a.first.localeCompare(b.first));
}
