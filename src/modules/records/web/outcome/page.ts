import { radios } from '#ui/components/radios.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, heading, paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { notFound, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { asAdopted } from '#modules/question/index.ts';
import { questionOn } from '#policy-pack/index.ts';
import { workOf } from '#web/work.ts';
import { saveOutcome } from '../../commands/hold-meeting.ts';
import { markOf } from '../../domain/decision.ts';
import type { Decision } from '../../domain/record.ts';
import type { RecordMatter } from '../../index.ts';
import { packOf } from '../../queries/whole-record.ts';
import {
  backToNotes,
  formFor,
  isWritable,
  onwards,
  othersSaved,
  recordForm,
  recordNow,
  recordPath,
} from '../frame.ts';
import { onRecord } from '../gates.ts';

const path = '/records/:record/outcome';
type Typed = Omit<Decision, 'question'>;

export const outcomeRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRecord('hold the meeting'),
    handle: (visit) => {
      const { subject } = visit;
      if (!isWritable(subject)) return Promise.resolve(redirect(recordPath(subject)));
      return show(visit, subject.record.decision, []);
    },
  }),
  route({
    method: 'POST',
    path,
    gate: onRecord('hold the meeting'),
    async handle(visit) {
      const { form, subject } = visit;
      const typed: Typed = {
        outcome: form.raw('outcome') || undefined,
        answer: form.raw('answer') || undefined,
        reasons: form.text('reasons'),
        concerns: form.text('concerns'),
        support: form.text('support'),
      };
      const seen = form.has('seen') ? form.raw('seen') : undefined;
      const saved = await saveOutcome(workOf(visit), subject.recordId, typed, seen);
      if (saved.ok) return onwards(subject, 'outcome');
      const { code } = saved.refusal;
      return show(
        visit,
        typed,
        [problemOf(saved.refusal, 'outcome')],
        seen,
        code === 'changed-meanwhile' ? (await recordNow(visit)).record.decision : undefined,
      );
    },
  }),
];

async function show(
  visit: Visit<RecordMatter>,
  typed: Typed,
  problems: readonly FormError[],
  /** The mark of what stood on the page when typing began. */
  seen?: string,
  others?: Decision,
): Promise<Reply> {
  const { subject } = visit;
  const form = formFor(subject);
  const section = form.sections.find(({ kind }) => kind === 'outcome');
  if (!section) return notFound;
  const pack = await asAdopted(visit.services.db, packOf(subject.record));
  const text = (name: 'reasons' | 'concerns' | 'support', label: string, hint?: string) =>
    textarea({
      name,
      label: { content: label, classes: 'govuk-label--s' },
      hint,
      rows: 4,
      value: typed[name],
      errorMessage: errorOf(problems, name),
    });
  return recordForm(visit, {
    title: section.label,
    problems,
    back: backToNotes(subject, 'outcome'),
    intro: html`${others && othersPart(visit, others)}${section.guidance.map((each) => paragraph(each))}${bulletList(section.prompts)}`,
    fields: html`
      ${hidden('seen', others ? markOf(others) : (seen ?? markOf(subject.record.decision)))}
      ${heading('The fundamental question')}
      ${radios({
        name: 'answer',
        value: typed.answer,
        fieldset: {
          legend: {
            content: questionOn(pack, subject.meeting.date).text,
            classes: 'govuk-fieldset__legend--s',
          },
        },
        hint: pack.question.caption,
        items: pack.question.answers.map(({ key, label }) => ({ value: key, content: label })),
        errorMessage: errorOf(problems, 'answer'),
      })}
      ${text('reasons', 'The board’s reasons')}
      ${heading('What the board agreed')}
      ${radios({
        name: 'outcome',
        value: typed.outcome,
        fieldset: {
          legend: { content: 'The board agrees to', classes: 'govuk-fieldset__legend--s' },
        },
        items: form.outcomes.map(({ key, label }) => ({ value: key, content: label })),
        errorMessage: errorOf(problems, 'outcome'),
      })}
      ${
        form.asksConcernsAndSupport &&
        html`${text('concerns', 'Significant concerns', 'If there are none, say so.')}${text(
          'support',
          'Additional support required',
          'If none is required, say so.',
        )}`
      }`,
    submit: 'Save the outcome',
  });
}

/** What somebody else has saved while this was typed. */
function othersPart({ subject }: Visit<RecordMatter>, others: Decision): Html {
  const pack = packOf(subject.record);
  const { outcomes } = formFor(subject);
  const shown = (text: string) => text || 'Nothing';
  return othersSaved([
    {
      key: 'The answer',
      value: shown(pack.question.answers.find(({ key }) => key === others.answer)?.label ?? ''),
    },
    { key: 'The board’s reasons', value: shown(others.reasons) },
    {
      key: 'The board agrees to',
      value: shown(outcomes.find(({ key }) => key === others.outcome)?.label ?? ''),
    },
    { key: 'Significant concerns', value: shown(others.concerns) },
    { key: 'Additional support required', value: shown(others.support) },
  ]);
}
