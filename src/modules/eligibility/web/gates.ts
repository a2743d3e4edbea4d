import { findSchoolMatter } from '#modules/cases/index.ts';
import { reachOf } from '#modules/people/index.ts';
import type { Reach } from '#modules/people/index.ts';
import { gate, schoolGate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import { can } from '../access.ts';

/** For addresses with `:urn`. */
export const onEligibility = schoolGate('eligibility: see', findSchoolMatter, (actor, matter) =>
  can(actor, 'see', matter),
);

/** For lists: the schools of which the person may see what the rules make of them. */
export const toEligibility: Gate<Reach> = gate('eligibility: list', ({ actor }) => {
  const subject = reachOf(actor, 'identification');
  return Promise.resolve(subject && { subject });
});
