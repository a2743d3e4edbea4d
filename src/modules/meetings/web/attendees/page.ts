import { parseId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import { boardOf } from '#modules/cases/index.ts';
import { parseAddress } from '#modules/people/index.ts';
import { formOf } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { addAttendee, inviteKnown, removeAttendee } from '../../commands/attendees.ts';
import type { MeetingMatter } from '../../index.ts';
import { onMeeting } from '../gates.ts';
import { attendeeView } from './view.ts';

const path = '/meetings/:meeting/attendees/new';

export const attendeeRoutes = [
  route({
    method: 'GET',
    path,
    gate: onMeeting('arrange'),
    handle: (visit) => show(visit, visit.query, []),
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
        standsInFor: form.raw('standsInFor') || undefined,
      });
      if (added.ok) return redirect(`/meetings/${subject.meetingId}`);
      return show(visit, form, [problemOf(added.refusal, 'name')]);
    },
  }),
  route({
    method: 'POST',
    path: '/meetings/:meeting/attendees/invite',
    gate: onMeeting('arrange'),
    async handle(visit) {
      const { subject, form } = visit;
      const person = parseId<PersonId>(form.raw('person'));
      const done = person && (await inviteKnown(workOf(visit), subject.meetingId, person));
      if (done?.ok === true) return redirect(`/meetings/${subject.meetingId}`);
      return show(visit, form, [
        done
          ? problemOf(done.refusal, 'name')
          : { field: 'name', sentence: 'Enter whom to invite' },
      ]);
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
  const standsIn = form.raw('standsInFor') !== '';
  if (form.text('capacity') === '' && !standsIn) {
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
  if (form.raw('whole') === '' && !standsIn) {
    problems.push({ field: 'whole', sentence: 'Choose whether they attend the whole meeting' });
  }
  if (form.raw('whole') === 'parts' && form.all('parts').length === 0) {
    problems.push({ field: 'parts', sentence: 'Choose the parts that they attend' });
  }
  return problems;
}

async function show(
  visit: Visit<MeetingMatter>,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const { subject, services } = visit;
  const members = (await boardOf(services.db, subject.caseId)).filter(({ until }) => !until);
  const form = formOf(services.pack, subject.meeting.form);
  const sections = form.sections.filter((section) => section.group === 3);
  const view = attendeeView(visit, { matter: subject, sections, members, typed, problems });
  return page(view, problems.length === 0 ? 200 : 422);
}
