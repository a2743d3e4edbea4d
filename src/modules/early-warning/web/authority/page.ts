import { page, route } from '#web/route.ts';
import { overviewWithin } from '../../queries/overview.ts';
import { toEarlyWarning } from '../gates.ts';
import { readFilter } from './filter.ts';
import { authorityWarningsView } from './view.ts';

export const authorityWarningRoutes = [
  route({
    method: 'GET',
    path: '/identify/early-warning',
    gate: toEarlyWarning,
    async handle(visit) {
      const { services, authority, subject, today, query } = visit;
      const overview = await overviewWithin(services.db, subject, {
        laCode: authority.laCode,
        today,
      });
      return page(authorityWarningsView(visit, { overview, filter: readFilter(query) }));
    },
  }),
];
