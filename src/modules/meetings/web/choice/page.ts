import { parseLocalDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { newId, parseId } from '#kernel/ids.ts';
import type { ChoiceId } from '#kernel/ids.ts';
import type { Refusal } from '#kernel/result.ts';
import { boardOf } from '#modules/cases/index.ts';
import type { CaseMatter } from '#modules/cases/index.ts';
import { formOf, meetingInSentence, processOf } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf, readDate, readTime } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { nextForm } from '../../commands/arrange.ts';
import { fixBoardDate, offerBoardDates, withdrawBoardDates } from '../../commands/choose-dates.ts';
import { mostDates } from '../../domain/choice.ts';
import { isChecked, offerDates } from '../../domain/dates.ts';
import { meetingsOf } from '../../index.ts';
import { choiceOfCase } from '../../queries/choices.ts';
import { nextDateFrame } from '../../queries/date-frame.ts';
import { readVenue } from '../arrange/form.ts';
import { onCaseMeetings } from '../gates.ts';
import { settleFirst, settleFirstPage } from '../settle.ts';
import { answersView, offerView } from './view.ts';
import type { TypedOffer } from './view.ts';

const gate = onCaseMeetings('arrange');
const newPath = '/cases/:case/dates/new';
const path = '/cases/:case/dates';

export const choiceRoutes = [
  route({
    method: 'GET',
    path: newPath,
    gate,
    handle: (visit) =>
      showOffer(visit, newId<ChoiceId>(), { fields: { venue: 'school' }, on: [] }, []),
  }),
  route({
    method: 'POST',
    path: newPath,
    gate,
    async handle(visit) {
      const { form, subject } = visit;
      const id = parseId<ChoiceId>(form.raw('id')) ?? newId<ChoiceId>();
      const typed = { fields: Object.fromEntries(form.entries()), on: form.all('on') };
      const { minutes } = await formFor(visit);
      const read = readOffer(form);
      if (!read.ok) return showOffer(visit, id, typed, read.problems);
      const wanted = { ...read.value, minutes };
      const offered = await offerBoardDates(workOf(visit), subject.caseId, id, wanted);
      if (offered.ok) return redirect(`/cases/${subject.caseId}/dates?done=offered`);
      return showOffer(visit, id, typed, [problemOf(offered.refusal, 'on')]);
    },
  }),
  route({ method: 'GET', path, gate, handle: (visit) => showAnswers(visit, []) }),
  route({
    method: 'POST',
    path: `${path}/fix`,
    gate,
    async handle(visit) {
      const { caseId } = visit.subject;
      const number = Number(visit.form.raw('number'));
      const fixed = await fixBoardDate(workOf(visit), caseId, number);
      if (fixed.ok) return redirect(`/meetings/${fixed.value}?done=set`);
      return showAnswers(visit, [choiceProblem(fixed.refusal, 'number')]);
    },
  }),
  route({
    method: 'POST',
    path: `${path}/withdraw`,
    gate,
    async handle(visit) {
      const { caseId } = visit.subject;
      const done = await withdrawBoardDates(workOf(visit), caseId, visit.form.text('reason'));
      if (done.ok) return redirect(`/cases/${caseId}`);
      return showAnswers(visit, [choiceProblem(done.refusal, 'reason')]);
    },
  }),
];

/** So many dates can be typed beside those that are offered. */
const typedDates = [1, 2, 3, 4, 5];

function readOffer(form: Form) {
  const problems: FormError[] = [];
  const days: LocalDate[] = form.all('on').flatMap((value) => parseLocalDate(value) ?? []);
  for (const number of typedDates) {
    const prefix = `date-${number}`;
    if (['day', 'month', 'year'].every((part) => form.text(`${prefix}-${part}`) === '')) continue;
    const day = readDate(form, prefix, 'The date');
    if (day.ok) days.push(day.value);
    else problems.push(problemOf(day.refusal, prefix));
  }
  const time = readTime(form, 'time', 'The start time');
  if (!time.ok) problems.push(problemOf(time.refusal, 'time'));
  const venue = readVenue(form);
  if (!venue) problems.push({ field: 'venue', sentence: 'Choose where the meeting is' });
  if (venue?.kind === 'elsewhere' && venue.detail === '') {
    problems.push({ field: 'elsewhere', sentence: 'Enter where the meeting is' });
  }
  if (venue?.kind === 'elsewhere' && venue.reason === '') {
    problems.push({ field: 'venueReason', sentence: 'Enter why the meeting is not at the school' });
  }
  const reason = form.text('reason');
  if (reason.length > 500) {
    problems.push({ field: 'reason', sentence: 'This must be 500 characters or fewer' });
  }
  if (!time.ok || !venue || problems.length > 0) return { ok: false, problems } as const;
  return { ok: true, value: { days, time: time.value, venue, reason } } as const;
}

async function formFor({ services, subject }: Visit<CaseMatter>) {
  const { pack, db } = services;
  const { firstForm } = processOf(pack, subject.case.process);
  return formOf(pack, nextForm(subject.case, firstForm, await meetingsOf(db, subject.caseId)));
}

async function showOffer(
  visit: Visit<CaseMatter>,
  id: ChoiceId,
  typed: TypedOffer,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject, today } = visit;
  const form = await formFor(visit);
  const title = `Offer dates for the ${meetingInSentence(form)}`;
  const before = await settleFirst(visit);
  if (before && problems.length === 0) {
    return settleFirstPage(visit, 'Offer dates for the next meeting', form.heading, before);
  }
  const frame = await nextDateFrame(services.db, subject, { today, pack: services.pack });
  const offered = offerDates(frame, mostDates);
  const view = offerView(visit, {
    title,
    before,
    matter: subject,
    minutes: form.minutes,
    heading: form.heading,
    id,
    offered,
    isChecked: isChecked(frame.calendar, today),
    boxes: offered.length === 0 ? typedDates : typedDates.slice(0, 2),
    typed,
    problems,
  });
  return page(view, problems.length === 0 ? 200 : 422);
}

/** What somebody else has done meanwhile is about no field: the form is gone. */
function choiceProblem(refusal: Refusal, fallback: string): FormError {
  const isDone = refusal.code === 'fixed-already' || refusal.code === 'withdrawn';
  return isDone ? { sentence: refusal.sentence } : problemOf(refusal, fallback);
}

async function showAnswers(
  visit: Visit<CaseMatter>,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject } = visit;
  const shown = await choiceOfCase(services.db, subject.caseId);
  if (!shown) return notFound;
  if (shown.choice.status.kind === 'fixed' && problems.length === 0) {
    return redirect(`/meetings/${shown.choice.status.meetingId}`);
  }
  const members = await boardOf(services.db, subject.caseId);
  const view = answersView(visit, {
    matter: subject,
    meeting: meetingInSentence(formOf(services.pack, shown.choice.form)),
    ...shown,
    notAsked: members
      .filter(({ until }) => until === undefined)
      .filter(({ personId }) => !shown.asked.some((each) => each.personId === personId))
      .map(({ name }) => name),
    problems,
  });
  return page(view, problems.length === 0 ? 200 : 422);
}
