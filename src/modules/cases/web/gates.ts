import { parseId } from '#kernel/ids.ts';
import type { CaseId } from '#kernel/ids.ts';
import { gate, schoolGate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import { can } from '../access.ts';
import type { CaseAction } from '../access.ts';
import { findCase, findSchoolMatter } from '../index.ts';
import type { CaseMatter, SchoolMatter } from '../index.ts';

/** For addresses with `:case`. */
export function onCase(action: CaseAction): Gate<CaseMatter> {
  return gate(`case: ${action}`, async ({ services, actor, authority, params, today }) => {
    const id = parseId<CaseId>(params['case'] ?? '');
    const subject = id && (await findCase(services.db, id, { today, laCode: authority.laCode }));
    return subject && can(actor, action, subject) ? { subject } : undefined;
  });
}

/** For addresses with `:urn`, about opening a process for the school. */
export function toOpenCase(): Gate<SchoolMatter> {
  return schoolGate('case: open', findSchoolMatter, (actor, matter) => can(actor, 'open', matter));
}
