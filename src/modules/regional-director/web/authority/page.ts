import type { Reach } from '#modules/people/index.ts';
import { page, route } from '#web/route.ts';
import type { Visit } from '#web/route.ts';
import { openMatters } from '../../queries/open-matters.ts';
import { toDirector } from '../gates.ts';
import { directorListView, directorWorkbook } from './view.ts';

export const directorListRoutes = [
  route({
    method: 'GET',
    path: '/identify/regional-director',
    gate: toDirector,
    handle: async (visit) => page(directorListView(visit, await openTo(visit))),
  }),
  route({
    method: 'GET',
    path: '/identify/regional-director.xlsx',
    gate: toDirector,
    handle: async (visit) => directorWorkbook(visit, await openTo(visit)),
  }),
];

function openTo({ services, authority, subject, today }: Visit<Reach>) {
  return openMatters(services.db, subject, { laCode: authority.laCode, today });
}
