import { parseId } from '#kernel/ids.ts';
import type { RecordId } from '#kernel/ids.ts';
import { findRecord } from '../index.ts';
import type { RecordMatter } from '../index.ts';
import { gate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import { can } from '../access.ts';
import { mayHandOver } from '../queries/hand-over.ts';
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

/**
 * For what a page asks by itself while it is open (`?person=`): where someone else has signed in
 * since, whoever the page was made for is signed out.
 */
export function fromPageOf<Subject>(inner: Gate<Subject>): Gate<Subject> {
  return {
    name: inner.name,
    admit(arrival) {
      const person = arrival.query.raw('person');
      const isAnother = person !== '' && arrival.actor !== undefined && person !== arrival.actor.id;
      return isAnother
        ? Promise.resolve({ admitted: false, because: 'signed-out' })
        : inner.admit(arrival);
    },
  };
}

/** For what was typed in a record by whoever could write in it once, and perhaps cannot now. */
export const wroteOnce: Gate<RecordMatter> = gate(
  'record: hand over what was typed while they could write in it',
  async ({ services, actor, authority, params, today }) => {
    const { laCode } = authority;
    const id = parseId<RecordId>(params['record'] ?? '');
    const subject = id && (await findRecord(services.db, id, { today, laCode }));
    return subject && (await mayHandOver(services.db, actor, subject, laCode))
      ? { subject }
      : undefined;
  },
);
