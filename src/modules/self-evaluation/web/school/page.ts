import { meetingsOf } from '#modules/meetings/index.ts';
import { notFound, page, route } from '#web/route.ts';
import { can } from '../../access.ts';
import { heldOf, judgedOn } from '../../queries/of-school.ts';
import { onSelfEvaluation } from '../gates.ts';
import { selfEvaluationView } from './view.ts';

export const selfEvaluationPageRoutes = [
  route({
    method: 'GET',
    path: '/schools/:urn/self-evaluation',
    gate: onSelfEvaluation('read'),
    async handle(visit) {
      const { services, subject, actor, today } = visit;
      const { db } = services;
      const [judged, held, meetings] = await Promise.all([
        judgedOn(db, subject.urn, today),
        heldOf(db, subject.urn),
        subject.caseId ? meetingsOf(db, subject.caseId) : [],
      ]);
      if (!judged) return notFound;
      const hasMet = meetings.some(({ status, date }) => status !== 'cancelled' && date <= today);
      return page(
        selfEvaluationView(visit, {
          ...judged,
          held,
          mayJudge: can(actor, 'judge', subject),
          mayComment: hasMet && can(actor, 'comment', subject),
        }),
      );
    },
  }),
];
