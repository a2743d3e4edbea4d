import { clockTime, longDate } from '#kernel/dates.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, formPage } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { siteOf } from '#web/pages.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { cancelMeeting } from '../../commands/arrange.ts';
import type { MeetingMatter } from '../../index.ts';
import { onMeeting } from '../gates.ts';

const path = '/meetings/:meeting/cancel';

export const cancelRoutes = [
  route({
    method: 'GET',
    path,
    gate: onMeeting('arrange'),
    handle: (visit) => Promise.resolve(show(visit, '', [])),
  }),
  route({
    method: 'POST',
    path,
    gate: onMeeting('arrange'),
    async handle(visit) {
      const reason = visit.form.text('reason');
      const done = await cancelMeeting(workOf(visit), visit.subject.meetingId, reason);
      if (done.ok) return redirect(`/cases/${visit.subject.caseId}`);
      return show(visit, reason, [problemOf(done.refusal, 'reason')]);
    },
  }),
];

function show(visit: Visit<MeetingMatter>, reason: string, problems: readonly FormError[]): Reply {
  const { meetingId, meeting, schoolName } = visit.subject;
  const here = `/meetings/${meetingId}`;
  const view = formPage({
    site: siteOf(visit),
    title: 'Cancel the meeting',
    caption: schoolName,
    back: { href: here, content: 'The meeting' },
    action: `${here}/cancel`,
    errors: problems,
    intro: paragraph(
      `The meeting on ${longDate(meeting.date)} at ${clockTime(meeting.time)} will be taken out of everyone’s calendar. To choose another day, move it instead.`,
    ),
    fields: textarea({
      name: 'reason',
      label: { content: 'Why the meeting is cancelled', classes: 'govuk-label--s' },
      rows: 3,
      value: reason,
      errorMessage: errorOf(problems, 'reason'),
    }),
    submit: 'Cancel the meeting and tell the board',
  });
  return page(view, problems.length === 0 ? 200 : 422);
}
