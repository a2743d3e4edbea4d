import type { LocalDate } from '#kernel/dates.ts';
import { reviewCase, reviewsOf, unfinishedIn } from '#modules/case-life/index.ts';
import { formOf, meetingInSentence, processOf } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import { radios } from '#ui/components/radios.ts';
import { errorOf, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import { link, paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { exitFormOf, usualReview } from '../../index.ts';
import type { CaseMatter, ReviewChoice } from '../../index.ts';
import { caseForm } from '../case-form.ts';
import { onCase } from '../gates.ts';
import { decisionIn, openActionsPart, reasonFields, unfinishedPart } from '../life/decision.ts';
import { inspectedWords } from './words.ts';

const path = '/cases/:case/review';
const choices: readonly ReviewChoice[] = ['continue', 'exit-forward', 'close'];

export const reviewRoutes = [
  route({
    method: 'GET',
    path,
    gate: onCase('decide on its life'),
    handle: (visit) => show(visit, visit.query, []),
  }),
  route({
    method: 'POST',
    path,
    gate: onCase('decide on its life'),
    async handle(visit) {
      const { form, subject } = visit;
      const done = await reviewCase(
        workOf(visit),
        subject.caseId,
        form.raw('inspectedOn') as LocalDate,
        {
          choice: choices.find((each) => each === form.raw('choice')),
          ...decisionIn(form),
        },
      );
      if (done.ok) return redirect(`/cases/${subject.caseId}`);
      return show(visit, form, [problemOf(done.refusal, 'choice')]);
    },
  }),
];

async function show(
  visit: Visit<CaseMatter>,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject, today, actor } = visit;
  const { pack, db } = services;
  const { caseId, urn } = subject;
  const process = processOf(pack, subject.case.process);
  const [inspected] = (await reviewsOf(db, [subject.case])).get(caseId) ?? [];
  if (!inspected && problems.length === 0) return redirect(`/cases/${caseId}/timeline`);
  const exitForm = exitFormOf(pack, process);
  const usual = inspected && usualReview(inspected, exitForm);
  const unfinished = await unfinishedIn(db, pack, caseId, today);
  const closePart =
    unfinished.length === 0
      ? undefined
      : html`${unfinishedPart(unfinished)}${openActionsPart(typed, problems, unfinished)}`;
  return caseForm(visit, {
    title: 'Review the process after an inspection',
    at: '/review',
    errors: problems,
    intro: html`${
      inspected &&
      paragraph(
        html`After the ${link(`/schools/${urn}/inspections`, inspectedWords(inspected))}, you decide what becomes of the ${process.name}. ${inspected.kind !== 'graded' && 'After a monitoring visit or an ungraded inspection it usually continues.'}`,
      )
    }`,
    fields: html`
      ${hidden('inspectedOn', inspected?.firstDay ?? typed.raw('inspectedOn'))}
      ${radios({
        name: 'choice',
        value: typed.raw('choice') || usual,
        fieldset: { legend: { content: 'What follows', classes: 'govuk-fieldset__legend--s' } },
        errorMessage: errorOf(problems, 'choice'),
        items: [
          {
            value: 'continue',
            content: 'Continue',
            hint: 'The next meeting stays as it is.',
          },
          ...(exitForm === undefined
            ? []
            : [
                {
                  value: 'exit-forward',
                  content: 'Bring the exit forward',
                  hint: `The next meeting is the ${meetingInSentence(formOf(pack, exitForm))}. Everyone who is invited is told.`,
                },
              ]),
          {
            value: 'close',
            content: 'Close the process',
            hint:
              exitForm === undefined
                ? `A ${process.name} process usually ends with the next inspection.`
                : 'What is still to come is cancelled.',
            conditional: closePart,
          },
        ],
      })}
      ${reasonFields(typed, problems, actor.name, usual === 'continue' ? 'It stays in the timeline of the process. Not needed where the process simply continues.' : undefined)}`,
    submit: 'Save the decision',
  });
}
