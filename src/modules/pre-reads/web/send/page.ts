import { newId } from '#kernel/ids.ts';
import type { AnswerId } from '#kernel/ids.ts';
import { largestHandedIn } from '#platform/files/files.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { answerPaper } from '../../commands/answer-paper.ts';
import { onPaper } from '../gates.ts';
import type { PaperSubject } from '../gates.ts';
import { answerIdOf, readGiven } from './form.ts';
import { sendView } from './view.ts';

const path = '/meetings/:meeting/pre-reads/:paper/send';

export const sendRoutes = [
  route({
    method: 'GET',
    path,
    gate: onPaper('send'),
    handle: (visit) => Promise.resolve(show(visit, newId<AnswerId>(), [])),
  }),
  route({
    method: 'POST',
    path,
    gate: onPaper('send'),
    upload: {
      field: 'file',
      maxBytes: largestHandedIn,
      tooLarge: (visit, problems) => show(visit, answerIdOf(visit.form), problems),
    },
    async handle(visit) {
      const { meeting, paper } = visit.subject;
      const id = answerIdOf(visit.form);
      const given = await readGiven(visit.form, visit.files);
      if (!given.ok) return show(visit, id, [problemOf(given.refusal, 'file')]);
      const { key } = paper.paper;
      const answering = { id, meetingId: meeting.meetingId, paper: key, byLink: false };
      const done = await answerPaper(workOf(visit), answering, given.value);
      if (done.ok) return redirect(`/meetings/${meeting.meetingId}/pre-reads?done=${key}`);
      const next = done.refusal.code === 'form-used' ? newId<AnswerId>() : id;
      return show(visit, next, [problemOf(done.refusal, 'file')]);
    },
  }),
];

function show(visit: Visit<PaperSubject>, id: AnswerId, problems: readonly FormError[]): Reply {
  const { meeting, paper } = visit.subject;
  const here = `/meetings/${meeting.meetingId}/pre-reads`;
  const view = sendView(visit, {
    meeting,
    paper,
    id,
    action: `${here}/${paper.paper.key}/send`,
    back: { href: here, content: 'Pre-read documents' },
    typed: visit.form,
    problems,
  });
  return page(view, problems.length === 0 ? 200 : 422);
}
