import { addDays } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { addSchoolDays, schoolDayOnOrBefore } from '#kernel/school-days.ts';
import type { SchoolCalendar } from '#kernel/school-days.ts';
import type { Period, Periods } from '#policy-pack/index.ts';

export interface PreReadDates {
  /** Papers have reached the authority. */
  readonly collectedBy: LocalDate;
  /** Papers go to the board. */
  readonly distributedBy: LocalDate;
}

/** When the papers of a meeting are due, by the periods of the policy pack. */
export function preReadDates(
  meeting: LocalDate,
  periods: Pick<Periods, 'preReadsCollected' | 'preReadsDistributed'>,
  calendar: SchoolCalendar,
): PreReadDates {
  return {
    collectedBy: before(meeting, periods.preReadsCollected, calendar),
    distributedBy: before(meeting, periods.preReadsDistributed, calendar),
  };
}

function before(day: LocalDate, period: Period, calendar: SchoolCalendar): LocalDate {
  return period.unit === 'school days'
    ? addSchoolDays(calendar, day, -period.value)
    : schoolDayOnOrBefore(calendar, addDays(day, -period.value));
}
