import { newId, parseId } from '#kernel/ids.ts';
import { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf, readDate } from '#web/fields.ts';
import { gate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { mayAdopt } from '../../access.ts';
import { adoptQuestion } from '../../commands/adopt-question.ts';
import type { QuestionAdoptionId } from '../../domain/adoption.ts';
import { adoptionsOf } from '../../queries/as-adopted.ts';
import { adoptView } from './view.ts';

const path = '/fundamental-question';

const toAdopt: Gate<undefined> = gate('question: adopt', ({ actor }) =>
  Promise.resolve(mayAdopt(actor) ? { subject: undefined } : undefined),
);

export const adoptRoutes = [
  route({
    method: 'GET',
    path,
    gate: toAdopt,
    handle: (visit) => show(visit, new Form(new URLSearchParams()), []),
  }),
  route({
    method: 'POST',
    path,
    gate: toAdopt,
    async handle(visit) {
      const { form } = visit;
      const problems: FormError[] = [];
      const askedFrom = readDate(form, 'askedFrom', 'The day from which boards are asked it');
      if (!askedFrom.ok) problems.push(problemOf(askedFrom.refusal, 'askedFrom'));
      const decided = form.text('decided');
      if (decided === '') {
        problems.push({ field: 'decided', sentence: 'Enter who decided it, or where' });
      }
      if (!askedFrom.ok || problems.length > 0) return show(visit, form, problems);
      const adopted = await adoptQuestion(workOf(visit), {
        id: parseId<QuestionAdoptionId>(form.raw('id')) ?? newId<QuestionAdoptionId>(),
        question: form.raw('question'),
        askedFrom: askedFrom.value,
        decided,
      });
      if (adopted.ok) return redirect(path);
      return show(visit, form, [problemOf(adopted.refusal, 'askedFrom')]);
    },
  }),
];

async function show(
  visit: Visit<undefined>,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const adoptions = await adoptionsOf(visit.services.db);
  const id = newId<QuestionAdoptionId>();
  const view = adoptView(visit, { adoptions, typed, id, problems });
  return page(view, problems.length === 0 ? 200 : 422);
}
