import { parseId } from '#kernel/ids.ts';
import type { MeetingId } from '#kernel/ids.ts';
import { findMeeting } from '#modules/meetings/index.ts';
import type { MeetingMatter } from '#modules/meetings/index.ts';
import { gate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import { notFound, redirect, route } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { holdsMeetings } from '../../access.ts';
import { startRecord } from '../../index.ts';

/** For the meetings whose record someone may open. */
const toOpen: Gate<MeetingMatter> = gate(
  'record: open',
  async ({ services, actor, authority, params, today }) => {
    const id = parseId<MeetingId>(params['meeting'] ?? '');
    const asking = { today, laCode: authority.laCode };
    const subject = id && (await findMeeting(services.db, id, asking));
    return subject && holdsMeetings(actor, subject) ? { subject } : undefined;
  },
);

export const openRoutes = [
  route({
    method: 'POST',
    path: '/meetings/:meeting/record',
    gate: toOpen,
    async handle(visit) {
      const { meetingId } = visit.subject;
      const started = await startRecord(workOf(visit), meetingId);
      if (started.ok) return redirect(`/records/${started.value}/room`);
      // Its page says why: it was cancelled or waits for its date, or the case is not open.
      return started.refusal.code === 'not-yours' ? notFound : redirect(`/meetings/${meetingId}`);
    },
  }),
];
