import { notFound, page, route } from '#web/route.ts';
import { can } from '../../access.ts';
import { directorAndSchool } from '../../queries/of-school.ts';
import { onSchool } from '../gates.ts';
import { directorSchoolView } from './view.ts';

export const directorSchoolRoutes = [
  route({
    method: 'GET',
    path: '/schools/:urn/regional-director',
    gate: onSchool('see'),
    async handle(visit) {
      const { services, subject, actor, today } = visit;
      const looked = await directorAndSchool(services.db, subject.urn, today);
      if (!looked) return notFound;
      const mayRecord = can(actor, 'record', subject);
      return page(directorSchoolView(visit, { ...looked, mayRecord }));
    },
  }),
];
