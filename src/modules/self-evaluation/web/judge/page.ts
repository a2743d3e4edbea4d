import { newId, parseId } from '#kernel/ids.ts';
import { parseLocalDate } from '#kernel/dates.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { dateBoxes, problemOf, readDate } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { evaluateSchool } from '../../commands/evaluate.ts';
import { checkEvaluation, presentJudgements } from '../../domain/evaluation.ts';
import type { SelfEvaluationId } from '../../domain/evaluation.ts';
import { heldOf, judgedOn } from '../../queries/of-school.ts';
import { onSelfEvaluation } from '../gates.ts';
import { dayView, judgeView } from './view.ts';

const path = '/schools/:urn/self-evaluation/new';
const otherDay = '/schools/:urn/self-evaluation/new/day';

export const judgeRoutes = [
  route({
    method: 'GET',
    path,
    gate: onSelfEvaluation('judge'),
    async handle(visit) {
      const { services, subject, today, query } = visit;
      const { db } = services;
      const asked = parseLocalDate(query.raw('day'));
      const day = asked && asked <= today ? asked : today;
      const judged = await judgedOn(db, subject.urn, day);
      if (!judged) return notFound;
      // What the school said last stands there already: only what has changed is typed.
      const { evaluations } = await heldOf(db, subject.urn);
      const present = presentJudgements(
        evaluations.filter(({ on }) => on <= day),
        judged.framework.id,
      );
      const typed = new URLSearchParams(dateBoxes('on', day));
      for (const [area, { grade, why }] of present) {
        typed.set(`grade-${area}`, grade);
        typed.set(`why-${area}`, why);
      }
      return show(visit, new Form(typed), newId<SelfEvaluationId>(), []);
    },
  }),
  route({
    method: 'GET',
    path: otherDay,
    gate: onSelfEvaluation('judge'),
    handle: (visit) => Promise.resolve(page(dayView(visit, new Form(new URLSearchParams()), []))),
  }),
  route({
    method: 'POST',
    path: otherDay,
    gate: onSelfEvaluation('judge'),
    handle(visit) {
      const { form, subject, today } = visit;
      const day = readDate(form, 'on', 'The day');
      const problem = !day.ok
        ? problemOf(day.refusal, 'on')
        : day.value > today
          ? { field: 'on', sentence: 'The day must be today or before' }
          : day.value < '2005-09-01'
            ? { field: 'on', sentence: 'The day must be 1 September 2005 or after' }
            : undefined;
      return Promise.resolve(
        problem || !day.ok
          ? page(dayView(visit, form, problem ? [problem] : []), 422)
          : redirect(`/schools/${subject.urn}/self-evaluation/new?day=${day.value}`),
      );
    },
  }),
  route({
    method: 'POST',
    path,
    gate: onSelfEvaluation('judge'),
    async handle(visit) {
      const { form, subject, services, today } = visit;
      const id = parseId<SelfEvaluationId>(form.raw('id')) ?? newId<SelfEvaluationId>();
      const on = readDate(form, 'on', 'The day');
      if (!on.ok) return show(visit, form, id, [problemOf(on.refusal, 'on')]);
      const judged = await judgedOn(services.db, subject.urn, on.value);
      const typed = {
        on: on.value,
        judgements: (judged?.framework.areas ?? []).map(({ key }) => ({
          area: key,
          grade: form.raw(`grade-${key}`),
          why: form.text(`why-${key}`),
        })),
      };
      const wrong = judged ? checkEvaluation(typed, judged.framework, today) : [];
      if (wrong.length > 0) {
        const problems = wrong.map((refusal) => problemOf(refusal, 'on'));
        return show(visit, form, id, problems);
      }
      const made = await evaluateSchool(workOf(visit), subject.urn, { id, ...typed });
      if (made.ok) return redirect(`/schools/${subject.urn}/self-evaluation`);
      const next = made.refusal.code === 'form-used' ? newId<SelfEvaluationId>() : id;
      return show(visit, form, next, [problemOf(made.refusal, 'on')]);
    },
  }),
];

async function show(
  visit: Visit<SchoolMatter>,
  typed: Form,
  id: SelfEvaluationId,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject, today } = visit;
  const read = readDate(typed, 'on', 'The day');
  const day = read.ok && read.value <= today ? read.value : today;
  const judged = await judgedOn(services.db, subject.urn, day);
  if (!judged) return notFound;
  const view = judgeView(visit, { ...judged, typed, id, problems });
  return page(view, problems.length === 0 ? 200 : 422);
}
