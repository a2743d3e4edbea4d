import type { LocalDate } from '#kernel/dates.ts';
import { categoryOfConcern } from './category.ts';
import { coasting } from './coasting.ts';
import { exemptionOf, needsConsideration } from './exemptions.ts';
import type { Eligibility, SchoolHistory } from './finding.ts';
import { begunBy } from './known.ts';
import { stuck } from './stuck.ts';

/** What the national rules say of a school as at a day, from the inspections that had begun by then. */
export function eligibilityAsAt(school: SchoolHistory, asAt: LocalDate): Eligibility {
  const known = begunBy(school.graded, asAt);
  const exempt = exemptionOf(school.type);
  return {
    urn: school.urn,
    asAt,
    exempt,
    extraConsideration: needsConsideration(school.type.code),
    categoryOfConcern: categoryOfConcern(known),
    coasting: coasting(school, known, asAt, exempt),
    stuck: stuck(known, asAt),
  };
}

/** Whether any of the three rules flags the school. */
export function isFlagged({
  categoryOfConcern: category,
  coasting: law,
  stuck: policy,
}: Eligibility) {
  return category.holds || law.holds || policy.holds;
}
