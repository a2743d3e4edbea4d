import { longInstant } from '#kernel/dates.ts';
import { button } from '#ui/components/button.ts';
import { details } from '#ui/components/details.ts';
import { form as formElement, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { buttonGroup, heading, link, paragraph } from '#ui/text.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { settleLateText } from '../../commands/late-texts.ts';
import type { WholeRecord } from '../../domain/content.ts';
import { labelOfPart, partInWords } from '../../domain/part-words.ts';
import { fieldTexts } from '../../domain/parts.ts';
import type { RecordMatter } from '../../index.ts';
import { wholeRecord } from '../../queries/whole-record.ts';
import { lateTexts } from '../../queries/late-texts.ts';
import type { LateText } from '../../queries/late-texts.ts';
import { lines } from '../content-view.ts';
import { isWritable, recordPage, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';

const path = '/records/:record/late';

/** What was typed on a device and came too late, for the chair to bring in or to leave out. */
export const lateRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRecord('hold the meeting'),
    handle: (visit) => show(visit, []),
  }),
  route({
    method: 'POST',
    path,
    gate: onRecord('hold the meeting'),
    async handle(visit) {
      const { form, subject } = visit;
      const how = form.raw('how');
      const edit = form.raw('edit');
      const { waiting, done } = await lateTexts(visit.services.db, subject.recordId);
      if ([...waiting, ...done].every((text) => text.edit !== edit)) return notFound;
      if (how !== 'bring in' && how !== 'leave out') return notFound;
      const settled = await settleLateText(workOf(visit), subject.recordId, edit, how);
      return settled.ok
        ? redirect(`${recordPath(subject)}/late`)
        : show(visit, [{ field: `text-${edit}`, sentence: settled.refusal.sentence }]);
    },
  }),
];

async function show(visit: Visit<RecordMatter>, problems: readonly FormError[]): Promise<Reply> {
  const { subject, services } = visit;
  const here = recordPath(subject);
  const whole = await wholeRecord(services.db, subject);
  const { waiting, done } = await lateTexts(services.db, subject.recordId);
  const writable = isWritable(subject);
  const view = recordPage(visit, {
    title: 'Typed on a device and not sent in time',
    problems,
    content: html`
      ${paragraph('These texts reached the council when the record could not be written in, or not by those who had typed them. Nothing of them is in the record unless you bring it in.')}
      ${
        waiting.length > 0 &&
        !writable &&
        paragraph(
          subject.record.state.status === 'final'
            ? html`The record is final. To bring something in, ${link(`${here}/correct`, 'start a correction')} first.`
            : 'Nothing can be brought in while the record cannot be written in.',
        )
      }
      ${waiting.length === 0 && paragraph('Nothing is waiting.')}
      ${waiting.map((text) => textPart(text, whole, visit.path, writable))}
      ${done.length > 0 && heading('Looked at')}
      ${done.map((text) => donePart(text, whole))}`,
  });
  return page(view, problems.length === 0 ? 200 : 422);
}

function textPart(text: LateText, whole: WholeRecord, action: string, writable: boolean): Html {
  const { edit, part } = text;
  const label = labelOfPart(whole, part);
  const about = html`<span class="govuk-visually-hidden">: ${label}</span>`;
  const press = (how: string, words: string, classes: string) =>
    button({ content: html`${words}${about}`, name: 'how', value: how, classes });
  const now = textNow(whole, part);
  return html`<section class="app-check__section" id="text-${edit}">
    ${heading(label)}
    ${paragraph(`Typed by ${text.byName}, handed over on ${longInstant(text.at)}:`)}
    <div class="app-check__text">${lines(partInWords(whole, part, text.text))}</div>
    ${details({ summary: html`What the record says now${about}`, content: lines(partInWords(whole, part, now)) })}
    ${formElement({
      action,
      content: html`${hidden('edit', edit)}${buttonGroup(
        writable && press('bring in', 'Bring it into the notes', 'govuk-button'),
        press('leave out', 'Leave it out', 'govuk-button--secondary'),
      )}`,
    })}</section>`;
}

function donePart({ part, text, byName, settled }: LateText, whole: WholeRecord): Html {
  return details({
    summary: `${labelOfPart(whole, part)}, typed by ${byName}`,
    content: html`${lines(partInWords(whole, part, text))}${
      settled && paragraph(`${settled.by} looked at it on ${longInstant(settled.at)}.`)
    }`,
  });
}

function textNow(whole: WholeRecord, part: string): string {
  const section = whole.sections.get(part)?.text;
  return section ?? fieldTexts(whole).find(([address]) => address === part)?.[1] ?? '';
}
