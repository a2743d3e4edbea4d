import { findSchoolMatter } from '#modules/cases/index.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { reachOf } from '#modules/people/index.ts';
import type { Reach } from '#modules/people/index.ts';
import { gate, schoolGate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import { can } from '../access.ts';
import type { SchoolAction } from '../access.ts';

/** For addresses with `:urn`. */
export function onSchool(action: SchoolAction): Gate<SchoolMatter> {
  return schoolGate(`school: ${action}`, findSchoolMatter, (actor, matter) =>
    can(actor, action, matter),
  );
}

/** For lists of schools: those of which the person may read. */
export const toSchools: Gate<Reach> = gate('school: list', ({ actor }) => {
  const subject = reachOf(actor, 'school facts');
  return Promise.resolve(subject && { subject });
});
