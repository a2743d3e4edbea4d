import type { Branded } from './ids.ts';
import { date } from './dates.ts';
import type { LocalDate } from './dates.ts';

/** A school year from 1 September to 31 August, `2022/23`. Sorts as text. */
export type AcademicYear = Branded<string, 'AcademicYear'>;

/** The academic year that ends in the August of this year: 2023 gives `2022/23`. */
export function yearEndingIn(year: number): AcademicYear {
  return `${year - 1}/${String(year % 100).padStart(2, '0')}` as AcademicYear;
}

/** Reads `2022/23`, `2022-23`, `2022/2023` or `2022-2023`; undefined where the years do not follow each other. */
export function parseAcademicYear(text: string): AcademicYear | undefined {
  const [, first, second = ''] = /^(20\d{2})[-/](20\d{2}|\d{2})$/.exec(text.trim()) ?? [];
  return first === undefined ? undefined : following(first, second);
}

export function academicYearOf(day: LocalDate): AcademicYear {
  const [year, month] = day.split('-').map(Number);
  return yearEndingIn((year ?? 0) + ((month ?? 0) >= 9 ? 1 : 0));
}

/** 1 September. */
export function firstDayOf(year: AcademicYear): LocalDate {
  return date(`${year.slice(0, 4)}-09-01`);
}

/** 31 August. */
export function lastDayOf(year: AcademicYear): LocalDate {
  return date(`${endOf(year)}-08-31`);
}

/** The academic year so many years later; earlier where the number is negative. */
export function yearsAfter(year: AcademicYear, years: number): AcademicYear {
  return yearEndingIn(endOf(year) + years);
}

/** Every academic year from the first to the last, both included. */
export function yearsFrom(first: AcademicYear, last: AcademicYear): AcademicYear[] {
  const years: AcademicYear[] = [];
  for (let year = first; year <= last; year = yearsAfter(year, 1)) years.push(year);
  return years;
}

/**
 * The academic year that a published file's name carries: `2022-2023_england_census.csv`,
 * `ks2_format_2022-23.csv`, `202223_absence.csv`, or the year in which it ends,
 * `2019_england_abs.csv`. Undefined when there is none, or more than one.
 */
export function yearInFileName(fileName: string): AcademicYear | undefined {
  const pairs = new Set<AcademicYear>();
  let rest = fileName;
  for (const pattern of [
    /(?<!\d)(20\d{2})[-_/ ](20\d{2})(?!\d)/g,
    /(?<!\d)(20\d{2})[-_/ ]?(\d{2})(?![-_/ ]?\d)/g,
  ]) {
    for (const [whole, first = '', second = ''] of rest.matchAll(pattern)) {
      const year = following(first, second);
      if (year === undefined) continue;
      pairs.add(year);
      rest = rest.replace(whole, ' ');
    }
  }
  for (const [, year] of rest.matchAll(/(?<!\d|\d[-_/ ])(20\d{2})(?![-_/ ]?\d)/g)) {
    pairs.add(yearEndingIn(Number(year)));
  }
  const [only] = pairs;
  return pairs.size === 1 ? only : undefined;
}

function following(first: string, second: string): AcademicYear | undefined {
  const year = yearEndingIn(Number(first) + 1);
  return second.slice(-2) === year.slice(-2) && (second.length === 2 || second > first)
    ? year
    : undefined;
}

function endOf(year: AcademicYear): number {
  return Number(year.slice(0, 4)) + 1;
}
