import { newId, parseId } from '#kernel/ids.ts';
import type { MeetingId } from '#kernel/ids.ts';
import type { CaseMatter } from '#modules/cases/index.ts';
import { formOf, meetingInSentence, processOf } from '#policy-pack/index.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { arrangeMeeting, moveMeeting, nextForm } from '../../commands/arrange.ts';
import { isChecked, offerDates } from '../../domain/dates.ts';
import type { DateFrame } from '../../domain/dates.ts';
import { meetingsOf } from '../../index.ts';
import type { MeetingMatter } from '../../index.ts';
import { moveDateFrame, nextDateFrame } from '../../queries/date-frame.ts';
import { onCaseMeetings, onMeeting } from '../gates.ts';
import { settleFirst, settleFirstPage } from '../settle.ts';
import { readArrangement, typedFrom, typedIn } from './form.ts';
import type { Typed } from './form.ts';
import { arrangeView } from './view.ts';

const newPath = '/cases/:case/meetings/new';
const movePath = '/meetings/:meeting/move';

export const arrangeRoutes = [
  route({
    method: 'GET',
    path: newPath,
    gate: onCaseMeetings('arrange'),
    handle: (visit) => showNew(visit, newId<MeetingId>(), { venue: 'school' }, []),
  }),
  route({
    method: 'POST',
    path: newPath,
    gate: onCaseMeetings('arrange'),
    async handle(visit) {
      const id = parseId<MeetingId>(visit.form.raw('id')) ?? newId<MeetingId>();
      const read = readArrangement(visit.form, (await formFor(visit)).minutes);
      if (!read.ok) return showNew(visit, id, typedIn(visit.form), read.problems);
      const done = await arrangeMeeting(workOf(visit), visit.subject.caseId, id, read.value);
      if (done.ok) return redirect(`/meetings/${done.value}?done=set`);
      const next = done.refusal.code === 'form-used' ? newId<MeetingId>() : id;
      return showNew(visit, next, typedIn(visit.form), [problemOf(done.refusal, 'date')]);
    },
  }),
  route({
    method: 'GET',
    path: movePath,
    gate: onMeeting('arrange'),
    handle: (visit) => showMove(visit, typedFrom(visit.subject.meeting), []),
  }),
  route({
    method: 'POST',
    path: movePath,
    gate: onMeeting('arrange'),
    async handle(visit) {
      const { meetingId, meeting } = visit.subject;
      const typed = typedIn(visit.form);
      const read = readArrangement(visit.form, meeting.minutes);
      if (!read.ok) return showMove(visit, typed, read.problems);
      const whyThisDay = visit.form.text('whyThisDay');
      const done = await moveMeeting(workOf(visit), meetingId, { ...read.value, whyThisDay });
      if (done.ok) return redirect(`/meetings/${meetingId}?done=moved`);
      return showMove(visit, typed, [problemOf(done.refusal, 'date')]);
    },
  }),
];

async function formFor({ services, subject }: Visit<CaseMatter>) {
  const { pack, db } = services;
  const { firstForm } = processOf(pack, subject.case.process);
  return formOf(pack, nextForm(subject.case, firstForm, await meetingsOf(db, subject.caseId)));
}

/** Dates that would suit the board, in what time, and whether they could be held against term dates. */
function offersIn(frame: DateFrame) {
  const { calendar, today, window } = frame;
  return { offered: offerDates(frame), isChecked: isChecked(calendar, today), window };
}

async function showNew(
  visit: Visit<CaseMatter>,
  id: MeetingId,
  typed: Typed,
  problems: readonly FormError[],
): Promise<Reply> {
  const form = await formFor(visit);
  const { caseId, schoolName } = visit.subject;
  const { today } = visit;
  const { db, pack } = visit.services;
  const title = `Set the ${meetingInSentence(form)}`;
  const before = await settleFirst(visit);
  if (before && problems.length === 0) {
    return settleFirstPage(visit, 'Set the next meeting', form.heading, before);
  }
  const view = arrangeView(visit, {
    title,
    before,
    schoolName,
    action: `/cases/${caseId}/meetings/new`,
    back: { href: `/cases/${caseId}`, content: form.heading },
    id,
    minutes: form.minutes,
    typed,
    ...offersIn(await nextDateFrame(db, visit.subject, { today, pack })),
    problems,
    submit: 'Set the meeting and invite the board',
  });
  return page(view, problems.length === 0 ? 200 : 422);
}

async function showMove(
  visit: Visit<MeetingMatter>,
  typed: Typed,
  problems: readonly FormError[],
): Promise<Reply> {
  const { meetingId, meeting, schoolName } = visit.subject;
  const { today } = visit;
  const { db, pack } = visit.services;
  const view = arrangeView(visit, {
    title: meeting.status === 'planned' ? 'Move the meeting' : 'Set the new date of the meeting',
    schoolName,
    action: `/meetings/${meetingId}/move`,
    back: { href: `/meetings/${meetingId}`, content: 'The meeting' },
    minutes: meeting.minutes,
    typed,
    ...offersIn(await moveDateFrame(db, visit.subject, { today, pack })),
    moves: meeting.status,
    problems,
    submit:
      meeting.status === 'planned'
        ? 'Move the meeting and tell the board'
        : 'Set the new date and invite the board',
  });
  return page(view, problems.length === 0 ? 200 : 422);
}
