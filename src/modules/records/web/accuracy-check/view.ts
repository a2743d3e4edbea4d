import { longDate } from '#kernel/dates.ts';
import { sectionOf } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { details } from '#ui/components/details.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { panel } from '#ui/components/panel.ts';
import { radios } from '#ui/components/radios.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, form as formElement } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { markdown } from '#ui/markdown.ts';
import { bulletList, buttonGroup, heading, link, paragraph } from '#ui/text.ts';
import type { Arrival } from '#web/route.ts';
import { can } from '../../access.ts';
import { fieldAt, isAt, toDecide } from '../../domain/accuracy.ts';
import type { AccuracyAnswer, TypedAnswer } from '../../domain/accuracy.ts';
import { contentOf } from '../../domain/content.ts';
import type { WholeRecord } from '../../domain/content.ts';
import { isOverdue } from '../../domain/record.ts';
import { passagesOf, withoutLead } from '../../domain/passages.ts';
import type { Passage } from '../../domain/passages.ts';
import { answerWords } from '../../domain/words.ts';
import type { RecordMatter } from '../../index.ts';
import { answerView } from '../answer-view.ts';
import { labelView, lines, nothing } from '../content-view.ts';
import { recordPage, recordPath } from '../frame.ts';
import type { Framed } from '../frame.ts';

export interface CheckShown {
  readonly whole: WholeRecord;
  /** What is typed of each part, in their order. */
  readonly typed: readonly TypedAnswer[];
  readonly problems: readonly FormError[];
  /** Where the answers are sent. */
  readonly action: string;
  /** Whether what was typed has just been kept. */
  readonly isKept: boolean;
}

type Here = Arrival & { readonly subject: RecordMatter };

/** Where a page goes back to; whoever came by a link has no other page. */
function backOf({ actor }: Arrival): NonNullable<Framed['back']> | null {
  return actor ? { href: '/', content: 'Your work' } : null;
}

/** The record to be checked, a paragraph at a time, each with its answer. */
export function checkView(here: Here, shown: CheckShown): Html {
  const { whole, typed, problems, action, isKept } = shown;
  const { state } = here.subject.record;
  const content = contentOf(whole);
  const passages = passagesOf(content);
  const due = state.status === 'with-headteacher' ? longDate(state.sending.answersDueOn) : '';
  const answered = typed.filter(({ answer }) => answer !== undefined).length;
  const other = (text: string, name: string, value: string) =>
    button({
      content: text,
      name,
      value,
      classes: 'govuk-button--secondary',
      preventDoubleClick: true,
    });
  return recordPage(here, {
    title: 'Check this record',
    problems,
    back: backOf(here),
    content: html`
      ${
        isKept &&
        notificationBanner({
          type: 'success',
          content: `What you have answered so far is kept. Come back and send it by ${due}.`,
        })
      }
      ${paragraph(`The chair asks you to check this record by ${due}. Say of each part whether it is accurate. Where a fact is wrong, change the words to what they should say. Where you see something differently, write how: your words then stand beside it, and the record stays as it is.`)}
      ${isOverdue(state, here.today) && insetText({ content: 'That day has passed. You can still answer, until the chair makes the record final.' })}
      ${answered > 0 && paragraph(`You have answered ${answered} of ${passages.length} parts. Nothing is sent yet.`)}
      ${
        answered === 0 &&
        formElement({
          action,
          content: html`${paragraph('If you have read it and nothing is wrong, one press is enough:')}${other('All of it is accurate', 'all', 'accurate')}`,
        })
      }
      ${details({
        summary: 'Go to a section, or to the end',
        content: html`${bulletList([
          ...content.sections.map(({ key, label }) => link(`#check-${key}`, label)),
          link('#check-end', 'The end, to send your answers'),
        ])}`,
      })}
      ${formElement({
        action,
        content: html`${content.sections.map(
          ({ key, label }) =>
            html`<section class="app-check__section" id="check-${key}">${labelView(
              label,
              whole.pack,
              'm',
            )}${passages.map((passage, index) => {
              const own = typed[index];
              return passage.section === key && own && passagePart(passage, own, problems);
            })}</section>`,
        )}<div id="check-end">${buttonGroup(
          button({ content: 'Send my answers to the chair', preventDoubleClick: true }),
          other('Send: what I have not answered is accurate', 'rest', 'accurate'),
          other('Save and come back later', 'keep', 'yes'),
        )}</div>`,
      })}`,
  });
}

function passagePart(
  passage: Passage,
  { answer, wording, view }: TypedAnswer,
  problems: readonly FormError[],
): Html {
  const { title, said, name, isMarkdown } = passage;
  const field = fieldAt('answer', passage);
  const [wordingField, viewField] = [fieldAt('wording', passage), fieldAt('view', passage)];
  const box = (id: string, label: string, value: string, hint?: string) =>
    textarea({
      name: id,
      label: html`${label}<span class="govuk-visually-hidden"> (${name})</span>`,
      hint,
      rows: Math.min(12, Math.max(3, Math.ceil(value.length / 45))),
      value,
      errorMessage: errorOf(problems, id),
    });
  return html`<div class="app-check__passage">
    ${title !== undefined && heading(title, { level: 3 })}
    <div class="app-check__text">${said === '' ? nothing : isMarkdown ? markdown(said, 4) : lines(said)}</div>
    ${radios({
      name: field,
      value: answer,
      classes: 'govuk-radios--small',
      fieldset: {
        legend: {
          content: html`<span class="govuk-visually-hidden">Your answer on “${name}”</span>`,
          classes: 'govuk-!-margin-bottom-0',
        },
      },
      errorMessage: errorOf(problems, field),
      items: [
        { value: 'accurate', content: 'Accurate' },
        {
          value: 'fact-wrong',
          content: 'This fact is wrong',
          conditional: box(
            wordingField,
            'What it should say',
            isMarkdown ? withoutLead(passage, wording) : wording,
          ),
        },
        {
          value: 'differently',
          content: 'I see it differently',
          conditional: box(
            viewField,
            'How you see it',
            view,
            'This stands beside it in the final record, in your name.',
          ),
        },
      ],
    })}</div>`;
}

/** After the answer: what happens next, and what was answered. */
export function answeredView(here: Here, whole: WholeRecord): Html {
  const { subject, actor } = here;
  const isFinal = actor && can(actor, 'read the final record', subject);
  const said = toDecide(whole.answers);
  return recordPage(here, {
    title: 'Accuracy check',
    back: backOf(here),
    content: html`${panel({ title: 'Your answer has reached the chair', headingLevel: 2 })}
      ${paragraph('The chair decides on each answer, and makes the record final. You then get an email, and can read and download it.')}
      ${isFinal && paragraph(link(recordPath(subject), 'Read the final record'))}
      ${
        whole.answers.length > 0 &&
        html`${heading('What you answered')}
        ${paragraph(said.length === 0 ? 'All of it is accurate.' : 'What you did not remark on, you found accurate.')}
        ${inOrder(whole, said).map(
          (
            answer,
          ) => html`<section class="app-check__section">${heading(nameOf(whole, answer), { level: 3 })}
          <p class="govuk-body govuk-!-margin-bottom-1"><strong>${upperFirst(answerWords[answer.answer])}</strong></p>${answerView(answer)}</section>`,
        )}`
      }`,
  });
}

/** Answers in the order of the form, and of the parts within a section. */
export function inOrder(whole: WholeRecord, answers: readonly AccuracyAnswer[]): AccuracyAnswer[] {
  const sections = whole.form.sections.map(({ key }) => key);
  const passages = passagesOf(contentOf(whole));
  const place = (answer: AccuracyAnswer) =>
    sections.indexOf(answer.section) * 10_000 + passages.findIndex(isAt(answer));
  return answers.toSorted((a, b) => place(a) - place(b));
}

/** What the part of an answer is called: its section, and which part of it where it has several. */
export function nameOf(whole: WholeRecord, answer: AccuracyAnswer): string {
  const passage = passagesOf(contentOf(whole)).find(isAt(answer));
  return passage?.name ?? sectionOf(whole.form, answer.section)?.label ?? answer.section;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
