export { authorityCalendar, calendarFor, calendarsFor } from './queries/calendar-for.ts';
export { calendarGaps } from './queries/school-years.ts';
export type { CalendarGaps } from './queries/school-years.ts';
export { shippedBankHolidays } from './store.ts';
export { importDates } from './commands/import-dates.ts';
export { importBankHolidays } from './commands/import-bank-holidays.ts';
export { changeYear } from './commands/change-year.ts';
export { schoolDaysNote, sixBlocks } from './domain/year-dates.ts';
