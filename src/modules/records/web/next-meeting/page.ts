import { clockTime } from '#kernel/dates.ts';
import type { Form } from '#platform/http/form.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { input } from '#ui/components/input.ts';
import { radios } from '#ui/components/radios.ts';
import { errorOf } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import { paragraph } from '#ui/text.ts';
import { dateBoxes, problemOf, readDate, readTime } from '#web/fields.ts';
import { notFound, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { saveNext } from '../../commands/hold-meeting.ts';
import { leadsTo } from '../../domain/decision.ts';
import type { NextMeeting } from '../../domain/record.ts';
import type { RecordMatter } from '../../index.ts';
import { formOf, meetingInSentence } from '#policy-pack/index.ts';
import { packOf } from '../../queries/whole-record.ts';
import { backToNotes, formFor, onwards, recordForm, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';

const path = '/records/:record/next-meeting';
type Typed = Readonly<Record<string, string>>;

export const nextMeetingRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRecord('hold the meeting'),
    handle: (visit) => {
      const { record } = visit.subject;
      return Promise.resolve(
        record.state.status === 'final'
          ? redirect(recordPath(visit.subject))
          : show(visit, typedFrom(record.next), []),
      );
    },
  }),
  route({
    method: 'POST',
    path,
    gate: onRecord('hold the meeting'),
    async handle(visit) {
      const { form, subject } = visit;
      const typed = Object.fromEntries(form.entries());
      const read = readNext(form);
      if ('problems' in read) return show(visit, typed, read.problems);
      const saved = await saveNext(workOf(visit), subject.recordId, read);
      if (saved.ok) return onwards(subject, 'next-meeting');
      return show(visit, typed, [problemOf(saved.refusal, 'kind')]);
    },
  }),
];

function readNext(form: Form): NextMeeting | { readonly problems: readonly FormError[] } {
  switch (form.raw('kind')) {
    case 'set': {
      const date = readDate(form, 'date', 'The date of the next meeting');
      const time = readTime(form, 'time', 'The time of the next meeting');
      if (date.ok && time.ok) return { kind: 'set', date: date.value, time: time.value };
      return {
        problems: [
          ...(date.ok ? [] : [problemOf(date.refusal, 'date')]),
          ...(time.ok ? [] : [problemOf(time.refusal, 'time')]),
        ],
      };
    }
    case 'to-be-agreed': {
      const byDate = readDate(form, 'by-date', 'The day to agree the date by');
      const by = form.text('agreed-by');
      if (byDate.ok && by !== '') return { kind: 'to-be-agreed', by, byDate: byDate.value };
      return {
        problems: [
          ...(by === '' ? [{ field: 'agreed-by', sentence: 'Enter who agrees the date' }] : []),
          ...(byDate.ok ? [] : [problemOf(byDate.refusal, 'by-date')]),
        ],
      };
    }
    default:
      return { problems: [{ field: 'kind', sentence: 'Choose whether the date is set' }] };
  }
}

function typedFrom(next: NextMeeting): Typed {
  switch (next.kind) {
    case 'not-set':
      return {};
    case 'set':
      return { kind: next.kind, ...dateBoxes('date', next.date), time: clockTime(next.time) };
    case 'to-be-agreed':
      return { kind: next.kind, 'agreed-by': next.by, ...dateBoxes('by-date', next.byDate) };
  }
}

function show(visit: Visit<RecordMatter>, typed: Typed, problems: readonly FormError[]): Reply {
  const { subject } = visit;
  const form = formFor(subject);
  const section = form.sections.find(({ kind }) => kind === 'next-meeting');
  if (!section) return notFound;
  const outcome = form.outcomes.find(({ key }) => key === subject.record.decision.outcome);
  const next = leadsTo(form, subject.record.decision.outcome);
  const following = next && formOf(packOf(subject.record), next.form);
  return recordForm(visit, {
    title: section.label,
    problems,
    back: backToNotes(subject, 'next-meeting'),
    intro: html`${section.guidance.map((each) => paragraph(each))}
      ${outcome && paragraph(html`The board agreed: <strong>${outcome.label}</strong>.`)}
      ${
        following &&
        paragraph(
          `When the record is final, the ${meetingInSentence(following)} is planned for this date at the school, for about ${following.minutes} minutes, and everyone is invited.`,
        )
      }`,
    fields: radios({
      name: 'kind',
      value: typed['kind'],
      fieldset: {
        legend: { content: 'Is the date set?', classes: 'govuk-fieldset__legend--s' },
      },
      errorMessage: errorOf(problems, 'kind'),
      items: [
        {
          value: 'set',
          content: 'Yes, the date is set',
          conditional: html`${dateInput({
            id: 'date',
            namePrefix: 'date',
            fieldset: { legend: { content: 'Date', classes: 'govuk-fieldset__legend--s' } },
            hint: 'For example, 11 3 2027. Term dates are not loaded, so school holidays are not checked.',
            values: typed,
            errorMessage: errorOf(problems, 'date'),
          })}${input({
            name: 'time',
            label: 'Start time',
            hint: 'For example, 9:30am or 2pm',
            classes: 'govuk-input--width-5',
            value: typed['time'],
            errorMessage: errorOf(problems, 'time'),
          })}`,
        },
        {
          value: 'to-be-agreed',
          content: 'No, it is to be agreed',
          conditional: html`${input({
            name: 'agreed-by',
            label: 'Who agrees it',
            value: typed['agreed-by'],
            errorMessage: errorOf(problems, 'agreed-by'),
          })}${dateInput({
            id: 'by-date',
            namePrefix: 'by-date',
            fieldset: { legend: { content: 'By when', classes: 'govuk-fieldset__legend--s' } },
            values: typed,
            errorMessage: errorOf(problems, 'by-date'),
          })}`,
        },
      ],
    }),
    submit: 'Save the next meeting',
  });
}
