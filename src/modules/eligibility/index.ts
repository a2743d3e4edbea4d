export { isFlagged } from './domain/eligibility.ts';
export type { Eligibility } from './domain/finding.ts';
export { eligibilitiesOf, eligibilityOf } from './queries/eligibility-of.ts';
export type { EligibilitiesOf, SchoolEligibility } from './queries/eligibility-of.ts';
