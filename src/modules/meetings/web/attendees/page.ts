import { parseAddress } from '#modules/people/index.ts';
import { formOf } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { addAttendee, removeAttendee } from '../../commands/attendees.ts';
import type { MeetingMatter } from '../../index.ts';
import { onMeeting } from '../gates.ts';
import { attendeeView } from './view.ts';

const path = '/meetings/:meeting/attendees/new';

export const attendeeRoutes = [
  route({
    method: 'GET',
    path,
    gate: onMeeting('arrange'),
    handle: (visit) => Promise.resolve(show(visit, visit.query, [])),
  }),
  route({
    method: 'POST',
    path,
    gate: onMeeting('arrange'),
    async handle(visit) {
      const { form, subject } = visit;
      const problems = problemsIn(form);
      if (problems.length > 0) return show(visit, form, problems);
      const added = await addAttendee(workOf(visit), subject.meetingId, {
        name: form.text('name'),
        capacity: form.text('capacity'),
        address: form.text('address'),
        parts: form.raw('whole') === 'parts' ? form.all('parts') : [],
      });
      if (added.ok) return redirect(`/meetings/${subject.meetingId}`);
      return show(visit, form, [problemOf(added.refusal, 'name')]);
    },
  }),
  route({
    method: 'POST',
    path: '/meetings/:meeting/attendees/:attendee/remove',
    gate: onMeeting('arrange'),
    async handle(visit) {
      const { subject, params } = visit;
      const done = await removeAttendee(workOf(visit), subject.meetingId, params['attendee'] ?? '');
      if (done.ok) return redirect(`/meetings/${subject.meetingId}`);
      return show(visit, visit.form, [problemOf(done.refusal, 'name')]);
    },
  }),
];

function problemsIn(form: Form): FormError[] {
  const problems: FormError[] = [];
  if (form.text('name') === '') problems.push({ field: 'name', sentence: 'Enter their name' });
  if (form.text('capacity') === '') {
    problems.push({ field: 'capacity', sentence: 'Enter what they are, for example English lead' });
  }
  for (const field of ['name', 'capacity']) {
    if (form.text(field).length > 200) {
      problems.push({ field, sentence: 'This must be 200 characters or fewer' });
    }
  }
  if (form.text('address') !== '' && !parseAddress(form.text('address'))) {
    problems.push({
      field: 'address',
      sentence: 'Enter an email address in the correct format, like name@example.com',
    });
  }
  if (form.raw('whole') === '') {
    problems.push({ field: 'whole', sentence: 'Choose whether they attend the whole meeting' });
  }
  if (form.raw('whole') === 'parts' && form.all('parts').length === 0) {
    problems.push({ field: 'parts', sentence: 'Choose the parts that they attend' });
  }
  return problems;
}

function show(visit: Visit<MeetingMatter>, typed: Form, problems: readonly FormError[]): Reply {
  const { subject, services } = visit;
  const form = formOf(services.pack, subject.meeting.form);
  const sections = form.sections.filter((section) => section.group === 3);
  const view = attendeeView(visit, { matter: subject, sections, typed, problems });
  return page(view, problems.length === 0 ? 200 : 422);
}
