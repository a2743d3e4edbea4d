import { parseAcademicYear } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import { addDays, date, dayOfWeek } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { terms } from '#kernel/school-days.ts';
import type { SchoolCalendar, TermBlock } from '#kernel/school-days.ts';
import { changeYear } from '#modules/calendar/index.ts';
import type { TestApp } from '#test/harness/app.ts';
import { must, storePerson } from './stored.ts';

/** The weeks of the six blocks, counted from the Monday on or before 7 September, and how many each lasts. */
const weeks = [
  [0, 7],
  [8, 7],
  [17, 6],
  [24, 5],
  [31, 7],
  [39, 7],
] as const;

/** The six half-term blocks of an invented year: Mondays to Fridays. */
export function termsOf(year: AcademicYear): TermBlock[] {
  const seventh = date(`${year.slice(0, 4)}-09-07`);
  const monday = addDays(seventh, 1 - dayOfWeek(seventh));
  return weeks.map(([start, count], index) => ({
    year,
    term: terms[Math.floor(index / 2)] ?? 'autumn',
    half: index % 2 === 0 ? 1 : 2,
    first: addDays(monday, start * 7),
    last: addDays(monday, (start + count) * 7 - 3),
  }));
}

interface CalendarAsked {
  readonly years?: readonly string[];
  readonly inset?: readonly string[];
}

/** A calendar with the bank holidays of these years that matter, and the years asked for. */
export function aCalendar({ years = ['2026/27'], inset = [] }: CalendarAsked = {}): SchoolCalendar {
  return {
    bankHolidays: new Map([
      [date('2026-12-25'), 'Christmas Day'],
      [date('2027-03-26'), 'Good Friday'],
      [date('2027-03-29'), 'Easter Monday'],
      [date('2027-05-03'), 'Early May bank holiday'],
    ]),
    knownUntil: date('2028-12-31'),
    blocks: years.flatMap((text) => termsOf(yearNamed(text))),
    insetDays: new Map(inset.map((day) => [date(day), 'INSET day'])),
  };
}

/** The authority's calendar of a year, entered by an administrator: 2026/27 unless told. */
export async function storeCalendar(
  app: TestApp,
  options: { readonly year?: string; readonly inset?: readonly LocalDate[] } = {},
): Promise<void> {
  const year = yearNamed(options.year ?? '2026/27');
  const admin = await storePerson(app.services.db, {
    role: 'administrator',
    name: 'Ewan Hollis',
  });
  const blocks = termsOf(year).map(({ term, half, first, last }) => ({ term, half, first, last }));
  const inset = (options.inset ?? []).map((day) => ({ day, name: 'INSET day' }));
  must(
    await changeYear(await app.workAs(admin), {
      year,
      urn: undefined,
      after: 0,
      dates: { blocks, inset, source: 'Invented' },
    }),
  );
}

function yearNamed(text: string): AcademicYear {
  const year = parseAcademicYear(text);
  if (!year) throw new Error(`Not an academic year: ${text}`);
  return year;
}
