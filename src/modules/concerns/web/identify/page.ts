import type { Reach } from '#modules/people/index.ts';
import { page, route } from '#web/route.ts';
import type { Visit } from '#web/route.ts';
import { levelList } from '../../queries/level-list.ts';
import { toLevels } from '../gates.ts';
import { identifyView, levelWorkbook } from './view.ts';

export const identifyRoutes = [
  route({
    method: 'GET',
    path: '/identify',
    gate: toLevels,
    handle: async (visit) => page(identifyView(visit, await shownTo(visit))),
  }),
  route({
    method: 'GET',
    path: '/identify.xlsx',
    gate: toLevels,
    handle: async (visit) => levelWorkbook(visit, await shownTo(visit)),
  }),
];

async function shownTo({ services, authority, subject, actor, today, query }: Visit<Reach>) {
  const asking = { laCode: authority.laCode, today };
  const schools = await levelList(services.db, services.pack, actor, subject, asking);
  return { schools, filter: { level: query.text('level'), network: query.text('network') } };
}
