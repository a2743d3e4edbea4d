import { page, route } from '#web/route.ts';
import { levelList } from '../../queries/level-list.ts';
import { toLevels } from '../gates.ts';
import { identifyView } from './view.ts';

export const identifyRoutes = [
  route({
    method: 'GET',
    path: '/identify',
    gate: toLevels,
    async handle(visit) {
      const { services, authority, subject, actor, today, query } = visit;
      const asking = { laCode: authority.laCode, today };
      const schools = await levelList(services.db, services.pack, actor, subject, asking);
      const filter = { level: query.text('level'), network: query.text('network') };
      return page(identifyView(visit, { schools, filter }));
    },
  }),
];
