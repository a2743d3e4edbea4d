import { permitsAuthority } from '#modules/people/index.ts';
import { signedIn } from '#web/gates.ts';
import { dayCell, listWorkbook } from '#web/list-workbook.ts';
import { notFound, page, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import type { FormError } from '#ui/form.ts';
import { authorityCalendar } from '../../queries/calendar-for.ts';
import { calendarHeld, historyOfYear } from '../../queries/school-years.ts';
import { yearOf } from '../year-address.ts';
import { daysOfYear } from './days.ts';
import type { CalendarDay } from './days.ts';
import { calendarView, yearView } from './view.ts';

/** Term dates are public: whoever is signed in reads them. */
export const calendarPageRoutes = [
  route({
    method: 'GET',
    path: '/calendar',
    gate: signedIn,
    async handle(visit) {
      const held = await calendarHeld(visit.services.db);
      const mayChange = permitsAuthority(visit.actor, 'administration', 'write');
      return page(calendarView(visit, held, mayChange));
    },
  }),
  route({
    method: 'GET',
    path: '/calendar/:year',
    gate: signedIn,
    handle: (visit) => showYear(visit, []),
  }),
  route({
    method: 'GET',
    path: '/calendar/:year.xlsx',
    gate: signedIn,
    async handle(visit) {
      const year = yearOf(visit.params['year']);
      if (year === undefined) return notFound;
      const held = await calendarHeld(visit.services.db);
      return listWorkbook<CalendarDay>(visit, {
        name: `Calendar ${year}`,
        rows: daysOfYear(year, held),
        columns: [
          { title: 'What', width: 36, value: ({ what }) => what },
          { title: 'First day', width: 16, value: ({ first }) => dayCell(first) },
          { title: 'Last day', width: 16, value: ({ last }) => dayCell(last) },
          { title: 'Whose', width: 44, value: ({ whose }) => whose },
          { title: 'Source', width: 50, value: ({ source }) => source },
        ],
      });
    },
  }),
];

/** A year’s page, with what is wrong with the form on it. */
export async function showYear(
  visit: Visit<undefined>,
  problems: readonly FormError[],
): Promise<Reply> {
  const year = yearOf(visit.params['year']);
  if (year === undefined) return notFound;
  const { db } = visit.services;
  const [held, history, calendar] = await Promise.all([
    calendarHeld(db),
    historyOfYear(db, year, undefined),
    authorityCalendar(db),
  ]);
  const mayChange = permitsAuthority(visit.actor, 'administration', 'write');
  const view = yearView(visit, { year, held, history, calendar, mayChange, problems });
  return page(view, problems.length === 0 ? 200 : 422);
}
