import { shortDate } from '#kernel/dates.ts';
import { Form } from '#platform/http/form.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, formPage } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import { bulletList, link, paragraph } from '#ui/text.ts';
import { path as address } from '#ui/url.ts';
import { problemOf } from '#web/fields.ts';
import { siteOf } from '#web/pages.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { withdrawEntered } from '../../commands/enter-inspection.ts';
import { accountOf } from '../../domain/account.ts';
import type { EnteredInspection } from '../../domain/entered.ts';
import { onEntered } from '../gates.ts';

const path = '/inspections/entered/:entered/withdraw';

/** Withdraws an entered inspection that was wrong. */
export const withdrawRoutes = [
  route({
    method: 'GET',
    path,
    gate: onEntered,
    handle: (visit) => Promise.resolve(show(visit, new Form(new URLSearchParams()), [])),
  }),
  route({
    method: 'POST',
    path,
    gate: onEntered,
    async handle(visit) {
      const { form, subject } = visit;
      const done = await withdrawEntered(workOf(visit), subject.id, form.text('reason'));
      if (done.ok) return redirect(`/schools/${subject.inspection.urn}/inspections`);
      return show(visit, form, [problemOf(done.refusal, 'reason')]);
    },
  }),
];

function show(visit: Visit<EnteredInspection>, typed: Form, problems: readonly FormError[]): Reply {
  const { inspection, by, on, withdrawn } = visit.subject;
  if (withdrawn) return notFound;
  const here = address`/schools/${String(inspection.urn)}/inspections`;
  const { title, lines } = accountOf(inspection);
  const view = formPage({
    site: siteOf(visit),
    title: 'Withdraw an entered inspection',
    caption: title,
    back: { href: here, content: 'Inspections' },
    errors: problems,
    action: address`/inspections/entered/${visit.subject.id}/withdraw`,
    intro: html`
      ${paragraph(`${by.name} entered it on ${shortDate(on)}. Withdrawn, it counts no longer; it stays to be read with your reason.`)}
      ${bulletList(lines.map(({ what, said }) => `${what}: ${said}`))}`,
    fields: textarea({
      name: 'reason',
      label: { content: 'Why is it withdrawn?', classes: 'govuk-label--s' },
      rows: 3,
      value: typed.raw('reason'),
      errorMessage: errorOf(problems, 'reason'),
    }),
    submit: 'Withdraw it',
    beside: link(here, 'Cancel'),
  });
  return page(view, problems.length === 0 ? 200 : 422);
}
