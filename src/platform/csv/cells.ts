import { localDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';

// Few days stand many times in a published file.
const days = new Map<string, LocalDate>();
const mostDays = 50_000;

/** Reads 14-01-2027, 14/01/2027 or 2027-01-14; undefined when it is none of them, or no such day. */
export function dayOf(text: string): LocalDate | undefined {
  const known = days.get(text);
  if (known !== undefined) return known;
  const day = readDay(text);
  if (day !== undefined && days.size < mostDays) days.set(text, day);
  return day;
}

function readDay(text: string): LocalDate | undefined {
  const english = /^(\d{1,2})([-/])(\d{1,2})\2(\d{4})$/.exec(text);
  if (english) return localDate(Number(english[4]), Number(english[3]), Number(english[1]));
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return iso ? localDate(Number(iso[1]), Number(iso[2]), Number(iso[3])) : undefined;
}

/** Reads a whole number from 0 to 32,767: an age, or a count of pupils or places. */
export function smallNumberOf(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const number = Number(text);
  return number < 32_768 ? number : undefined;
}

/** Reads a number such as 12.5 or, where a file writes the sign, 12.5%. */
export function numberOf(text: string): number | undefined {
  const plain = text.endsWith('%') ? text.slice(0, -1).trim() : text;
  return /^-?\d{1,9}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined;
}

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/**
 * The day that a published file's name carries: `edubasealldata20260821.csv`, `…_2025-08-31.csv`,
 * `…_as_at_31_August_2025.csv`. Undefined when there is none, or more than one.
 */
export function dayInFileName(fileName: string): LocalDate | undefined {
  const found = new Set<LocalDate>();
  const add = (year: string | undefined, month: number, day: string | undefined): void => {
    const date = localDate(Number(year), month, Number(day));
    if (date) found.add(date);
  };
  for (const [, year, month, day] of fileName.matchAll(
    /(?<!\d)(20\d{2})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)/g,
  )) {
    add(year, Number(month), day);
  }
  for (const [, day, name = '', year] of fileName.matchAll(
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[-_. ]*([A-Za-z]{3,9})[-_. ]*(20\d{2})(?!\d)/g,
  )) {
    const month = monthNames.findIndex((known) => known.startsWith(name.toLowerCase()));
    if (month >= 0) add(year, month + 1, day);
  }
  const [only] = found;
  return found.size === 1 ? only : undefined;
}
