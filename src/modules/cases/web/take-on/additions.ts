import { longDate } from '#kernel/dates.ts';
import { newId, parseId } from '#kernel/ids.ts';
import type { ActionId, MeetingId } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import { addOpenAction, addPastFile, addPastMeeting } from '#modules/case-life/index.ts';
import { meetingsOf } from '#modules/meetings/index.ts';
import type { Meeting } from '#modules/meetings/index.ts';
import { formOf, meetingName, processOf } from '#policy-pack/index.ts';
import { checkUpload, largestHandedIn } from '#platform/files/files.ts';
import { kindsInWords } from '#platform/files/kinds.ts';
import type { Form } from '#platform/http/form.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { fileUpload } from '#ui/components/file-upload.ts';
import { input } from '#ui/components/input.ts';
import { radios } from '#ui/components/radios.ts';
import { select } from '#ui/components/select.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { paragraph } from '#ui/text.ts';
import { problemOf, readDate } from '#web/fields.ts';
import { redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import type { CaseMatter } from '../../index.ts';
import { caseForm } from '../case-form.ts';
import type { CaseForm } from '../case-form.ts';
import { onCase } from '../gates.ts';

// What comes along with a case that was taken on: its past meetings with their files, and its open actions.

const meetingPath = '/cases/:case/past-meetings/new';
const filePath = '/cases/:case/past-meetings/file';
const actionPath = '/cases/:case/open-actions/new';
const upload = { field: 'file', maxBytes: largestHandedIn } as const;

export const takenOnRoutes = [
  route({
    method: 'GET',
    path: meetingPath,
    gate: onCase('decide on its life'),
    handle: (visit) => Promise.resolve(showMeeting(visit, newId<MeetingId>(), visit.query, [])),
  }),
  route({
    method: 'POST',
    path: meetingPath,
    gate: onCase('decide on its life'),
    upload: {
      ...upload,
      tooLarge: (visit, problems) =>
        showMeeting(
          visit,
          parseId<MeetingId>(visit.form.raw('id')) ?? newId<MeetingId>(),
          visit.form,
          problems,
        ),
    },
    async handle(visit) {
      const { form, subject } = visit;
      const id = parseId<MeetingId>(form.raw('id')) ?? newId<MeetingId>();
      const date = readDate(form, 'date', 'The date of the meeting');
      const file = await fileIn(visit);
      const which = agendaIn(visit, form);
      const problems: FormError[] = [
        ...(which === '' ? [{ field: 'form', sentence: 'Choose which meeting it was' }] : []),
        ...(date.ok ? [] : [problemOf(date.refusal, 'date')]),
        ...(file.ok ? [] : [problemOf(file.refusal, 'file')]),
      ];
      if (!date.ok || !file.ok || problems.length > 0) {
        return showMeeting(visit, id, form, problems);
      }
      const wanted = { id, form: which, date: date.value };
      const done = await addPastMeeting(workOf(visit), subject.caseId, wanted, file.value);
      if (done.ok) return redirect(`/cases/${subject.caseId}`);
      const next = done.refusal.code === 'form-used' ? newId<MeetingId>() : id;
      return showMeeting(visit, next, form, [problemOf(done.refusal, 'date')]);
    },
  }),
  route({
    method: 'GET',
    path: filePath,
    gate: onCase('decide on its life'),
    handle: (visit) => showFile(visit, visit.query, []),
  }),
  route({
    method: 'POST',
    path: filePath,
    gate: onCase('decide on its life'),
    upload: {
      ...upload,
      tooLarge: (visit, problems) => showFile(visit, visit.form, problems),
    },
    async handle(visit) {
      const { form, subject } = visit;
      const meeting = parseId<MeetingId>(form.raw('meeting'));
      const file = await fileIn(visit);
      if (!file.ok) return showFile(visit, form, [problemOf(file.refusal, 'file')]);
      if (!file.value) {
        return showFile(visit, form, [{ field: 'file', sentence: 'Choose the file' }]);
      }
      if (!meeting) {
        return showFile(visit, form, [{ field: 'meeting', sentence: 'Choose the meeting' }]);
      }
      const done = await addPastFile(workOf(visit), subject.caseId, meeting, file.value);
      if (done.ok) return redirect(`/meetings/${meeting}`);
      return showFile(visit, form, [problemOf(done.refusal, 'meeting')]);
    },
  }),
  route({
    method: 'GET',
    path: actionPath,
    gate: onCase('decide on its life'),
    handle: (visit) => showAction(visit, newId<ActionId>(), visit.query, []),
  }),
  route({
    method: 'POST',
    path: actionPath,
    gate: onCase('decide on its life'),
    async handle(visit) {
      const { form, subject } = visit;
      const id = parseId<ActionId>(form.raw('id')) ?? newId<ActionId>();
      const parts = ['day', 'month', 'year'].map((part) => form.text(`by-when-${part}`));
      const byWhen = parts.every((part) => part === '')
        ? ok(undefined)
        : readDate(form, 'by-when', 'The date by when');
      if (!byWhen.ok) return showAction(visit, id, form, [problemOf(byWhen.refusal, 'by-when')]);
      const done = await addOpenAction(
        workOf(visit),
        subject.caseId,
        parseId<MeetingId>(form.raw('meeting')),
        id,
        {
          what: form.text('what'),
          undertakes: form.text('undertakes'),
          monitors: form.text('monitors'),
          success: form.text('success'),
          support: form.text('support'),
          byWhen: byWhen.value,
        },
      );
      if (done.ok) return redirect(`/cases/${subject.caseId}`);
      const next = done.refusal.code === 'form-used' ? newId<ActionId>() : id;
      return showAction(visit, next, form, [problemOf(done.refusal, 'what')]);
    },
  }),
];

/** The file that was sent, checked; undefined where none was chosen. */
async function fileIn({ files }: Visit<CaseMatter>) {
  const received = files.find(({ field }) => field === 'file');
  return received ? checkUpload(received) : ok(undefined);
}

/** Of a process with one agenda nobody has to choose it. */
function agendaIn({ services, subject }: Visit<CaseMatter>, form: Form): string {
  const { forms } = processOf(services.pack, subject.case.process);
  return forms.length === 1 ? (forms[0] ?? '') : form.raw('form');
}

function showMeeting(
  visit: Visit<CaseMatter>,
  id: MeetingId,
  typed: Form,
  problems: readonly FormError[],
): Reply {
  const { pack } = visit.services;
  const { forms } = processOf(pack, visit.subject.case.process);
  return additionPage(visit, problems, {
    title: 'Add a past meeting',
    at: '/past-meetings/new',
    isMultipart: true,
    fields: html`
      ${hidden('id', id)}
      ${
        forms.length > 1 &&
        radios({
          name: 'form',
          value: typed.raw('form'),
          fieldset: {
            legend: { content: 'Which meeting it was', classes: 'govuk-fieldset__legend--s' },
          },
          errorMessage: errorOf(problems, 'form'),
          items: forms.map((form) => ({ value: form, content: meetingName(formOf(pack, form)) })),
        })
      }
      ${dateInput({
        id: 'date',
        namePrefix: 'date',
        fieldset: { legend: { content: 'When it was', classes: 'govuk-fieldset__legend--s' } },
        hint: 'For example, 12 11 2025',
        values: Object.fromEntries(typed.entries()),
        errorMessage: errorOf(problems, 'date'),
      })}
      ${fileField('Its record, as a file (optional)', problems)}`,
    submit: 'Add the meeting',
  });
}

async function showFile(
  visit: Visit<CaseMatter>,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  return additionPage(visit, problems, {
    title: 'Add a file to a past meeting',
    at: '/past-meetings/file',
    isMultipart: true,
    fields: html`
      ${await meetingField(visit, typed, problems, 'Which meeting it is of')}
      ${fileField('The file', problems)}`,
    submit: 'Add the file',
  });
}

async function showAction(
  visit: Visit<CaseMatter>,
  id: ActionId,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const area = (name: string, label: string, rows = 3) =>
    textarea({
      name,
      label: { content: label, classes: 'govuk-label--s' },
      rows,
      value: typed.raw(name),
      errorMessage: errorOf(problems, name),
    });
  const line = (name: string, label: string, hint: string) =>
    input({
      name,
      label: { content: label, classes: 'govuk-label--s' },
      hint,
      value: typed.raw(name),
      autocomplete: 'off',
      errorMessage: errorOf(problems, name),
    });
  return additionPage(visit, problems, {
    title: 'Add an open action',
    at: '/open-actions/new',
    fields: html`
      ${hidden('id', id)}
      ${await meetingField(visit, typed, problems, 'Which meeting agreed it')}
      ${area('what', 'What will be done')}
      ${line('undertakes', 'Who undertakes it', 'A name, or a job: for example English lead')}
      ${line('monitors', 'Who monitors its progress', 'For example, the Chair of Governors')}
      ${area('success', 'How success will be measured')}
      ${area('support', 'What support the school is offered')}
      ${dateInput({
        id: 'by-when',
        namePrefix: 'by-when',
        fieldset: {
          legend: { content: 'By when (optional)', classes: 'govuk-fieldset__legend--s' },
        },
        hint: 'For example, 19 3 2027',
        values: Object.fromEntries(typed.entries()),
        errorMessage: errorOf(problems, 'by-when'),
      })}`,
    submit: 'Add the action',
  });
}

/** The past meetings that were taken on, to choose one. */
async function meetingField(
  { services, subject }: Visit<CaseMatter>,
  typed: Form,
  problems: readonly FormError[],
  label: string,
): Promise<Html> {
  const past = (await meetingsOf(services.db, subject.caseId)).filter(({ takenOn }) => takenOn);
  const [newest] = past;
  const name = ({ form, date }: Meeting) =>
    `${meetingName(formOf(services.pack, form))}, ${longDate(date)}`;
  return select({
    name: 'meeting',
    label: { content: label, classes: 'govuk-label--s' },
    hint: past.length === 0 ? 'Add the past meeting first.' : undefined,
    items: past.map((meeting) => ({ value: meeting.id, text: name(meeting) })),
    value: typed.raw('meeting') || newest?.id,
    errorMessage: errorOf(problems, 'meeting'),
  });
}

function fileField(label: string, problems: readonly FormError[]): Html {
  return fileUpload({
    name: 'file',
    label: { content: label, classes: 'govuk-label--s' },
    hint: `${kindsInWords}, of up to ${largestHandedIn / 1e6} MB. It is kept as it is.`,
    errorMessage: errorOf(problems, 'file'),
  });
}

type Addition = Pick<CaseForm, 'title' | 'at' | 'fields' | 'submit' | 'isMultipart'>;

function additionPage(
  visit: Visit<CaseMatter>,
  problems: readonly FormError[],
  options: Addition,
): Reply {
  const { takenOn } = visit.subject.case;
  return caseForm(visit, {
    intro:
      takenOn !== undefined &&
      paragraph(
        `From the time before the process was taken on, on ${longDate(takenOn)}. It is marked so.`,
      ),
    errors: problems,
    ...options,
  });
}
