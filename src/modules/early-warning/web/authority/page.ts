import type { Reach } from '#modules/people/index.ts';
import { page, route } from '#web/route.ts';
import type { Visit } from '#web/route.ts';
import { overviewWithin } from '../../queries/overview.ts';
import { toEarlyWarning } from '../gates.ts';
import { readFilter } from './filter.ts';
import { authorityWarningsView, warningsWorkbook } from './view.ts';

export const authorityWarningRoutes = [
  route({
    method: 'GET',
    path: '/identify/early-warning',
    gate: toEarlyWarning,
    handle: async (visit) => page(authorityWarningsView(visit, await shownTo(visit))),
  }),
  route({
    method: 'GET',
    path: '/identify/early-warning.xlsx',
    gate: toEarlyWarning,
    handle: async (visit) => warningsWorkbook(visit, await shownTo(visit)),
  }),
];

async function shownTo({ services, authority, subject, today, query }: Visit<Reach>) {
  const { laCode } = authority;
  const overview = await overviewWithin(services.db, subject, { laCode, today });
  return { overview, filter: readFilter(query) };
}
