import { clockTime, longDate } from '#kernel/dates.ts';
import type { MeetingId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, formPage } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { siteOf } from '#web/pages.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Route, Visit } from '#web/route.ts';
import type { Work } from '#web/services.ts';
import { workOf } from '#web/work.ts';
import { adjournMeeting, cancelMeeting, postponeMeeting } from '../../commands/arrange.ts';
import type { MeetingMatter } from '../../index.ts';
import { onMeeting } from '../gates.ts';

/** A page that changes the state of a meeting for a reason. */
interface StatePage {
  readonly at: 'postpone' | 'adjourn' | 'cancel';
  readonly title: string;
  /** What it does, with the meeting's day and time in words. */
  readonly intro: (when: string) => string;
  readonly label: string;
  readonly hint?: string;
  readonly submit: string;
  /** Where it leads. */
  readonly onwards: (matter: MeetingMatter) => string;
  readonly run: (work: Work, id: MeetingId, reason: string) => Promise<Result<MeetingId>>;
}

const pages: readonly StatePage[] = [
  {
    at: 'postpone',
    title: 'Postpone the meeting',
    intro: (when) =>
      `The meeting on ${when} will be taken out of everyone’s calendar until it has a new date. Its agenda stays. If you know the new date already, move it instead.`,
    label: 'Why the meeting is postponed',
    submit: 'Postpone the meeting and tell the board',
    onwards: ({ meetingId }) => `/meetings/${meetingId}?done=postponed`,
    run: postponeMeeting,
  },
  {
    at: 'adjourn',
    title: 'Adjourn the meeting',
    intro: (when) =>
      `The meeting on ${when} began, was broken off, and goes on another day with the same agenda. What has been written in its record stays there.`,
    label: 'Why the meeting was adjourned',
    hint: 'For example, that the Headteacher or the Chair of Governors could not be there.',
    submit: 'Adjourn the meeting and tell the board',
    onwards: ({ meetingId }) => `/meetings/${meetingId}?done=adjourned`,
    run: adjournMeeting,
  },
  {
    at: 'cancel',
    title: 'Cancel the meeting',
    intro: (when) =>
      `The meeting on ${when} will be taken out of everyone’s calendar and will not take place. To choose another day, move it instead; to choose one later, postpone it.`,
    label: 'Why the meeting is cancelled',
    submit: 'Cancel the meeting and tell the board',
    onwards: ({ caseId }) => `/cases/${caseId}`,
    run: cancelMeeting,
  },
];

export const stateRoutes: readonly Route[] = pages.flatMap((which) => {
  const path = `/meetings/:meeting/${which.at}`;
  return [
    route({
      method: 'GET',
      path,
      gate: onMeeting('arrange'),
      handle: (visit) => Promise.resolve(show(visit, which, '', [])),
    }),
    route({
      method: 'POST',
      path,
      gate: onMeeting('arrange'),
      async handle(visit) {
        const reason = visit.form.text('reason');
        const done = await which.run(workOf(visit), visit.subject.meetingId, reason);
        if (done.ok) return redirect(which.onwards(visit.subject));
        return show(visit, which, reason, [problemOf(done.refusal, 'reason')]);
      },
    }),
  ];
});

function show(
  visit: Visit<MeetingMatter>,
  { at, title, intro, label, hint, submit }: StatePage,
  reason: string,
  problems: readonly FormError[],
): Reply {
  const { meetingId, meeting, schoolName } = visit.subject;
  const here = `/meetings/${meetingId}`;
  const view = formPage({
    site: siteOf(visit),
    title,
    caption: schoolName,
    back: { href: here, content: 'The meeting' },
    action: `${here}/${at}`,
    errors: problems,
    intro: paragraph(intro(`${longDate(meeting.date)} at ${clockTime(meeting.time)}`)),
    fields: textarea({
      name: 'reason',
      label: { content: label, classes: 'govuk-label--s' },
      hint,
      rows: 3,
      value: reason,
      errorMessage: errorOf(problems, 'reason'),
    }),
    submit,
  });
  return page(view, problems.length === 0 ? 200 : 422);
}
