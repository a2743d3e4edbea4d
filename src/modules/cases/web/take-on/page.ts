import { newId, parseId } from '#kernel/ids.ts';
import type { CaseId } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import { takeOnCase } from '#modules/case-life/index.ts';
import { findSchool } from '#modules/schools/index.ts';
import { formOf, meetingName } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { input } from '#ui/components/input.ts';
import { radios } from '#ui/components/radios.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, formPage, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import { link, paragraph } from '#ui/text.ts';
import { problemOf, readDate, readTime } from '#web/fields.ts';
import { siteOf } from '#web/pages.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import type { SchoolMatter } from '../../index.ts';
import { toOpenCase } from '../gates.ts';

const path = '/schools/:urn/take-on';

export const takeOnRoutes = [
  route({
    method: 'GET',
    path,
    gate: toOpenCase(),
    handle: (visit) => show(visit, newId<CaseId>(), visit.query, []),
  }),
  route({
    method: 'POST',
    path,
    gate: toOpenCase(),
    async handle(visit) {
      const { form, subject, services } = visit;
      const id = parseId<CaseId>(form.raw('id')) ?? newId<CaseId>();
      const read = readTakeOn(form, services.pack);
      if (!read.ok) return show(visit, id, form, read.problems);
      const done = await takeOnCase(workOf(visit), subject.urn, { id, ...read.value });
      if (done.ok) return redirect(`/cases/${done.value}`);
      const next = done.refusal.code === 'form-used' ? newId<CaseId>() : id;
      return show(visit, next, form, [problemOf(done.refusal, 'process')]);
    },
  }),
];

/** The name of the field for the next agenda of a process. */
const agendaField = (process: string) => `next-form-${process}`;

function readTakeOn(form: Form, pack: PolicyPack) {
  const process = pack.processes.find(({ key }) => key === form.raw('process'));
  const openedOn = readDate(form, 'openedOn', 'The day on which it began');
  const nextForm =
    process?.forms.length === 1
      ? (process.forms[0] ?? '')
      : form.raw(agendaField(process?.key ?? ''));
  const hasNext = ['next-day', 'next-month', 'next-year', 'time'].some(
    (field) => form.text(field) !== '',
  );
  const date = hasNext ? readDate(form, 'next', 'The date of the next meeting') : ok(undefined);
  const time = hasNext ? readTime(form, 'time', 'The time of the next meeting') : ok(undefined);
  const problems: FormError[] = [
    ...(process ? [] : [{ field: 'process', sentence: 'Choose which process it is' }]),
    ...(process && nextForm === ''
      ? [{ field: agendaField(process.key), sentence: 'Choose the agenda of the next meeting' }]
      : []),
    ...(openedOn.ok ? [] : [problemOf(openedOn.refusal, 'openedOn')]),
    ...(form.text('background') === ''
      ? [{ field: 'background', sentence: 'Enter the reasons for which the process was started' }]
      : []),
    ...(date.ok ? [] : [problemOf(date.refusal, 'next')]),
    ...(time.ok ? [] : [problemOf(time.refusal, 'time')]),
  ];
  if (!process || !openedOn.ok || !date.ok || !time.ok || problems.length > 0) {
    return { ok: false as const, problems };
  }
  const next =
    date.value !== undefined && time.value !== undefined
      ? { date: date.value, time: time.value }
      : undefined;
  return {
    ok: true as const,
    value: {
      process: process.key,
      openedOn: openedOn.value,
      background: form.text('background'),
      nextForm,
      next,
    },
  };
}

async function show(
  visit: Visit<SchoolMatter>,
  id: CaseId,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject } = visit;
  const { pack, db } = services;
  const school = await findSchool(db, subject.urn);
  if (!school) return notFound;
  const here = `/schools/${school.urn}`;
  const values = Object.fromEntries(typed.entries());
  const view = formPage({
    site: siteOf(visit),
    title: 'Take on a process that is already running',
    caption: school.name,
    back: { href: here, content: school.name },
    action: `${here}/take-on`,
    errors: problems,
    intro: html`
      ${paragraph(`For a board or check-ins that ${school.name} has already, without this service. It goes on here from its next meeting. On the page that follows you add its past meetings with their files, and then the actions that they left open. The process is marked as taken on.`)}
      ${paragraph(html`For many schools at once there is ${link('/cases/take-on', 'an Excel sheet')}.`)}`,
    fields: html`
      ${hidden('id', id)}
      ${radios({
        name: 'process',
        value: typed.raw('process'),
        fieldset: {
          legend: { content: 'Which process it is', classes: 'govuk-fieldset__legend--s' },
        },
        errorMessage: errorOf(problems, 'process'),
        items: pack.processes.map(({ key, name, forms }) => ({
          value: key,
          content: name,
          conditional:
            forms.length > 1
              ? radios({
                  name: agendaField(key),
                  classes: 'govuk-radios--small',
                  value: typed.raw(agendaField(key)),
                  fieldset: { legend: 'The agenda of the next meeting' },
                  errorMessage: errorOf(problems, agendaField(key)),
                  items: forms.map((form) => ({
                    value: form,
                    content: meetingName(formOf(pack, form)),
                  })),
                })
              : undefined,
        })),
      })}
      ${dateInput({
        id: 'openedOn',
        namePrefix: 'openedOn',
        fieldset: {
          legend: { content: 'When it began', classes: 'govuk-fieldset__legend--s' },
        },
        hint: 'The day of the decision, or of the first meeting. For example, 8 9 2025',
        values,
        errorMessage: errorOf(problems, 'openedOn'),
      })}
      ${textarea({
        name: 'background',
        label: { content: 'Why it was started', classes: 'govuk-label--s' },
        hint: 'The board and the headteacher will read this. It becomes the background in the next record, where it can still be changed.',
        rows: 8,
        value: typed.raw('background'),
        errorMessage: errorOf(problems, 'background'),
      })}
      ${dateInput({
        id: 'next',
        namePrefix: 'next',
        fieldset: {
          legend: {
            content: 'Date of the next meeting (optional)',
            classes: 'govuk-fieldset__legend--s',
          },
        },
        hint: 'Leave it empty if it is not agreed yet. Members are invited when you add them to the board.',
        values,
        errorMessage: errorOf(problems, 'next'),
      })}
      ${input({
        name: 'time',
        label: { content: 'Time of the next meeting (optional)', classes: 'govuk-label--s' },
        hint: 'For example, 9:30am or 2pm',
        classes: 'govuk-input--width-5',
        value: typed.raw('time'),
        errorMessage: errorOf(problems, 'time'),
      })}`,
    submit: 'Take on the process',
  });
  return page(view, problems.length === 0 ? 200 : 422);
}
