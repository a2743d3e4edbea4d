import { shortDate } from '#kernel/dates.ts';
import { findMeeting, readsWholeRecord } from '#modules/meetings/index.ts';
import { permits } from '#modules/people/index.ts';
import { recordOfMeeting } from '#modules/records/index.ts';
import { dayCell, listWorkbook } from '#web/list-workbook.ts';
import { page, route } from '#web/route.ts';
import type { Visit } from '#web/route.ts';
import { can, maySend } from '../../access.ts';
import { heldInWords } from '../../domain/held.ts';
import type { PaperOfMeeting } from '../../queries/meeting-papers.ts';
import { audienceOf, entriesNow, packsFor } from '../../queries/packs.ts';
import { onPapers } from '../gates.ts';
import type { PapersSubject } from '../gates.ts';
import { providerWords, standingTag } from '../words.ts';
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
  route({
    method: 'GET',
    path: '/meetings/:meeting/pre-reads.xlsx',
    gate: onPapers(),
    handle(visit) {
      const { subject, services } = visit;
      const { occasion, papers, distributedBy, schoolName } = subject.meeting;
      return listWorkbook<PaperOfMeeting>(visit, {
        name: `Pre-reads, ${shortDate(occasion.meetingOn)}`,
        rows: papers,
        columns: [
          { title: 'Document', width: 50, value: ({ paper }) => paper.label },
          { title: 'School', width: 36, value: () => schoolName },
          { title: 'Meeting on', width: 14, value: () => dayCell(occasion.meetingOn) },
          { title: 'From', width: 40, value: (paper) => providerWords(paper, services.pack) },
          {
            title: occasion.required ? 'To reach the authority by' : 'Useful to have by',
            width: 16,
            value: () => dayCell(occasion.collectedBy),
          },
          { title: 'To the board by', width: 16, value: () => dayCell(distributedBy) },
          {
            title: 'Where it stands',
            width: 16,
            value: ({ standing }) => standingTag(standing, occasion.required).content,
          },
          {
            title: 'What is held',
            width: 60,
            // What the record of the meeting before is made of is for those who read that.
            value: ({ paper, standing, answers, recorded }) =>
              standing.kind === 'record'
                ? undefined
                : heldInWords(paper, answers, recorded, occasion),
          },
        ],
      });
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
