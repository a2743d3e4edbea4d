import { parseUrn } from '#kernel/ids.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { gate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import { can, reachOf } from '../access.ts';
import type { Reach, SchoolAction } from '../access.ts';

/** For addresses with `:urn`. */
export function onSchool(action: SchoolAction): Gate<SchoolMatter> {
  return gate(`school: ${action}`, async ({ services, actor, authority, params, today }) => {
    const urn = parseUrn(params['urn'] ?? '');
    const subject =
      urn && (await findSchoolMatter(services.db, urn, { today, laCode: authority.laCode }));
    return subject && can(actor, action, subject) ? { subject } : undefined;
  });
}

/** For lists of schools: those of which the person may read. */
export const toSchools: Gate<Reach> = gate('school: list', ({ actor }) => {
  const subject = reachOf(actor);
  return Promise.resolve(subject && { subject });
});
