export { isFlagged } from './domain/eligibility.ts';
export { eligibilitiesOf } from './queries/eligibility-of.ts';
export type { EligibilitiesOf, SchoolEligibility } from './queries/eligibility-of.ts';
export { eligibilityOf } from './queries/eligibility-of.ts';
export type { Eligibility } from './domain/finding.ts';
