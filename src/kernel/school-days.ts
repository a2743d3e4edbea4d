import { academicYearOf, lastDayOf, yearsAfter } from './academic-year.ts';
import type { AcademicYear } from './academic-year.ts';
import { addDays, dayOfWeek } from './dates.ts';
import type { LocalDate } from './dates.ts';

export const terms = ['autumn', 'spring', 'summer'] as const;
export type Term = (typeof terms)[number];

/** One of the six half-term blocks of an academic year. Both days are in it. */
export interface TermBlock {
  readonly year: AcademicYear;
  readonly term: Term;
  readonly half: 1 | 2;
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/** Which days a school is open, as far as it is known. */
export interface SchoolCalendar {
  readonly bankHolidays: ReadonlyMap<LocalDate, string>;
  /** The last day that the list of bank holidays reaches. */
  readonly knownUntil: LocalDate;
  /** The half-term blocks of the years that are loaded, in order: six of each year. */
  readonly blocks: readonly TermBlock[];
  /** Days without pupils on which staff are trained, with what they are called. */
  readonly insetDays: ReadonlyMap<LocalDate, string>;
}

export type DayKind =
  | { readonly kind: 'school day'; readonly block: TermBlock }
  /** A weekday of a year whose term dates are not loaded. */
  | { readonly kind: 'not checked' }
  | { readonly kind: 'weekend' }
  | { readonly kind: 'bank holiday'; readonly name: string }
  | { readonly kind: 'INSET day'; readonly name: string }
  /** `name` goes on after "in": "the Christmas holiday". */
  | { readonly kind: 'school holiday'; readonly name: string };

export function kindOfDay(calendar: SchoolCalendar, day: LocalDate): DayKind {
  const bankHoliday = calendar.bankHolidays.get(day);
  if (bankHoliday !== undefined) return { kind: 'bank holiday', name: bankHoliday };
  if (dayOfWeek(day) > 5) return { kind: 'weekend' };
  const inset = calendar.insetDays.get(day);
  if (inset !== undefined) return { kind: 'INSET day', name: inset };
  const block = calendar.blocks.find(({ first, last }) => first <= day && day <= last);
  if (block) return { kind: 'school day', block };
  return isLoaded(calendar, academicYearOf(day))
    ? { kind: 'school holiday', name: holidayName(calendar, day) }
    : { kind: 'not checked' };
}

/** Whether schools are open on such a day, as far as it is known. */
export function isOpen({ kind }: DayKind): boolean {
  return kind === 'school day' || kind === 'not checked';
}

/** What such a day is, as the end of a sentence; undefined where schools are open. */
export function closedBecause(day: DayKind): string | undefined {
  switch (day.kind) {
    case 'school day':
    case 'not checked':
      return undefined;
    case 'weekend':
      return 'at a weekend';
    case 'bank holiday':
      return `a bank holiday (${day.name})`;
    case 'INSET day':
      return `an INSET day, without pupils (${day.name})`;
    case 'school holiday':
      return `in ${day.name}`;
  }
}

export function isLoaded({ blocks }: SchoolCalendar, year: AcademicYear): boolean {
  return blocks.some((block) => block.year === year);
}

/** "autumn 1" */
export function blockName({ term, half }: Pick<TermBlock, 'term' | 'half'>): string {
  return `${term} ${half}`;
}

/** Where a block stands in its year: 0 for autumn 1 to 5 for summer 2. */
export function placeInYear({ term, half }: Pick<TermBlock, 'term' | 'half'>): number {
  return terms.indexOf(term) * 2 + half - 1;
}

/** The block that the day is in, or the one before the holiday that it is in; undefined where it is not known. */
export function blockOn(calendar: SchoolCalendar, day: LocalDate): TermBlock | undefined {
  const begun = calendar.blocks.findLast(({ first }) => first <= day);
  if (!begun || day <= begun.last) return begun;
  const next = followingBlock(calendar, begun);
  // Between two known blocks, or in the summer after the last one that is known.
  return next !== undefined || day <= lastDayOf(begun.year) ? begun : undefined;
}

/** The block after this one: after summer 2, autumn 1 of the next year. Undefined where that is not known. */
export function followingBlock(
  calendar: SchoolCalendar,
  block: Pick<TermBlock, 'year' | 'term' | 'half'>,
): TermBlock | undefined {
  const place = placeInYear(block) + 1;
  const year = place === 6 ? yearsAfter(block.year, 1) : block.year;
  return calendar.blocks.find((each) => each.year === year && placeInYear(each) === place % 6);
}

/** The day that is `count` school days after `day` (before it, when negative). */
export function addSchoolDays(calendar: SchoolCalendar, day: LocalDate, count: number): LocalDate {
  const step = count < 0 ? -1 : 1;
  let at = day;
  for (let left = Math.abs(count); left > 0;) {
    at = addDays(at, step);
    if (isOpen(kindOfDay(calendar, at))) left -= 1;
  }
  return at;
}

/** The day itself when schools are open on it, else the last one before it on which they are. */
export function schoolDayOnOrBefore(calendar: SchoolCalendar, day: LocalDate): LocalDate {
  return isOpen(kindOfDay(calendar, day)) ? day : addSchoolDays(calendar, day, -1);
}

const holidayAfter: Readonly<Record<string, string>> = {
  'autumn 1': 'the autumn half-term holiday',
  'autumn 2': 'the Christmas holiday',
  'spring 1': 'the spring half-term holiday',
  'spring 2': 'the Easter holiday',
  'summer 1': 'the summer half-term holiday',
  'summer 2': 'the summer holiday',
};

function holidayName({ blocks }: SchoolCalendar, day: LocalDate): string {
  const before = blocks.findLast(({ last }) => last < day);
  return (before && holidayAfter[blockName(before)]) ?? 'the summer holiday';
}
