import { newId, parseId } from '#kernel/ids.ts';
import { findSchool } from '#modules/schools/index.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { canWithVisit } from '../../access.ts';
import { replyToVisit, shareVisit } from '../../commands/change-visit.ts';
import { isShared } from '../../domain/visit.ts';
import type { VisitReplyId } from '../../domain/visit.ts';
import { onVisit } from '../gates.ts';
import type { VisitMatter } from '../gates.ts';
import { visitView } from './view.ts';

const path = '/schools/:urn/visits/:visit';

export const visitPageRoutes = [
  route({ method: 'GET', path, gate: onVisit('read'), handle: (visit) => show(visit, []) }),
  route({
    method: 'POST',
    path: `${path}/sharing`,
    gate: onVisit('share'),
    async handle(visit) {
      const { matter, visit: present } = visit.subject;
      const shown = visit.form.raw('shared') === 'yes';
      const done = await shareVisit(workOf(visit), present, shown);
      return done.ok ? redirect(`/schools/${matter.urn}/visits/${present.id}`) : notFound;
    },
  }),
  route({
    method: 'POST',
    path: `${path}/reply`,
    gate: onVisit('reply'),
    async handle(visit) {
      const { form, subject } = visit;
      const { matter, visit: present } = subject;
      const id = parseId<VisitReplyId>(form.raw('id')) ?? newId<VisitReplyId>();
      const done = await replyToVisit(workOf(visit), present, { id, text: form.text('text') });
      if (done.ok) return redirect(`/schools/${matter.urn}/visits/${present.id}`);
      return show(visit, [problemOf(done.refusal, 'text')]);
    },
  }),
];

async function show(visit: Visit<VisitMatter>, problems: readonly FormError[]): Promise<Reply> {
  const { services, subject, actor } = visit;
  const { matter, visit: present } = subject;
  const school = await findSchool(services.db, matter.urn);
  if (!school) return notFound;
  const shared = isShared(present);
  const view = visitView(visit, {
    school,
    visit: present,
    replyId: newId<VisitReplyId>(),
    problems,
    readsAll: canWithVisit(actor, 'read what is not shared', matter, { shared }),
    mayCorrect: canWithVisit(actor, 'correct', matter, { shared }),
    mayReply: canWithVisit(actor, 'reply', matter, { shared }),
  });
  return page(view, problems.length === 0 ? 200 : 422);
}
