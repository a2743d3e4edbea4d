import { sectionOf } from '#policy-pack/index.ts';
import type { Section } from '#policy-pack/index.ts';
import { details } from '#ui/components/details.ts';
import { hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import { heading, paragraph } from '#ui/text.ts';
import { notFound, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { page } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { fillSection } from '../../commands/fill-section.ts';
import { mayWrite } from '../../domain/record.ts';
import { isTyped } from '../../domain/section.ts';
import type { RecordMatter } from '../../index.ts';
import { fillable } from '../../queries/fillable.ts';
import { lines } from '../content-view.ts';
import { formFor, recordForm, recordPage, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';
import { fieldOf, readRevision } from '../room/form.ts';

const path = '/records/:record/sections/:section/fill';

/** A section filled in again with what is held today, once whoever writes has looked at it. */
export const fillRoutes = [
  route({ method: 'GET', path, gate: onRecord('write notes'), handle: (visit) => show(visit, []) }),
  route({
    method: 'POST',
    path,
    gate: onRecord('write notes'),
    async handle(visit) {
      const { form, subject } = visit;
      const section = sectionAt(visit);
      if (!section) return notFound;
      const parent = readRevision(form.raw('parent'));
      const done = await fillSection(workOf(visit), subject.recordId, section.key, parent);
      if (done.ok) return redirect(notesAt(subject, section));
      return show(visit, [{ sentence: done.refusal.sentence }]);
    },
  }),
];

function sectionAt({ subject, params }: Visit<RecordMatter>): Section | undefined {
  const section = sectionOf(formFor(subject), params['section'] ?? '');
  return section && isTyped(section) ? section : undefined;
}

function notesAt(subject: RecordMatter, { key }: Section): string {
  return `${recordPath(subject)}/room#${fieldOf(key)}`;
}

async function show(visit: Visit<RecordMatter>, problems: readonly FormError[]): Promise<Reply> {
  const { subject, services, today } = visit;
  const section = sectionAt(visit);
  if (!section || !mayWrite(subject.record).ok) return notFound;
  const { current, filled } = await fillable(services.db, subject, section, today);
  const back = { href: notesAt(subject, section), content: 'The notes' };
  const title = `Fill in “${section.label}” again`;
  if (!filled || filled.text === current.text) {
    const content = paragraph(
      filled
        ? 'The section says what is held now. There is nothing new to fill in.'
        : 'Nothing is held that could fill in this section.',
    );
    return page(recordPage(visit, { title, problems, back, content }));
  }
  return recordForm(visit, {
    title,
    problems,
    back,
    intro: html`
      ${paragraph('What people wrote in the section is replaced. It stays among the earlier texts, to be brought back or copied from.')}
      ${heading('What is held now')}
      ${paragraph(`From ${filled.from}.`)}
      ${lines(filled.text)}
      ${details({
        summary: 'What the section says',
        content: current.text === '' ? paragraph('Nothing') : lines(current.text),
      })}`,
    fields: hidden('parent', current.revision),
    submit: 'Use what is held now',
    cancel: { href: back.href, content: 'Leave it as it is' },
  });
}
