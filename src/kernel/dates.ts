import { Temporal } from 'temporal-polyfill';
import type { Branded } from './ids.ts';

/** A day in the calendar, `2027-01-14`. Sorts as text. */
export type LocalDate = Branded<string, 'LocalDate'>;
/** A time of day on the wall clock in England, `09:30`. */
export type LocalTime = Branded<string, 'LocalTime'>;

/** Every clock time in the product is the time in England. */
export const zone = 'Europe/London';

/** Where "now" comes from. Tests give a fixed one. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Years that a day of this work can be in: a school of the register may have opened long ago. */
const years = { first: 1000, last: 2999 };

/**
 * The date, or undefined when there is no such day (31 April, 2027-02-29), or its year is one that
 * only a slip of the finger makes (0027).
 */
export function localDate(year: number, month: number, day: number): LocalDate | undefined {
  if (year < years.first || year > years.last) return undefined;
  try {
    return Temporal.PlainDate.from(
      { year, month, day },
      { overflow: 'reject' },
    ).toString() as LocalDate;
  } catch {
    return undefined;
  }
}

/** Reads `2027-01-14`. */
export function parseLocalDate(text: string): LocalDate | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return parts ? localDate(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined;
}

/** For dates written in code: throws when there is no such day. */
export function date(text: string): LocalDate {
  const parsed = parseLocalDate(text);
  if (!parsed) throw new Error(`Not a date: ${text}`);
  return parsed;
}

/** The day in England at an instant. */
export function dateOf(instant: Date): LocalDate {
  return inEngland(instant).toPlainDate().toString() as LocalDate;
}

/** The wall-clock time in England at an instant, to the minute. */
export function timeOf(instant: Date): LocalTime {
  return inEngland(instant).toPlainTime().toString({ smallestUnit: 'minute' }) as LocalTime;
}

/** The instant of a wall-clock time in England. */
export function instantOf(day: LocalDate, time: LocalTime): Date {
  const at = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone);
  return new Date(at.epochMilliseconds);
}

export function addDays(day: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(day).add({ days }).toString() as LocalDate;
}

export function addMonths(day: LocalDate, count: number): LocalDate {
  return Temporal.PlainDate.from(day).add({ months: count }).toString() as LocalDate;
}

export function daysBetween(from: LocalDate, until: LocalDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(until)).days;
}

/** 1 for Monday to 7 for Sunday. */
export function dayOfWeek(day: LocalDate): number {
  // Pages write many days in words: a Date tells this seven times as fast.
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** "Thursday 14 January 2027" */
export function longDate(day: LocalDate): string {
  return `${weekdays[dayOfWeek(day) - 1]} ${shortDate(day)}`;
}

/** "14 January 2027" */
export function shortDate(day: LocalDate): string {
  const [year = '', month = '', number = ''] = day.split('-');
  return `${Number(number)} ${months[Number(month) - 1]} ${Number(year)}`;
}

/** "9:30am", "midday", "midnight", "2pm": the GOV.UK style for times. */
export function clockTime(time: LocalTime): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (minute === 0 && hour === 12) return 'midday';
  if (minute === 0 && hour === 0) return 'midnight';
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
}

/** "Thursday 14 January 2027 at 9:30am" */
export function longInstant(instant: Date): string {
  return `${longDate(dateOf(instant))} at ${clockTime(timeOf(instant))}`;
}

/** "14 January 2027, 9:30am", for tables, where there is little room. */
export function shortInstant(instant: Date): string {
  return `${shortDate(dateOf(instant))}, ${clockTime(timeOf(instant))}`;
}

/** Reads a time as people type it: "9:30am", "9.30", "14:00", "2pm", "midday". */
export function parseClockTime(text: string): LocalTime | undefined {
  const typed = text.trim().toLowerCase().replaceAll(' ', '');
  if (typed === 'midday' || typed === 'noon') return '12:00' as LocalTime;
  const parts = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$/.exec(typed);
  if (!parts) return undefined;
  const [, hourText, minuteText, half] = parts;
  let hour = Number(hourText);
  const minute = Number(minuteText ?? 0);
  if (minuteText === undefined && half === undefined) return undefined;
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half === 'pm' ? 12 : 0);
  }
  if (hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` as LocalTime;
}

function inEngland(instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
}
