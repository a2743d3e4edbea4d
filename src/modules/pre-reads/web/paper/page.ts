import { newId } from '#kernel/ids.ts';
import type { AnswerId } from '#kernel/ids.ts';
import { fileToSend } from '#platform/files/files.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { can, mayReadVersion, maySend } from '../../access.ts';
import { answerPaper } from '../../commands/answer-paper.ts';
import { recordedInFull } from '../../queries/recorded.ts';
import { onDocument, onPaper } from '../gates.ts';
import type { PaperSubject } from '../gates.ts';
import { paperView, refusedView } from './view.ts';

const path = '/meetings/:meeting/pre-reads/:paper';

export const paperRoutes = [
  route({
    method: 'GET',
    path,
    gate: onPaper('read'),
    async handle(visit) {
      const { actor, subject, services } = visit;
      const { matter, paper, meeting } = subject;
      const reads = (version: (typeof paper.versions)[number]) =>
        mayReadVersion(actor, matter, version, paper.standing);
      const view = paperView(visit, {
        meeting,
        paper: { ...paper, versions: paper.versions.filter(reads) },
        readsAll: can(actor, 'read every version', matter),
        withdraws: maySend(actor, matter, paper.paper, paper.providers),
        recorded: await recordedInFull(services.db, matter.urn, paper),
      });
      return page(view);
    },
  }),
  route({
    method: 'GET',
    path: '/meetings/:meeting/pre-reads/documents/:document',
    gate: onDocument('read'),
    async handle({ services, subject }) {
      return (await fileToSend(services.db, subject.version.file.id)) ?? notFound;
    },
  }),
  route({
    method: 'POST',
    path: `${path}/not-needed`,
    gate: onPaper('say what is needed'),
    handle: (visit) => say(visit, 'not-needed'),
  }),
  route({
    method: 'POST',
    path: `${path}/needed`,
    gate: onPaper('say what is needed'),
    handle: (visit) => say(visit, 'needed'),
  }),
];

async function say(visit: Visit<PaperSubject>, kind: 'not-needed' | 'needed') {
  const { meeting, paper } = visit.subject;
  const here = `/meetings/${meeting.meetingId}/pre-reads`;
  // Said already, as when the button is pressed twice.
  if ((paper.standing.kind === 'not-needed') === (kind === 'not-needed')) return redirect(here);
  const id = newId<AnswerId>();
  const answering = { id, meetingId: meeting.meetingId, paper: paper.paper.key, byLink: false };
  const done = await answerPaper(workOf(visit), answering, { kind });
  if (done.ok) return redirect(`${here}?done=${paper.paper.key}`);
  return page(refusedView(visit, meeting, done.refusal.sentence), 422);
}
