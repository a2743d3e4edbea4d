import { parseId } from '#kernel/ids.ts';
import type { ActionId } from '#kernel/ids.ts';
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
