import bankHolidays from './data/bank-holidays.json' with { type: 'json' };
import { date } from '#kernel/dates.ts';
import type { SchoolCalendar } from '#kernel/school-days.ts';

const events = bankHolidays['england-and-wales'].events;

/**
 * Weekdays that are not bank holidays in England and Wales (GOV.UK, https://www.gov.uk/bank-holidays,
 * Open Government Licence v3). Term dates and training days are not loaded, so pages that count
 * school days say that holidays are not taken out.
 */
export const calendarWithoutTerms: SchoolCalendar = {
  bankHolidays: new Map(events.map((event) => [date(event.date), event.title])),
  knownUntil: date(events.at(-1)?.date ?? '2000-01-01'),
};
