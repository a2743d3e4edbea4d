import { longDate, longInstant } from '#kernel/dates.ts';
import { meetingChangesOf, meetingStates, meetingsOf } from '#modules/meetings/index.ts';
import { permits } from '#modules/people/index.ts';
import { formOf, meetingName, processOf } from '#policy-pack/index.ts';
import { timeline } from '#ui/components/timeline.ts';
import type { TimelineItem } from '#ui/components/timeline.ts';
import { html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import { page, route } from '#web/route.ts';
import type { Visit } from '#web/route.ts';
import { can } from '../../access.ts';
import { changesOf, eventWords } from '../../index.ts';
import type { CaseChange, CaseMatter } from '../../index.ts';
import { onCase } from '../gates.ts';

export const timelineRoutes = [
  route({
    method: 'GET',
    path: '/cases/:case/timeline',
    gate: onCase('see'),
    async handle(visit) {
      const { services, subject } = visit;
      const { db, pack } = services;
      const meetings = await meetingsOf(db, subject.caseId);
      const changes = await meetingChangesOf(
        db,
        meetings.map(({ id }) => id),
      );
      const reads = readsReasons(visit);
      const entries = [
        ...(await changesOf(db, subject.caseId))
          .filter((change) => isShown(visit, change))
          .map((change) => ({ at: change.at, item: caseItem(change, reads) })),
        ...meetings.flatMap(({ id, form, takenOn }) =>
          (changes.get(id) ?? []).map((change) => ({
            at: change.at,
            item: {
              when: `${longInstant(change.at)}, ${change.by}`,
              title: link(
                `/meetings/${id}`,
                `${meetingName(formOf(pack, form))} of ${longDate(change.date)}: ${takenOn ? 'taken on' : meetingStates[change.status].word.toLowerCase()}`,
              ),
              content: reads && change.reason !== '' && paragraph(change.reason, 'app-words'),
            },
          })),
        ),
      ]
        .toReversed()
        .toSorted((a, b) => b.at.getTime() - a.at.getTime());
      const process = processOf(pack, subject.case.process);
      return page(
        shellPage(visit, {
          title: `Timeline: ${process.name} for ${subject.schoolName}`,
          back: {
            href: `/cases/${subject.caseId}`,
            content: `${process.name} for ${subject.schoolName}`,
          },
          main: html`
            ${heading('Timeline', { level: 1, caption: `${process.name} for ${subject.schoolName}` })}
            ${paragraph(`Every state of the process and of its meetings, the newest first, with who decided${reads ? ' and why' : ''}.`)}
            ${timeline(entries.map(({ item }) => item))}`,
        }),
      );
    },
  }),
];

/** The reasons are for those who read the records, or the reasons for the school's level. */
function readsReasons({ actor, subject }: Visit<CaseMatter>): boolean {
  return (
    can(actor, 'read its records', subject) ||
    permits(actor, 'level and reasons', 'read', subject).granted
  );
}

/** What only suggests a level is for those who read suggestions: no suggestion reaches the school. */
function isShown({ actor, subject }: Visit<CaseMatter>, { kind }: CaseChange): boolean {
  return kind !== 'setback' || permits(actor, 'identification', 'read', subject).granted;
}

function caseItem(change: CaseChange, reads: boolean): TimelineItem {
  const decider =
    'decidedBy' in change && change.decidedBy !== '' && change.decidedBy !== change.by.name
      ? `. Decided by ${change.decidedBy}`
      : '';
  return {
    when: `${longInstant(change.at)}, ${change.by.name}${decider}`,
    title: html`<strong>${eventWords(change)}</strong>`,
    content:
      reads && 'reason' in change && change.reason !== '' && paragraph(change.reason, 'app-words'),
  };
}
