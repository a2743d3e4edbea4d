import { clockTime, longDate, parseLocalDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { ok } from '#kernel/result.ts';
import { offerDates } from '#modules/meetings/index.ts';
import type { DateFrame } from '#modules/meetings/index.ts';
import type { Form } from '#platform/http/form.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { input } from '#ui/components/input.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { radios } from '#ui/components/radios.ts';
import { errorOf, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import { link, paragraph } from '#ui/text.ts';
import { dateBoxes, problemOf, readDate, readTime } from '#web/fields.ts';
import { notFound, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { saveNext } from '../../commands/hold-meeting.ts';
import { leadsTo, markOfNext } from '../../domain/decision.ts';
import type { NextMeeting } from '../../domain/record.ts';
import { nextWords } from '../../domain/words.ts';
import type { RecordMatter } from '../../index.ts';
import { formOf, meetingInSentence } from '#policy-pack/index.ts';
import { nextDateFrame } from '../../queries/next-dates.ts';
import { packOf } from '../../queries/whole-record.ts';
import {
  backToNotes,
  formFor,
  onwards,
  othersSaved,
  recordForm,
  recordNow,
  recordPath,
} from '../frame.ts';
import { onRecord } from '../gates.ts';

const path = '/records/:record/next-meeting';
type Typed = Readonly<Record<string, string>>;

export const nextMeetingRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRecord('hold the meeting'),
    async handle(visit) {
      const { record } = visit.subject;
      if (record.state.status === 'final') return redirect(recordPath(visit.subject));
      return show(visit, typedFrom(record.next, visit.subject.meeting.time), []);
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
      const seen = form.has('seen') ? form.raw('seen') : undefined;
      const saved = await saveNext(workOf(visit), subject.recordId, read, seen);
      if (saved.ok) return onwards(subject, 'next-meeting');
      const others =
        saved.refusal.code === 'changed-meanwhile'
          ? (await recordNow(visit)).record.next
          : undefined;
      return show(visit, typed, [problemOf(saved.refusal, 'kind')], others);
    },
  }),
];

function readNext(form: Form): NextMeeting | { readonly problems: readonly FormError[] } {
  const kind = form.raw('kind');
  const offered = parseLocalDate(kind);
  if (offered !== undefined || kind === 'set') {
    const date =
      offered === undefined ? readDate(form, 'date', 'The date of the next meeting') : ok(offered);
    const time = readTime(form, 'time', 'The time of the next meeting');
    if (date.ok && time.ok) {
      const reason = offered === undefined ? form.text('reason') : '';
      return {
        kind: 'set',
        date: date.value,
        time: time.value,
        ...(reason !== '' && { reason }),
      };
    }
    return {
      problems: [
        ...(date.ok ? [] : [problemOf(date.refusal, 'date')]),
        ...(time.ok ? [] : [problemOf(time.refusal, 'time')]),
      ],
    };
  }
  if (kind !== 'to-be-agreed') {
    return {
      problems: [{ field: 'kind', sentence: 'Choose a date, or say that it is to be agreed' }],
    };
  }
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

/** The form as it stands; boards usually meet at the time at which they met. */
function typedFrom(next: NextMeeting, usual: LocalTime): Typed {
  switch (next.kind) {
    case 'not-set':
      return { time: clockTime(usual) };
    case 'set':
      return {
        kind: next.date,
        ...dateBoxes('date', next.date),
        time: clockTime(next.time),
        reason: next.reason ?? '',
      };
    case 'to-be-agreed':
      return {
        kind: next.kind,
        'agreed-by': next.by,
        ...dateBoxes('by-date', next.byDate),
        time: clockTime(usual),
      };
  }
}

async function show(
  visit: Visit<RecordMatter>,
  typed: Typed,
  problems: readonly FormError[],
  others?: NextMeeting,
): Promise<Reply> {
  const { subject, services, today } = visit;
  const form = formFor(subject);
  const section = form.sections.find(({ kind }) => kind === 'next-meeting');
  if (!section) return notFound;
  const outcome = form.outcomes.find(({ key }) => key === subject.record.decision.outcome);
  const next = leadsTo(form, subject.record.decision.outcome);
  const following = next && formOf(packOf(subject.record), next.form);
  const frame = await nextDateFrame(services.db, subject, today);
  const offered = offerDates(frame);
  // A date that was offered and is not any more, or that was typed, stands in the boxes.
  const typedKind = typed['kind'] ?? '';
  const kind =
    parseLocalDate(typedKind) !== undefined && !offered.some((day) => day === typedKind)
      ? 'set'
      : typedKind;
  return recordForm(visit, {
    title: section.label,
    problems,
    back: backToNotes(subject, 'next-meeting'),
    intro: html`${others && othersSaved([{ key: section.label, value: nextWords(others) }])}
      ${outcome && paragraph(html`The board agreed: <strong>${outcome.label}</strong>.`)}
      ${section.guidance.map((each) => paragraph(each))}
      ${
        following &&
        paragraph(
          `When the record is final, the ${meetingInSentence(following)} is planned for this date at the school, for about ${following.minutes} minutes, and everyone is invited.`,
        )
      }
      ${insetText({ content: offerWords(frame, offered) })}
      ${
        form.outcomes.length > 0 &&
        outcome === undefined &&
        paragraph(
          html`The outcome says in which half-term or term the next meeting is. ${link(`${recordPath(subject)}/outcome`, 'Record it first')} to be offered dates in it.`,
        )
      }`,
    fields: html`${hidden('seen', others ? markOfNext(others) : (typed['seen'] ?? markOfNext(subject.record.next)))}${radios(
      {
        name: 'kind',
        value: kind,
        fieldset: {
          legend: { content: 'Date of the next meeting', classes: 'govuk-fieldset__legend--s' },
        },
        errorMessage: errorOf(problems, 'kind'),
        items: [
          ...offered.map((day) => ({ value: day, content: longDate(day) })),
          {
            value: 'set',
            content: offered.length === 0 ? 'Yes, the date is set' : 'Another date',
            conditional: html`${dateInput({
              id: 'date',
              namePrefix: 'date',
              fieldset: { legend: { content: 'Which date' } },
              hint: 'For example, 11 3 2027',
              values: typed,
              errorMessage: errorOf(problems, 'date'),
            })}${input({
              name: 'reason',
              label:
                frame.window.kind === 'within'
                  ? 'Why this date'
                  : 'Reason for an unusual date (optional)',
              hint: 'It stands in the record and on the meeting’s page.',
              value: typed['reason'],
              errorMessage: errorOf(problems, 'reason'),
            })}`,
          },
          {
            value: 'to-be-agreed',
            content: 'No date yet: it is to be agreed',
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
      },
    )}${input({
      name: 'time',
      label: { content: 'Start time', classes: 'govuk-label--s' },
      hint: 'For example, 9:30am or 2pm. It is not used while the date is to be agreed.',
      classes: 'govuk-input--width-5',
      value: typed['time'],
      errorMessage: errorOf(problems, 'time'),
    })}`,
    submit: 'Save the next meeting',
  });
}

/** Why these dates, or why none. */
function offerWords({ window }: DateFrame, offered: readonly LocalDate[]): string {
  switch (window.kind) {
    case 'not loaded':
      return 'The term dates of the time agreed are not loaded, so no date can be offered. Any date is taken, and is marked “not checked”. The administrator is told.';
    case 'within': {
      const when = `${window.name.charAt(0).toUpperCase()}${window.name.slice(1)} is from ${shortDate(window.first)} to ${shortDate(window.last)}.`;
      return offered.length === 0
        ? `${when} No day of it is left that fits the board’s other meetings and the time for the pre-read documents.`
        : `${when} The dates offered are school days on which nobody of the board is at another board, and leave time for the pre-read documents. Another date needs a reason.`;
    }
    case 'any':
      return offered.length === 0
        ? 'No date can be offered. Any date is taken; what cannot be checked against term dates is marked “not checked”.'
        : 'The dates offered are school days on which nobody of the board is at another board, and leave time for the pre-read documents.';
  }
}
