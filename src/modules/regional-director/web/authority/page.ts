import { page, route } from '#web/route.ts';
import { openMatters } from '../../queries/open-matters.ts';
import { toDirector } from '../gates.ts';
import { directorListView } from './view.ts';

export const directorListRoutes = [
  route({
    method: 'GET',
    path: '/identify/regional-director',
    gate: toDirector,
    async handle(visit) {
      const { services, authority, subject, today } = visit;
      const asking = { laCode: authority.laCode, today };
      return page(directorListView(visit, await openMatters(services.db, subject, asking)));
    },
  }),
];
