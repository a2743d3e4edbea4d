import { parseId, parseUrn } from '#kernel/ids.ts';
import type { ActionId } from '#kernel/ids.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { permits, readsRecords } from '#modules/people/index.ts';
import { findSchool } from '#modules/schools/index.ts';
import { gate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import { can } from '../access.ts';
import type { ActionAction } from '../access.ts';
import { findAction } from '../index.ts';
import type { ActionMatter } from '../index.ts';

/** For addresses with `:action`. What a record that was never final says of an action is the record's. */
export function onAction(action: ActionAction): Gate<ActionMatter> {
  return gate(`action: ${action}`, async ({ services, actor, authority, params, today }) => {
    const id = parseId<ActionId>(params['action'] ?? '');
    const asking = { today, laCode: authority.laCode };
    const subject = id && (await findAction(services.db, id, asking));
    return subject && subject.wasAgreed && can(actor, action, subject) ? { subject } : undefined;
  });
}

/** For the list of actions: it shows each person what they may see. */
export const toActions: Gate<undefined> = gate('actions: list', ({ actor }) =>
  Promise.resolve(readsRecords(actor) ? { subject: undefined } : undefined),
);

/** For addresses with `:urn`: those who read the final records of the school’s boards. */
export const onSchoolActions: Gate<SchoolMatter & { readonly name: string }> = gate(
  'actions: see, school',
  async ({ services, actor, authority, params, today }) => {
    const urn = parseUrn(params['urn'] ?? '');
    const asking = { today, laCode: authority.laCode };
    const matter = urn && (await findSchoolMatter(services.db, urn, asking));
    if (!matter || !permits(actor, 'final record', 'read', matter).granted) return undefined;
    const school = await findSchool(services.db, matter.urn);
    return school && { subject: { ...matter, name: school.name } };
  },
);
