import { longInstant } from '#kernel/dates.ts';
import { sectionOf } from '#policy-pack/index.ts';
import type { Section } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { details } from '#ui/components/details.ts';
import { form as formElement, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { paragraph } from '#ui/text.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { bringBackText } from '../../commands/bring-back.ts';
import { isTyped } from '../../domain/section.ts';
import type { RecordMatter } from '../../index.ts';
import { sectionHistory } from '../../queries/section-history.ts';
import type { PastText } from '../../queries/section-history.ts';
import { lines } from '../content-view.ts';
import { formFor, isWritable, recordPage, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';
import { fieldOf, readRevision } from '../room/form.ts';

const path = '/records/:record/sections/:section/history';

export const historyRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRecord('write notes'),
    handle: (visit) => show(visit, []),
  }),
  route({
    method: 'POST',
    path,
    gate: onRecord('write notes'),
    async handle(visit) {
      const { form, subject } = visit;
      const section = sectionAt(visit);
      if (!section) return notFound;
      const { key } = section;
      const back = {
        revision: readRevision(form.raw('revision')),
        parent: readRevision(form.raw('current')),
      };
      const brought = await bringBackText(workOf(visit), subject.recordId, key, back);
      return brought.ok
        ? redirect(`${recordPath(subject)}/room#${fieldOf(key)}`)
        : show(visit, [{ sentence: brought.refusal.sentence }]);
    },
  }),
];

function sectionAt({ subject, params }: Visit<RecordMatter>): Section | undefined {
  const section = sectionOf(formFor(subject), params['section'] ?? '');
  return section && isTyped(section) ? section : undefined;
}

async function show(visit: Visit<RecordMatter>, problems: readonly FormError[]): Promise<Reply> {
  const { subject, services } = visit;
  const section = sectionAt(visit);
  if (!section) return notFound;
  const { key, label } = section;
  const texts = await sectionHistory(services.db, subject.recordId, key);
  const newest = texts[0]?.revision ?? 0;
  const writable = isWritable(subject);
  const view = recordPage(visit, {
    title: `Earlier texts of “${label}”`,
    problems,
    back: writable
      ? { href: `${recordPath(subject)}/room#${fieldOf(key)}`, content: 'The notes' }
      : { href: recordPath(subject), content: 'The record' },
    content: html`
      ${paragraph('Every text that was saved is kept. Texts that were saved within a few minutes of each other are shown as the last of them.')}
      ${texts.length === 0 && paragraph('Nothing has been saved yet.')}
      ${texts.map((text) => textPart(text, newest, writable, visit.path))}`,
  });
  return page(view, problems.length === 0 ? 200 : 409);
}

function textPart(text: PastText, newest: number, writable: boolean, action: string): Html {
  const { revision, by, at } = text;
  const isNewest = revision === newest;
  return details({
    open: isNewest,
    summary: `${isNewest ? 'Now: ' : ''}${longInstant(at)}, ${by ?? 'filled in by Trajectory'}`,
    content: html`${text.text === '' ? paragraph('Empty') : lines(text.text)}${
      !isNewest &&
      writable &&
      formElement({
        action,
        content: html`${hidden('revision', revision)}${hidden('current', newest)}${button({
          content: html`Bring this text back<span class="govuk-visually-hidden"> from ${longInstant(at)}</span>`,
          classes: 'govuk-button--secondary govuk-!-margin-bottom-0',
          preventDoubleClick: true,
        })}`,
      })
    }`,
  });
}
