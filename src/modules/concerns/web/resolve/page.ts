import { shortDate } from '#kernel/dates.ts';
import { findSchool } from '#modules/schools/index.ts';
import { Form } from '#platform/http/form.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, formPage } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import { link } from '#ui/text.ts';
import { dateBoxes, problemOf, readDate } from '#web/fields.ts';
import { siteOf } from '#web/pages.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { resolveConcern } from '../../commands/change-concern.ts';
import { onConcern } from '../gates.ts';
import type { ConcernMatter } from '../gates.ts';
import { concernWords, kindName } from '../words.ts';

const path = '/schools/:urn/concerns/:concern/resolve';

export const resolveRoutes = [
  route({
    method: 'GET',
    path,
    gate: onConcern('resolve'),
    handle: (visit) => show(visit, new Form(new URLSearchParams(dateBoxes('on', visit.today))), []),
  }),
  route({
    method: 'POST',
    path,
    gate: onConcern('resolve'),
    async handle(visit) {
      const { form, subject } = visit;
      const on = readDate(form, 'on', 'The day it was resolved');
      const problems = on.ok ? [] : [problemOf(on.refusal, 'on')];
      if (form.text('text') === '') {
        problems.push({ field: 'text', sentence: 'Enter what resolved it' });
      }
      if (!on.ok || problems.length > 0) return show(visit, form, problems);
      const resolved = await resolveConcern(workOf(visit), subject.concern.id, {
        on: on.value,
        text: form.text('text'),
      });
      if (resolved.ok) return redirect(`/schools/${subject.matter.urn}/level#concerns`);
      return show(visit, form, [problemOf(resolved.refusal, 'text')]);
    },
  }),
];

async function show(
  visit: Visit<ConcernMatter>,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject } = visit;
  const { matter, concern } = subject;
  const school = await findSchool(services.db, matter.urn);
  if (!school) return notFound;
  const back = `/schools/${matter.urn}/level`;
  const dateNames = ['on-day', 'on-month', 'on-year'];
  const view = formPage({
    site: siteOf(visit),
    title: 'Resolve a concern',
    caption: school.name,
    back: { href: back, content: 'Level and concerns' },
    errors: problems,
    action: `/schools/${matter.urn}/concerns/${concern.id}/resolve`,
    intro: html`<h2 class="govuk-heading-s">${kindName(services.pack, concern)}</h2>${concernWords(concern)}`,
    fields: html`
      ${textarea({
        name: 'text',
        label: { content: 'What resolved it?', classes: 'govuk-label--s' },
        hint: 'Whoever may read the concern reads this too.',
        rows: 5,
        value: typed.raw('text'),
        errorMessage: errorOf(problems, 'text'),
      })}
      ${dateInput({
        id: 'on',
        namePrefix: 'on',
        fieldset: {
          legend: { content: 'Resolved on', classes: 'govuk-fieldset__legend--s' },
        },
        hint: `From ${shortDate(concern.ofDate)} until today`,
        values: Object.fromEntries(dateNames.map((name) => [name, typed.raw(name)])),
        errorMessage: errorOf(problems, 'on'),
      })}`,
    submit: 'Resolve the concern',
    beside: link(back, 'Cancel'),
  });
  return page(view, problems.length === 0 ? 200 : 422);
}
