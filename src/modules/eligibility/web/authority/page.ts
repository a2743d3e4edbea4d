import { schoolsWithin } from '#modules/schools/index.ts';
import type { Reach } from '#modules/people/index.ts';
import { page, route } from '#web/route.ts';
import type { Visit } from '#web/route.ts';
import { eligibilitiesOf } from '../../queries/eligibility-of.ts';
import { readAsAt } from '../as-at.ts';
import type { AsAt } from '../as-at.ts';
import { toEligibility } from '../gates.ts';
import { authorityRulesView, rulesWorkbook } from './view.ts';

export const authorityRulesRoutes = [
  route({
    method: 'GET',
    path: '/identify/national-rules',
    gate: toEligibility,
    async handle(visit) {
      const asAt = readAsAt(visit);
      const found = await foundFor(visit, asAt);
      return page(
        authorityRulesView(visit, { found, asAt }),
        asAt.problems.length === 0 ? 200 : 422,
      );
    },
  }),
  route({
    method: 'GET',
    path: '/identify/national-rules.xlsx',
    gate: toEligibility,
    async handle(visit) {
      const asAt = readAsAt(visit);
      return rulesWorkbook(visit, { found: await foundFor(visit, asAt), asAt });
    },
  }),
];

async function foundFor({ services, authority, subject, today }: Visit<Reach>, asAt: AsAt) {
  const { laCode } = authority;
  const [schools, found] = await Promise.all([
    schoolsWithin(services.db, subject, { laCode, today }),
    eligibilitiesOf(services.db, { laCode }, asAt.day),
  ]);
  const eligibilities = new Map(found.map(({ school, eligibility }) => [school.urn, eligibility]));
  return schools
    .flatMap((school) => {
      const eligibility = eligibilities.get(school.urn);
      return eligibility ? [{ school, eligibility }] : [];
    })
    .toSorted((one, other) => one.school.name.localeCompare(other.school.name, 'en-GB'));
}
