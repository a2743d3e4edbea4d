import { schoolsWithin } from '#modules/schools/index.ts';
import { page, route } from '#web/route.ts';
import { eligibilitiesOf } from '../../queries/eligibility-of.ts';
import { readAsAt } from '../as-at.ts';
import { toEligibility } from '../gates.ts';
import { authorityRulesView } from './view.ts';

export const authorityRulesRoutes = [
  route({
    method: 'GET',
    path: '/identify/national-rules',
    gate: toEligibility,
    async handle(visit) {
      const { services, authority, subject, today } = visit;
      const { db } = services;
      const { laCode } = authority;
      const asAt = readAsAt(visit);
      const [schools, found] = await Promise.all([
        schoolsWithin(db, subject, { laCode, today }),
        eligibilitiesOf(db, { laCode }, asAt.day),
      ]);
      const eligibilities = new Map(
        found.map(({ school, eligibility }) => [school.urn, eligibility]),
      );
      const within = schools
        .flatMap((school) => {
          const eligibility = eligibilities.get(school.urn);
          return eligibility ? [{ school, eligibility }] : [];
        })
        .toSorted((one, other) => one.school.name.localeCompare(other.school.name, 'en-GB'));
      return page(
        authorityRulesView(visit, { found: within, asAt }),
        asAt.problems.length === 0 ? 200 : 422,
      );
    },
  }),
];
