import { addDays, date, dayOfWeek, daysBetween, localDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { isOpen, kindOfDay } from '#kernel/school-days.ts';
import type { SchoolCalendar } from '#kernel/school-days.ts';
import { shippedBankHolidays } from '#modules/calendar/index.ts';

// The demonstration's schools keep a year as most in England do. It is guessed by rule, because its
// dates lie around the day of loading, and no authority's published dates reach every year.

/** One of the six half-term blocks of a school year. Both days are school days. */
export interface Block {
  /** Counts on from year to year: 0 is the first block of the year that began in September 2000. */
  readonly number: number;
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/** Weekdays that are no bank holidays. */
export const weekdays: SchoolCalendar = {
  ...shippedBankHolidays,
  blocks: [],
  insetDays: new Map(),
};

const yearOfBlockZero = 2000;

const blocks = new Map<number, Block>();

export function block(number: number): Block {
  const known = blocks.get(number);
  if (known) return known;
  const year = yearOfBlockZero + Math.floor(number / 6);
  const bounds = boundsOf(year)[((number % 6) + 6) % 6];
  if (!bounds) throw new Error(`There is no block ${number}.`);
  const made = { number, first: bounds[0], last: bounds[1] };
  blocks.set(number, made);
  return made;
}

/** The block that the day is in, or the one before the holiday that it is in. */
export function blockOn(day: LocalDate): Block {
  const [year = 0] = day.split('-').map(Number);
  let number = (year - yearOfBlockZero) * 6 + 2;
  while (block(number).first > day) number -= 1;
  return block(number);
}

/** Which of the three terms a block is in, counting on from year to year. */
export function termOf(number: number): number {
  return Math.floor(number / 2);
}

const schoolDays = new Map<LocalDate, boolean>();

/** Whether schools are open, so that a meeting can be held: never at a weekend or on a bank holiday. */
export function isSchoolDay(day: LocalDate): boolean {
  const known = schoolDays.get(day);
  if (known !== undefined) return known;
  const keepsSchool =
    day <= blockOn(day).last && isOpen(kindOfDay(weekdays, day)) && !isEarlyMay(day);
  schoolDays.set(day, keepsSchool);
  return keepsSchool;
}

/** The day itself or the next school day after it. */
export function schoolDayFrom(day: LocalDate): LocalDate {
  return isSchoolDay(day) ? day : schoolDaysAfter(day, 1);
}

/** The day itself or the last school day before it. */
export function schoolDayUntil(day: LocalDate): LocalDate {
  return isSchoolDay(day) ? day : schoolDaysAfter(day, -1);
}

/** The school day that is this many after the day; before it, when negative. */
export function schoolDaysAfter(day: LocalDate, count: number): LocalDate {
  const step = count < 0 ? -1 : 1;
  let at = day;
  for (let left = Math.abs(count); left > 0;) {
    at = addDays(at, step);
    if (isSchoolDay(at)) left -= 1;
  }
  return at;
}

/** A school day in the block, `share` of the way through it: 0 is its first day, 1 its last. */
export function dayInBlock(number: number, share: number): LocalDate {
  const { first, last } = block(number);
  const day = addDays(first, Math.round(daysBetween(first, last) * share));
  const before = schoolDayUntil(day);
  return before < first ? schoolDayFrom(day) : before;
}

/** The six blocks of the school year that begins in September of this year. */
function boundsOf(year: number): readonly (readonly [LocalDate, LocalDate])[] {
  const next = year + 1;
  const octoberBreak = addDays(mondayFrom(on(year, 11, 1)), -7);
  const februaryBreak = mondayFrom(on(next, 2, 12));
  const easter = easterOf(next);
  const mayBreak = addDays(mondayFrom(on(next, 6, 1)), -7);
  return [
    [addDays(mondayFrom(on(year, 9, 2)), 1), addDays(octoberBreak, -3)],
    [addDays(octoberBreak, 7), fridayUntil(on(year, 12, 19))],
    [mondayFrom(on(next, 1, 4)), addDays(februaryBreak, -3)],
    // Two weeks at Easter, the first of which is Holy Week.
    [addDays(februaryBreak, 7), addDays(easter, -9)],
    [addDays(easter, 8), addDays(mayBreak, -3)],
    [addDays(mayBreak, 7), fridayUntil(on(next, 7, 21))],
  ];
}

function isEarlyMay(day: LocalDate): boolean {
  return day.slice(5, 7) === '05' && Number(day.slice(8)) <= 7 && dayOfWeek(day) === 1;
}

function on(year: number, month: number, day: number): LocalDate {
  return localDate(year, month, day) ?? date('2000-01-01');
}

function mondayFrom(day: LocalDate): LocalDate {
  return addDays(day, (8 - dayOfWeek(day)) % 7);
}

function fridayUntil(day: LocalDate): LocalDate {
  return addDays(day, -((dayOfWeek(day) + 2) % 7));
}

/** Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876, as Meeus gives it). */
function easterOf(year: number): LocalDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return on(year, Math.floor(sum / 31), (sum % 31) + 1);
}
