import { findSchool } from '#modules/schools/index.ts';
import { notFound, page, route } from '#web/route.ts';
import { can } from '../../access.ts';
import { knownInspections } from '../../queries/known.ts';
import { onSchool } from '../gates.ts';
import { inspectionsView } from './view.ts';

export const inspectionsPageRoutes = [
  route({
    method: 'GET',
    path: '/schools/:urn/inspections',
    gate: onSchool('see'),
    async handle(visit) {
      const { services, subject, actor } = visit;
      const [school, known] = await Promise.all([
        findSchool(services.db, subject.urn),
        knownInspections(services.db, subject.urn),
      ]);
      if (!school) return notFound;
      return page(
        inspectionsView(visit, { school, known, mayEnter: can(actor, 'enter', subject) }),
      );
    },
  }),
];
