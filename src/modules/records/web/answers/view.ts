import { sectionOf } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import { button } from '#ui/components/button.ts';
import { details } from '#ui/components/details.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { radios } from '#ui/components/radios.ts';
import { tag } from '#ui/components/tag.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, form as formElement, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { buttonGroup, heading, link, paragraph } from '#ui/text.ts';
import type { Visit } from '#web/route.ts';
import { isAt, toDecide } from '../../domain/accuracy.ts';
import type { AccuracyAnswer, Place } from '../../domain/accuracy.ts';
import type { RecordContent, WholeRecord } from '../../domain/content.ts';
import { passagesOf, withoutLead, withWords } from '../../domain/passages.ts';
import { emptySection, isTyped } from '../../domain/section.ts';
import { isUnmade, mendOf } from '../../domain/unmade.ts';
import type { RecordMatter } from '../../index.ts';
import { inOrder, nameOf } from '../accuracy-check/view.ts';
import { answerView } from '../answer-view.ts';
import { bodyView } from '../content-view.ts';
import { recordPage, recordPath } from '../frame.ts';
import { mendPath } from '../mends.ts';

export interface AnswersShown {
  readonly whole: WholeRecord;
  readonly content: RecordContent;
  /** The form that came back, and about which answer. */
  readonly back: { readonly place: Place; readonly form: Form } | undefined;
  /** The text that was saved with both versions of a passage, for the form that came back. */
  readonly merged: string | undefined;
  readonly problems: readonly FormError[];
}

/** What the headteacher answered, for the chair to decide on, one at a time. */
export function answersView(visit: Visit<RecordMatter>, shown: AnswersShown): Html {
  const { subject } = visit;
  const { whole, problems } = shown;
  const here = recordPath(subject);
  const open = toDecide(whole.answers);
  const left = open.filter(({ decided }) => !decided).length;
  return recordPage(visit, {
    title: 'The headteacher’s answers',
    problems,
    content: html`
      ${
        open.length === 0
          ? paragraph('The headteacher found all of it accurate. There is nothing to decide on.')
          : paragraph(
              `${whole.answers.length - open.length} of ${whole.answers.length} parts are accurate. ${left === 0 ? 'You have decided on the others.' : `Decide on the others: ${left} left.`}`,
            )
      }
      ${inOrder(whole, open).map((answer) => answerPart(subject, answer, shown))}
      ${left === 0 && buttonGroup(button({ content: 'Go on to finalise', href: `${here}/finalise` }))}`,
  });
}

/** The id of what is said or asked of one answer. */
export function decidesAt(
  what: 'answer' | 'decision' | 'reason' | 'text',
  { section, part }: Place,
): string {
  return part === '' ? `${what}-${section}` : `${what}-${section}-${part}`;
}

function answerPart(subject: RecordMatter, answer: AccuracyAnswer, shown: AnswersShown): Html {
  const { whole, content, problems } = shown;
  const key = answer.section;
  const section = sectionOf(whole.form, key);
  const label = nameOf(whole, answer);
  const back = shown.back && isAt(answer)(shown.back.place) ? shown.back.form : undefined;
  const asks = answer.answer === 'fact-wrong';
  const corrects = asks && section !== undefined && isTyped(section);
  const body = content.sections.find((each) => each.key === key)?.body;
  const [decision, reason] = [decidesAt('decision', answer), decidesAt('reason', answer)];
  return html`<section class="app-check__section" id="${decidesAt('answer', answer)}">
    ${heading(label)}
    ${answer.decided && html`<p class="govuk-body">${tag({ content: answer.decided.decision === 'accepted' ? 'Accepted' : 'Declined', classes: 'govuk-tag--grey' })}</p>`}
    ${insetText({
      content: html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>${asks ? 'A fact is wrong. It should say:' : 'I see it differently:'}</strong></p>${answerView(answer)}`,
    })}
    ${answer.part === '' && !corrects && body && html`<div class="app-check__text">${bodyView(body)}</div>`}
    ${asks && !corrects && otherPage(subject, answer, shown)}
    ${!asks && paragraph('These words stand beside the section in the final record, whatever you decide.')}
    ${answer.decided && answer.decided.reason !== '' && paragraph(html`Your reason: ${answer.decided.reason}`)}
    ${foldedWhen(
      answer.decided !== undefined && !back,
      formElement({
        action: `${recordPath(subject)}/answers/${key}`,
        content: html`${hidden('part', answer.part)}${corrects && correction(answer, section.label, shown, back)}
        ${radios({
          name: 'decision',
          idPrefix: decision,
          value: back?.raw('decision') || answer.decided?.decision,
          classes: 'govuk-radios--small',
          fieldset: {
            legend: {
              content: html`Your decision<span class="govuk-visually-hidden"> on “${label}”</span>`,
              classes: 'govuk-fieldset__legend--s',
            },
          },
          errorMessage: errorOf(problems, decision),
          items: [
            { value: 'accepted', content: corrects ? 'Accept, and save the text above' : 'Accept' },
            {
              value: 'declined',
              content: asks ? 'Decline, and leave the record as it is' : 'Decline',
            },
          ],
        })}
        ${textarea({
          name: 'reason',
          id: reason,
          label: 'Reason',
          hint: 'Needed when you decline. It is part of the final record.',
          rows: 3,
          value: back?.raw('reason') ?? answer.decided?.reason,
          errorMessage: errorOf(problems, reason),
        })}
        ${button({ content: html`Save this decision<span class="govuk-visually-hidden"> on “${label}”</span>`, preventDoubleClick: true })}`,
      }),
    )}</section>`;
}

/** What has been decided is not asked again at once. */
function foldedWhen(isDecided: boolean, form: Html): Html {
  return isDecided ? details({ summary: 'Change this decision', content: form }) : form;
}

/**
 * What is saved with an accepted correction: the proposed wording, to go where the words stand that it
 * is about; where they stand no more, or it is about a whole section, the section's text.
 */
function correction(
  answer: AccuracyAnswer,
  label: string,
  { whole, merged, problems }: AnswersShown,
  back: Form | undefined,
): Html {
  const { section, part, decided, comment } = answer;
  const held = whole.sections.get(section) ?? emptySection(section);
  const isIn = part === '' || decided?.decision === 'accepted';
  const proposed = isIn ? held.text : withWords(held.text, answer, comment);
  if (!isIn && proposed !== undefined && back?.has('text') !== true) {
    const words = back?.has('wording') ? back.raw('wording') : withoutLead(answer, comment);
    const field = decidesAt('text', answer);
    return textarea({
      name: 'wording',
      id: field,
      label: `“${nameOf(whole, answer)}” as it will be`,
      hint: 'The proposed wording. Change it here if you accept something else.',
      rows: Math.min(12, Math.max(3, Math.ceil(words.length / 60) + 1)),
      value: words,
      errorMessage: errorOf(problems, field),
    });
  }
  const value = (back?.has('text') ? (merged ?? back.raw('text')) : undefined) ?? proposed;
  const id = decidesAt('text', answer);
  return html`${hidden('parent', held.revision)}${textarea({
    name: 'text',
    id,
    label: `“${label}” as it will be`,
    hint:
      part === ''
        ? 'Change it here if you accept.'
        : proposed === undefined
          ? 'The words that this is about have changed since. Put in here what is right if you accept.'
          : 'Change it here if you accept something else.',
    rows: Math.min(16, Math.max(5, (value ?? held.text).split('\n').length + 1)),
    value: value ?? held.text,
    errorMessage: errorOf(problems, id),
  })}`;
}

/** A wrong fact in what is recorded on a page of its own is changed there. */
function otherPage(
  subject: RecordMatter,
  answer: AccuracyAnswer,
  { whole, content }: AnswersShown,
): Html | undefined {
  if (answer.decided?.decision === 'declined') return undefined;
  const mend = mendOf(sectionOf(whole.form, answer.section)?.kind, answer.part);
  const label = nameOf(whole, answer);
  if (!mend) {
    return paragraph(
      'This was settled with the meeting and cannot be changed. Decline it, and say in the reason what is right: both stand in the record.',
    );
  }
  const href = mendPath(subject, mend);
  if (!answer.decided) {
    return paragraph(
      html`If you accept, ${link(href, 'change it on its own page', `(${label})`)} as well.`,
    );
  }
  return isUnmade(whole, passagesOf(content), answer)
    ? insetText({
        content: html`<strong>Accepted, and not made yet.</strong> ${link(href, 'Change it on its own page', `(${label})`)}. The record cannot be final before.`,
      })
    : undefined;
}
