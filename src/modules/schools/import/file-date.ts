import { firstDayOf, lastDayOf, yearInFileName } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import { dateOf, shortDate } from '#kernel/dates.ts';
import type { Clock, LocalDate } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { dayInFileName } from '#platform/csv/cells.ts';

/** When a file is of. */
export interface FileDate {
  readonly asAt: LocalDate;
  /** Of a file of an academic year, and undefined of any other. */
  readonly year: AcademicYear | undefined;
  readonly isProvisional: boolean;
}

export interface FileToDate {
  readonly fileName: string;
  readonly asAt?: LocalDate | undefined;
  readonly year?: AcademicYear | undefined;
  readonly clock: Clock;
}

/**
 * The day of a file, and the academic year of one that is of a year: as said, or as in its name.
 * What is of an academic year is of its last day, or of today while the year goes on. Refusals:
 * `year` (field `year`) and `as-at` (field `asAt`).
 */
export function dateFileOf(file: FileToDate, isOfYear: boolean): Result<FileDate> {
  const today = dateOf(file.clock.now());
  const isProvisional = /provisional/i.test(file.fileName);
  if (!isOfYear) {
    const day = dayOf(file.asAt ?? dayInFileName(file.fileName), file.fileName, today);
    return day.ok ? ok({ asAt: day.value, year: undefined, isProvisional }) : day;
  }
  const year = file.year ?? yearInFileName(file.fileName);
  if (year === undefined) {
    return refuse(
      'year',
      `The name of the file, “${file.fileName}”, does not say which academic year it is of. Say which, such as 2022/23.`,
      'year',
    );
  }
  if (firstDayOf(year) > today) {
    return refuse('year', `The academic year ${year} has not begun.`, 'year');
  }
  const last = lastDayOf(year);
  const day = dayOf(file.asAt ?? (last < today ? last : today), file.fileName, today);
  return day.ok ? ok({ asAt: day.value, year, isProvisional }) : day;
}

function dayOf(day: LocalDate | undefined, fileName: string, today: LocalDate): Result<LocalDate> {
  if (day === undefined) {
    return refuse(
      'as-at',
      `The name of the file, “${fileName}”, does not say which day it is of. Enter the date that the file was made.`,
      'asAt',
    );
  }
  if (day > today) {
    return refuse(
      'as-at',
      `The file cannot be of ${shortDate(day)}, which is after today, ${shortDate(today)}.`,
      'asAt',
    );
  }
  return ok(day);
}
