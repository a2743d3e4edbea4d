import { textarea } from '#ui/components/textarea.ts';
import { errorOf, formPage } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import { paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { siteOf } from '#web/pages.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { withdrawPaper } from '../../commands/withdraw.ts';
import { onDocument } from '../gates.ts';
import type { DocumentSubject } from '../gates.ts';
import { ofDay } from '../words.ts';

const path = '/meetings/:meeting/pre-reads/documents/:document/withdraw';

export const withdrawRoutes = [
  route({
    method: 'GET',
    path,
    gate: onDocument('withdraw'),
    handle: (visit) => Promise.resolve(show(visit, '', [])),
  }),
  route({
    method: 'POST',
    path,
    gate: onDocument('withdraw'),
    async handle(visit) {
      const { meeting, paper, version } = visit.subject;
      const reason = visit.form.text('reason');
      const { meetingId } = meeting;
      const done = await withdrawPaper(workOf(visit), meetingId, version.answer.id, reason);
      if (done.ok) return redirect(`/meetings/${meetingId}/pre-reads/${paper.paper.key}`);
      return show(visit, reason, [problemOf(done.refusal, 'reason')]);
    },
  }),
];

function show(
  visit: Visit<DocumentSubject>,
  reason: string,
  problems: readonly FormError[],
): Reply {
  const { meeting, paper, version } = visit.subject;
  const here = `/meetings/${meeting.meetingId}/pre-reads`;
  const view = formPage({
    site: siteOf(visit),
    title: 'Withdraw the document',
    caption: meeting.schoolName,
    back: { href: `${here}/${paper.paper.key}`, content: paper.paper.label },
    action: `${here}/documents/${version.answer.id}/withdraw`,
    errors: problems,
    intro: html`${paragraph(
      html`<span class="app-file"><strong>${version.file.name}</strong></span>. ${ofDay(version)}`,
    )}${paragraph(
      'Withdraw a document that should not have been sent. Nobody sees it any more but the chair; what was held before counts again. To send a newer one, you need not withdraw this.',
    )}`,
    fields: textarea({
      name: 'reason',
      label: { content: 'Why it is withdrawn', classes: 'govuk-label--s' },
      rows: 3,
      value: reason,
      errorMessage: errorOf(problems, 'reason'),
    }),
    submit: 'Withdraw the document',
  });
  return page(view, problems.length === 0 ? 200 : 422);
}
