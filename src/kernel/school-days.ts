import { addDays, dayOfWeek } from './dates.ts';
import type { LocalDate } from './dates.ts';

/** Which days schools are open, as far as it is known. */
export interface SchoolCalendar {
  readonly bankHolidays: ReadonlyMap<LocalDate, string>;
  /** The last day that the list of bank holidays reaches. */
  readonly knownUntil: LocalDate;
}

export type DayKind =
  | { readonly kind: 'weekday' }
  | { readonly kind: 'weekend' }
  | { readonly kind: 'bank holiday'; readonly name: string };

export function kindOfDay(calendar: SchoolCalendar, day: LocalDate): DayKind {
  const name = calendar.bankHolidays.get(day);
  if (name !== undefined) return { kind: 'bank holiday', name };
  return dayOfWeek(day) > 5 ? { kind: 'weekend' } : { kind: 'weekday' };
}

/** The day that is `count` school days after `day` (before it, when negative). */
export function addSchoolDays(calendar: SchoolCalendar, day: LocalDate, count: number): LocalDate {
  const step = count < 0 ? -1 : 1;
  let at = day;
  for (let left = Math.abs(count); left > 0;) {
    at = addDays(at, step);
    if (kindOfDay(calendar, at).kind === 'weekday') left -= 1;
  }
  return at;
}

/** The day itself when schools are open on it, else the last one before it on which they are. */
export function schoolDayOnOrBefore(calendar: SchoolCalendar, day: LocalDate): LocalDate {
  return kindOfDay(calendar, day).kind === 'weekday' ? day : addSchoolDays(calendar, day, -1);
}
