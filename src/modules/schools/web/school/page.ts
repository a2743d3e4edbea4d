import { canWithCase, casesOfSchool, networkNames } from '#modules/cases/index.ts';
import { inspectionsOf } from '#modules/inspections/index.ts';
import { candidatesFor } from '#modules/people/index.ts';
import { contextFiguresOf, findSchool } from '#modules/schools/index.ts';
import { notFound, page, route } from '#web/route.ts';
import { can } from '../../access.ts';
import { onSchool } from '../gates.ts';
import { schoolView } from './view.ts';

export const schoolPageRoutes = [
  route({
    method: 'GET',
    path: '/schools/:urn',
    gate: onSchool('see'),
    async handle(visit) {
      const { services, subject, actor, today } = visit;
      const { db } = services;
      const { urn, networks } = subject;
      const [school, inspections, figures, cases, people, networksNamed] = await Promise.all([
        findSchool(db, urn),
        inspectionsOf(db, urn),
        contextFiguresOf(db, urn),
        casesOfSchool(db, actor, subject, today),
        candidatesFor(
          db,
          subject,
          ['headteacher', 'chair-of-governors', 'monitoring-officer', 'network-lead'],
          today,
        ),
        networkNames(db, networks),
      ]);
      if (!school) return notFound;
      return page(
        schoolView(visit, {
          school,
          inspections,
          figures,
          cases,
          people,
          networks: networksNamed,
          openProcess: subject.process,
          mayOpen: canWithCase(actor, 'open', subject),
          mayAddFigure: can(actor, 'add a figure', subject),
        }),
      );
    },
  }),
];
