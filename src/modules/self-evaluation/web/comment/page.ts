import { newId, parseId } from '#kernel/ids.ts';
import type { MeetingId } from '#kernel/ids.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { meetingsOf } from '#modules/meetings/index.ts';
import { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { commentOnAreas } from '../../commands/evaluate.ts';
import type { CommentsId } from '../../domain/evaluation.ts';
import { areasInWords, heldOf, judgedOn } from '../../queries/of-school.ts';
import { onSelfEvaluation } from '../gates.ts';
import { commentView } from './view.ts';

const path = '/schools/:urn/self-evaluation/comments';

export const commentRoutes = [
  route({
    method: 'GET',
    path,
    gate: onSelfEvaluation('comment'),
    handle: (visit) => show(visit, undefined, newId<CommentsId>(), []),
  }),
  route({
    method: 'POST',
    path,
    gate: onSelfEvaluation('comment'),
    async handle(visit) {
      const { form, subject, services, today } = visit;
      const id = parseId<CommentsId>(form.raw('id')) ?? newId<CommentsId>();
      const meetingId = parseId<MeetingId>(form.raw('meeting'));
      if (!meetingId) {
        return show(visit, form, id, [{ field: 'meeting', sentence: 'Choose a meeting' }]);
      }
      const judged = await judgedOn(services.db, subject.urn, today);
      const done = await commentOnAreas(workOf(visit), subject.urn, {
        id,
        meetingId,
        comments: (judged?.framework.areas ?? []).map(({ key }) => ({
          area: key,
          evaluation: form.raw(`evaluation-${key}`),
          text: form.text(`comment-${key}`),
        })),
      });
      if (done.ok) return redirect(`/schools/${subject.urn}/self-evaluation`);
      return show(visit, form, id, [problemOf(done.refusal, 'meeting')]);
    },
  }),
];

async function show(
  visit: Visit<SchoolMatter>,
  sent: Form | undefined,
  id: CommentsId,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject, today } = visit;
  const { db } = services;
  const [judged, held, all] = await Promise.all([
    judgedOn(db, subject.urn, today),
    heldOf(db, subject.urn),
    subject.caseId ? meetingsOf(db, subject.caseId) : [],
  ]);
  const meetings = all.filter(({ status, date }) => status !== 'cancelled' && date <= today);
  const [newest] = meetings;
  if (!judged || !newest) return notFound;
  const areas = areasInWords(judged.framework, held);
  const view = commentView(visit, {
    school: judged.school,
    areas,
    meetings,
    id,
    typed: sent ?? new Form(saidAt(areas, newest.id)),
    problems,
  });
  return page(view, problems.length === 0 ? 200 : 422);
}

/** What was said at a meeting already, to be changed or added to. */
function saidAt(areas: ReturnType<typeof areasInWords>, meeting: MeetingId): URLSearchParams {
  const fields = new URLSearchParams({ meeting });
  for (const { area, judged } of areas) {
    const said = judged?.comments.find(({ meetingId }) => meetingId === meeting);
    if (said) fields.set(`comment-${area}`, said.text);
  }
  return fields;
}
