export { eligibilityAsAt, isFlagged } from './domain/eligibility.ts';
export { coastingNote } from './domain/finding.ts';
export type { Eligibility, SchoolHistory } from './domain/finding.ts';
export { oneStepFrom } from './domain/one-step.ts';
export type { NationalRule, OneStep } from './domain/one-step.ts';
export { eligibilitiesOf, eligibilityOf } from './queries/eligibility-of.ts';
export type { EligibilitiesOf, SchoolEligibility } from './queries/eligibility-of.ts';
