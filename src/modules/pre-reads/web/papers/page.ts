import { shortDate } from '#kernel/dates.ts';
import { findMeeting, readsWholeRecord } from '#modules/meetings/index.ts';
import { permits } from '#modules/people/index.ts';
import { recordOfMeeting } from '#modules/records/index.ts';
import { page, route } from '#web/route.ts';
import type { Visit } from '#web/route.ts';
import { can, maySend } from '../../access.ts';
import { audienceOf, entriesNow, packsFor } from '../../queries/packs.ts';
import { onPapers } from '../gates.ts';
import type { PapersSubject } from '../gates.ts';
import { papersView } from './view.ts';
import type { PreviousLink } from './view.ts';

export const papersRoutes = [
  route({
    method: 'GET',
    path: '/meetings/:meeting/pre-reads',
    gate: onPapers(),
    async handle(visit) {
      const { actor, subject, services, authority } = visit;
      const { matter, meeting } = subject;
      const audience = await audienceOf(services.db, actor, matter, meeting, authority.laCode);
      const decide = can(actor, 'say what is needed', matter);
      return page(
        papersView(visit, {
          meeting,
          may: new Map(
            meeting.papers.map(({ paper, providers }) => [
              paper.key,
              { send: maySend(actor, matter, paper, providers), decide },
            ]),
          ),
          previousRecord: await previousRecord(visit),
          entries: entriesNow(meeting, audience),
          packs: await packsFor(services.db, actor, matter, meeting, audience),
          // Who else was written to tells other attendees who sits on the board.
          showsSteps: permits(actor, 'arrangements', 'write', matter).granted,
        }),
      );
    },
  }),
];

/** Where the record of the meeting before is to be read; nowhere where it is not theirs to read. */
async function previousRecord(visit: Visit<PapersSubject>): Promise<PreviousLink[]> {
  const { services, actor, today, authority, subject } = visit;
  const { previous } = subject.meeting.occasion;
  if (!previous) return [];
  const { meetingId, on, record } = previous;
  const asking = { today, laCode: authority.laCode };
  const matter = await findMeeting(services.db, meetingId, asking);
  if (!matter) return [];
  if (record.kind === 'originals') {
    return readsWholeRecord(actor, matter)
      ? record.files.map(({ id, name: content }) => ({
          href: `/meetings/${meetingId}/files/${id}`,
          content,
        }))
      : [];
  }
  const found = await recordOfMeeting(services.db, actor, matter);
  return found.kind === 'there'
    ? [{ href: found.href, content: `Record of ${shortDate(on)}` }]
    : [];
}
