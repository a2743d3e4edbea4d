import { longDate } from '#kernel/dates.ts';
import type { Form } from '#platform/http/form.ts';
import { button } from '#ui/components/button.ts';
import { panel } from '#ui/components/panel.ts';
import { radios } from '#ui/components/radios.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, form as formElement } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { buttonGroup, link, paragraph } from '#ui/text.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { can } from '../../access.ts';
import { answerCheck } from '../../commands/accuracy-check.ts';
import { answerProblems } from '../../domain/accuracy.ts';
import { contentOf } from '../../domain/content.ts';
import type { ContentSection } from '../../domain/content.ts';
import type { RecordMatter } from '../../index.ts';
import { wholeRecord } from '../../queries/whole-record.ts';
import { bodyView, labelView } from '../content-view.ts';
import { formFor, recordPage, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';
import { allAccurate, readAnswers } from './form.ts';

const path = '/records/:record/accuracy-check';

export const accuracyCheckRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRecord('see how the check stands'),
    handle: (visit) => (isTheirs(visit) ? show(visit, []) : Promise.resolve(answered(visit))),
  }),
  route({
    method: 'POST',
    path,
    gate: onRecord('see how the check stands'),
    async handle(visit) {
      const { form, subject } = visit;
      if (!isTheirs(visit)) return answered(visit);
      const { sections } = formFor(subject);
      const answers = readAnswers(form, sections);
      const problems = answerProblems(sections, answers);
      if (problems.length > 0) {
        return show(
          visit,
          problems.map(({ field, sentence }) => ({ field, sentence })),
        );
      }
      const done = await answerCheck(workOf(visit), subject.recordId, answers);
      if (done.ok || done.refusal.code === 'answered') return redirect(visit.path);
      return show(visit, [{ sentence: done.refusal.sentence }]);
    },
  }),
];

function isTheirs({ actor, subject }: Visit<RecordMatter>): boolean {
  return can(actor, 'check its accuracy', subject);
}

/** After the answer: what happens next. Nothing of the record is on it. */
function answered(visit: Visit<RecordMatter>): Reply {
  const { subject } = visit;
  const isFinal = can(visit.actor, 'read the final record', subject);
  return page(
    recordPage(visit, {
      title: 'Accuracy check',
      back: { href: '/', content: 'Your work' },
      content: html`${panel({ title: 'Your answer has reached the chair', headingLevel: 2 })}
        ${paragraph('The chair decides on each answer, and makes the record final. You then get an email, and can read and download it.')}
        ${isFinal && paragraph(link(recordPath(subject), 'Read the final record'))}`,
    }),
  );
}

async function show(visit: Visit<RecordMatter>, problems: readonly FormError[]): Promise<Reply> {
  const { subject, services, form } = visit;
  const whole = await wholeRecord(services.db, subject);
  const content = contentOf(whole);
  const { state } = subject.record;
  const due = state.status === 'with-headteacher' ? state.sending.answersDueOn : undefined;
  const action = `${recordPath(subject)}/accuracy-check`;
  const allOfIt = button({
    content: 'All of it is accurate',
    name: 'all',
    value: 'accurate',
    classes: 'govuk-button--secondary',
    preventDoubleClick: true,
  });
  const main = html`
    ${paragraph(`The chair asks you to check this record${due ? ` by ${longDate(due)}` : ''}. Say of each section whether it is accurate. Where a fact is wrong, write what it should say. Where you see something differently, write how: your words then stand beside the section.`)}
    ${formElement({ action, content: html`${paragraph('If you have read it and nothing is wrong, one press is enough:')}${allOfIt}` })}
    ${formElement({
      action,
      content: html`${content.sections.map((section) =>
        sectionPart(section, labelView(section.label, whole.pack), form, problems),
      )}${buttonGroup(
        button({ content: 'Send my answers to the chair', preventDoubleClick: true }),
        button({
          content: 'Send: what I have not answered is accurate',
          name: 'rest',
          value: 'accurate',
          classes: 'govuk-button--secondary',
          preventDoubleClick: true,
        }),
      )}`,
    })}`;
  return page(
    recordPage(visit, {
      title: 'Check this record',
      problems: allAccurate(form) ? problems.slice(0, 1) : problems,
      back: { href: '/', content: 'Your work' },
      content: main,
    }),
    problems.length === 0 ? 200 : 422,
  );
}

function sectionPart(
  { key, label, body }: ContentSection,
  title: Html,
  form: Form,
  problems: readonly FormError[],
): Html {
  const box = (name: string, text: string, hint?: string) =>
    textarea({
      name,
      label: text,
      hint,
      rows: 4,
      value: form.raw(name),
      errorMessage: errorOf(problems, name),
    });
  return html`<section class="app-check__section">${title}<div class="app-check__text">${bodyView(body)}</div>
    ${radios({
      name: `answer-${key}`,
      value: form.raw(`answer-${key}`),
      classes: 'govuk-radios--small',
      fieldset: {
        legend: {
          content: html`Your answer<span class="govuk-visually-hidden"> on “${label}”</span>`,
          classes: 'govuk-fieldset__legend--s',
        },
      },
      errorMessage: errorOf(problems, `answer-${key}`),
      items: [
        { value: 'accurate', content: 'This is accurate' },
        {
          value: 'fact-wrong',
          content: 'A fact is wrong',
          conditional: box(`wording-${key}`, 'What it should say'),
        },
        {
          value: 'differently',
          content: 'I see it differently',
          conditional: box(
            `view-${key}`,
            'How you see it',
            'This stands beside the section in the final record, in your name.',
          ),
        },
      ],
    })}</section>`;
}
