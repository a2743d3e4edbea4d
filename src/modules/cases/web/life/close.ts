import { longDate } from '#kernel/dates.ts';
import { closeCase, reviewsOf, unfinishedIn } from '#modules/case-life/index.ts';
import { isToCome, meetingsOf } from '#modules/meetings/index.ts';
import { nextStepFrom } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import { radios } from '#ui/components/radios.ts';
import { errorOf } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import { paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { closings } from '../../index.ts';
import type { CaseMatter, Closing } from '../../index.ts';
import { caseForm } from '../case-form.ts';
import { onCase } from '../gates.ts';
import { decisionIn, openActionsPart, reasonFields, unfinishedPart } from './decision.ts';

const path = '/cases/:case/close';

export const closeCaseRoutes = [
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
      const about = form.raw('about');
      const done = await closeCase(workOf(visit), subject.caseId, {
        about: Object.hasOwn(closings, about) ? (about as Closing) : undefined,
        ...decisionIn(form),
      });
      if (done.ok) return redirect(`/cases/${done.value}`);
      return show(visit, form, [problemOf(done.refusal, 'reason')]);
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
  const { caseId } = subject;
  const unfinished = await unfinishedIn(db, pack, caseId, today);
  const toCome = (await meetingsOf(db, caseId)).find(isToCome);
  const reviews = (await reviewsOf(db, [subject.case])).get(caseId) ?? [];
  const next = nextStepFrom(pack, subject.case.process);
  const offered = (Object.keys(closings) as Closing[]).filter((each) => {
    if (each === 'exit') return false;
    if (each === 'inspection') return reviews.length > 0;
    return each !== 'next-step' || next !== undefined;
  });
  return caseForm(visit, {
    title: 'Close the process',
    at: '/close',
    errors: problems,
    intro: html`
      ${paragraph('For another reason than the exit that the board itself agrees at a meeting. It can be reopened, with a reason.')}
      ${unfinishedPart(unfinished)}
      ${toCome && paragraph(`The meeting of ${longDate(toCome.date)}, which is ${toCome.status}, is cancelled with the process, and everyone who was invited is told.`)}`,
    fields: html`
      ${radios({
        name: 'about',
        value: typed.raw('about'),
        fieldset: { legend: { content: 'Why it is closed', classes: 'govuk-fieldset__legend--s' } },
        errorMessage: errorOf(problems, 'about'),
        items: offered.map((each) => ({
          value: each,
          content: closings[each],
          ...(each === 'next-step' && next
            ? { hint: `${next.label}. It opens with the ongoing actions.` }
            : {}),
        })),
      })}
      ${reasonFields(typed, problems, actor.name)}
      ${openActionsPart(typed, problems, unfinished)}`,
    submit: 'Close the process',
  });
}
