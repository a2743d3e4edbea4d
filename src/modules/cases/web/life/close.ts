import { longDate } from '#kernel/dates.ts';
import { closeCase, reviewsOf, unfinishedIn } from '#modules/case-life/index.ts';
import { isToCome, meetingsOf } from '#modules/meetings/index.ts';
import { nextStepFrom, processOf } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import { checkboxes } from '#ui/components/checkboxes.ts';
import { input } from '#ui/components/input.ts';
import { radios } from '#ui/components/radios.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, formPage } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, heading, link, paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { siteOf } from '#web/pages.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { closings } from '../../index.ts';
import type { CaseMatter, Closing, Unfinished } from '../../index.ts';
import { onCase } from '../gates.ts';

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
        reason: form.text('reason'),
        decidedBy: form.text('decidedBy'),
        stopsActions: form.has('stopsActions'),
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
  const { caseId, schoolName } = subject;
  const process = processOf(pack, subject.case.process);
  const unfinished = await unfinishedIn(db, pack, caseId, today);
  const toCome = (await meetingsOf(db, caseId)).find(isToCome);
  const reviews = (await reviewsOf(db, [subject.case])).get(caseId) ?? [];
  const next = nextStepFrom(pack, process.key);
  const offered = (Object.keys(closings) as Closing[]).filter((each) => {
    if (each === 'exit') return false;
    if (each === 'inspection') return reviews.length > 0;
    return each !== 'next-step' || next !== undefined;
  });
  const view = formPage({
    site: siteOf(visit),
    title: 'Close the process',
    caption: `${process.name} for ${schoolName}`,
    back: { href: `/cases/${caseId}`, content: `${process.name} for ${schoolName}` },
    action: `/cases/${caseId}/close`,
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
  return page(view, problems.length === 0 ? 200 : 422);
}

/** What must be ended first, each a link to where that is done. */
export function unfinishedPart(unfinished: readonly Unfinished[]): Html | undefined {
  const first = unfinished.filter(({ kind }) => kind !== 'action');
  if (first.length === 0) return undefined;
  return html`<div id="unfinished">${heading('Before it can be closed')}${bulletList(
    first.map(({ sentence, href }) => link(href, sentence)),
  )}</div>`;
}

/** The reason, and who decided. */
export function reasonFields(
  typed: Form,
  problems: readonly FormError[],
  you: string,
  hint = 'It stays in the timeline of the process.',
): Html {
  return html`
    ${textarea({
      name: 'reason',
      label: { content: 'The reason, in your own words', classes: 'govuk-label--s' },
      hint,
      rows: 4,
      value: typed.raw('reason'),
      errorMessage: errorOf(problems, 'reason'),
    })}
    ${input({
      name: 'decidedBy',
      label: { content: 'Who decided', classes: 'govuk-label--s' },
      value: typed.has('decidedBy') ? typed.raw('decidedBy') : you,
      classes: 'govuk-input--width-20',
      autocomplete: 'off',
      errorMessage: errorOf(problems, 'decidedBy'),
    })}`;
}

/** The actions that are open, and whether they are stopped with the case. */
export function openActionsPart(
  typed: Form,
  problems: readonly FormError[],
  unfinished: readonly Unfinished[],
): Html | undefined {
  const actions = unfinished.filter(({ kind }) => kind === 'action');
  if (actions.length === 0) return undefined;
  return html`${heading('Actions that are still open', { size: 's' })}${bulletList(
    actions.map(({ sentence, href }) => link(href, sentence)),
  )}${checkboxes({
    name: 'stopsActions',
    classes: 'govuk-checkboxes--small',
    errorMessage: errorOf(problems, 'stopsActions'),
    items: [
      {
        value: 'yes',
        content: 'Stop them when the process is closed, for the same reason',
        checked: typed.has('stopsActions'),
      },
    ],
  })}`;
}
