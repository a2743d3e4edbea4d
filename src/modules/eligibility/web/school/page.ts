import { findSchool } from '#modules/schools/index.ts';
import { notFound, page, route } from '#web/route.ts';
import { eligibilityOf } from '../../queries/eligibility-of.ts';
import { readAsAt } from '../as-at.ts';
import { onEligibility } from '../gates.ts';
import { schoolRulesView } from './view.ts';

export const schoolRulesRoutes = [
  route({
    method: 'GET',
    path: '/schools/:urn/national-rules',
    gate: onEligibility,
    async handle(visit) {
      const { db } = visit.services;
      const { urn } = visit.subject;
      const asAt = readAsAt(visit);
      const [school, eligibility] = await Promise.all([
        findSchool(db, urn),
        eligibilityOf(db, urn, asAt.day),
      ]);
      if (!school || !eligibility) return notFound;
      const status = asAt.problems.length === 0 ? 200 : 422;
      return page(schoolRulesView(visit, { school, eligibility, asAt }), status);
    },
  }),
];
