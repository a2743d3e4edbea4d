import { permitsAuthority } from '#modules/people/index.ts';
import { signedIn } from '#web/gates.ts';
import { notFound, page, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import type { FormError } from '#ui/form.ts';
import { authorityCalendar } from '../../queries/calendar-for.ts';
import { calendarHeld, historyOfYear } from '../../queries/school-years.ts';
import { yearOf } from '../year-address.ts';
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
