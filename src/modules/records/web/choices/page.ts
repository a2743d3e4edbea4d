import { randomUUID } from 'node:crypto';
import { longInstant } from '#kernel/dates.ts';
import { button } from '#ui/components/button.ts';
import { radios } from '#ui/components/radios.ts';
import { errorOf, form as formElement, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { paragraph } from '#ui/text.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { saveEdits } from '../../commands/save-edits.ts';
import type { WholeRecord } from '../../domain/content.ts';
import { labelOfPart, partInWords } from '../../domain/part-words.ts';
import type { RecordMatter } from '../../index.ts';
import { fieldsOf } from '../../queries/room.ts';
import type { NewsOfPart } from '../../queries/room.ts';
import { wholeRecord } from '../../queries/whole-record.ts';
import { isWritable, recordPage, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';
import { readRevision } from '../room/form.ts';

const path = '/records/:record/choices';

/** Questions that two people answered at once, for the chair to choose. */
export const choicesRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRecord('hold the meeting'),
    handle: (visit) =>
      isWritable(visit.subject)
        ? show(visit, [])
        : Promise.resolve(redirect(recordPath(visit.subject))),
  }),
  route({
    method: 'POST',
    path,
    gate: onRecord('hold the meeting'),
    async handle(visit) {
      const { form, subject, services } = visit;
      const part = form.raw('part');
      const fields = await fieldsOf(services.db, await wholeRecord(services.db, subject));
      const open = fields.get(part);
      const chosen = form.raw('chosen');
      // Chosen already, by this form or another.
      if (!open?.beside) return redirect(`${recordPath(subject)}/choices`);
      if (chosen !== 'there' && chosen !== 'beside') {
        return show(visit, [{ field: fieldOf(part), sentence: 'Choose one of the two' }]);
      }
      const edit = {
        id: randomUUID(),
        part,
        // What both were at when they were shown: a newer choice stands beside this one again.
        parent: readRevision(form.raw('seen')),
        text: chosen === 'there' ? open.text : open.beside.text,
      };
      const saved = await saveEdits(
        workOf(visit),
        subject.recordId,
        [edit],
        Number.MAX_SAFE_INTEGER,
      );
      const [result] = saved.ok ? saved.value.results : [];
      if (!saved.ok) return show(visit, [{ sentence: saved.refusal.sentence }]);
      if (result?.kind === 'refused') {
        return show(visit, [{ field: fieldOf(part), sentence: result.refusal.sentence }]);
      }
      return redirect(`${recordPath(subject)}/choices`);
    },
  }),
];

async function show(visit: Visit<RecordMatter>, problems: readonly FormError[]): Promise<Reply> {
  const { subject, services } = visit;
  const here = recordPath(subject);
  const whole = await wholeRecord(services.db, subject);
  const fields = [...(await fieldsOf(services.db, whole)).values()];
  const open = fields.filter(({ beside }) => beside !== undefined);
  const view = recordPage(visit, {
    title: 'Two answers to one question',
    problems,
    back: { href: `${here}/room`, content: 'The notes' },
    content: html`
      ${paragraph(
        open.length === 0
          ? 'Nothing is left to choose.'
          : 'Two people answered at the same time, or one of them without a connection. Both answers are kept: choose the one that is right.',
      )}
      ${open.map((each) => choicePart(each, whole, visit.path, problems))}
      ${open.length === 0 && button({ content: 'Go on to close the meeting', href: `${here}/close` })}`,
  });
  return page(view, problems.length === 0 ? 200 : 422);
}

function choicePart(
  { part, text, by, at, revision, beside }: NewsOfPart,
  whole: WholeRecord,
  action: string,
  problems: readonly FormError[],
): Html | undefined {
  if (!beside) return undefined;
  const label = labelOfPart(whole, part);
  const from = (who: string, when: string) =>
    `${who === '' ? 'Recorded' : `By ${who}`}${when === '' ? '' : `, on ${longInstant(new Date(when))}`}`;
  return formElement({
    action,
    content: html`${hidden('part', part)}${hidden('seen', Math.max(revision, beside.revision))}
      ${radios({
        name: 'chosen',
        idPrefix: fieldOf(part),
        fieldset: { legend: { content: label, classes: 'govuk-fieldset__legend--m' } },
        errorMessage: errorOf(problems, fieldOf(part)),
        items: [
          {
            value: 'there',
            content: partInWords(whole, part, text),
            hint: `${from(by, at)}. This is in the record now.`,
          },
          {
            value: 'beside',
            content: partInWords(whole, part, beside.text),
            hint: from(beside.by, beside.at),
          },
        ],
      })}
      ${button({ content: html`Save this choice<span class="govuk-visually-hidden">: ${label}</span>` })}`,
  });
}

/** The id of a part's question. */
function fieldOf(part: string): string {
  return `choice-${part.replaceAll(':', '-')}`;
}
