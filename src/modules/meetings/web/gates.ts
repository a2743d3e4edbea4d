import { parseId } from '#kernel/ids.ts';
import type { CaseId, MeetingId } from '#kernel/ids.ts';
import { findCase } from '#modules/cases/index.ts';
import type { CaseMatter } from '#modules/cases/index.ts';
import { gate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import { can } from '../access.ts';
import type { MeetingAction } from '../access.ts';
import { findMeeting } from '../index.ts';
import type { MeetingMatter } from '../index.ts';

/** For addresses with `:meeting`. */
export function onMeeting(action: MeetingAction): Gate<MeetingMatter> {
  return gate(`meeting: ${action}`, async ({ services, actor, authority, params, today }) => {
    const id = parseId<MeetingId>(params['meeting'] ?? '');
    const asking = { today, laCode: authority.laCode };
    const subject = id && (await findMeeting(services.db, id, asking));
    return subject && can(actor, action, subject) ? { subject } : undefined;
  });
}

/** For addresses with `:case`, about its meetings. */
export function onCaseMeetings(action: MeetingAction): Gate<CaseMatter> {
  return gate(`meeting of a case: ${action}`, async (arrival) => {
    const { services, actor, authority, params, today } = arrival;
    const id = parseId<CaseId>(params['case'] ?? '');
    const subject = id && (await findCase(services.db, id, { today, laCode: authority.laCode }));
    return subject && can(actor, action, subject) ? { subject } : undefined;
  });
}
