import { parseId } from '#kernel/ids.ts';
import type { ProceedingId } from '#kernel/ids.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { reachOf } from '#modules/people/index.ts';
import type { Reach } from '#modules/people/index.ts';
import { gate, schoolGate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import { can } from '../access.ts';
import type { DirectorAction } from '../access.ts';
import { findProceeding } from '../index.ts';
import type { ProceedingMatter } from '../index.ts';

/** For addresses with `:urn`. */
export function onSchool(action: DirectorAction): Gate<SchoolMatter> {
  return schoolGate(`regional director: ${action}`, findSchoolMatter, (actor, matter) =>
    can(actor, action, matter),
  );
}

/** For addresses with `:proceeding`. */
export const onProceeding: Gate<ProceedingMatter> = gate(
  'regional director: record what happened',
  async ({ services, actor, authority, params, today }) => {
    const id = parseId<ProceedingId>(params['proceeding'] ?? '');
    const asking = { today, laCode: authority.laCode };
    const subject = id && (await findProceeding(services.db, id, asking));
    return subject && can(actor, 'record', subject) ? { subject } : undefined;
  },
);

/** For the list: the schools of which the person may see it. */
export const toDirector: Gate<Reach> = gate('regional director: list', ({ actor }) => {
  const subject = reachOf(actor, 'identification');
  return Promise.resolve(subject && { subject });
});
