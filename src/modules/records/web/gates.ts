import { parseId } from '#kernel/ids.ts';
import type { RecordId } from '#kernel/ids.ts';
import { findRecord } from '../index.ts';
import type { RecordMatter } from '../index.ts';
import { gate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import { can } from '../access.ts';
import type { RecordAction } from '../access.ts';

/** For addresses with `:record`. */
export function onRecord(action: RecordAction): Gate<RecordMatter> {
  return gate(`record: ${action}`, async ({ services, actor, authority, params, today }) => {
    const id = parseId<RecordId>(params['record'] ?? '');
    const asking = { today, laCode: authority.laCode };
    const subject = id && (await findRecord(services.db, id, asking));
    return subject && can(actor, action, subject) ? { subject } : undefined;
  });
}
