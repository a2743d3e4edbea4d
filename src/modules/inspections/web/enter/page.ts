import { parseLocalDate } from '#kernel/dates.ts';
import { newId, parseId } from '#kernel/ids.ts';
import type { EnteredInspectionId } from '#kernel/ids.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { findSchool } from '#modules/schools/index.ts';
import { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { path as address } from '#ui/url.ts';
import { problemOf } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { enterInspection } from '../../commands/enter-inspection.ts';
import { checkFirstDay } from '../../domain/entered.ts';
import { onSchool } from '../gates.ts';
import { readDay, readTyped } from './form.ts';
import type { DayTyped } from './form.ts';
import { dayView, gradesView } from './view.ts';

const first = '/schools/:urn/inspections/new';
const second = '/schools/:urn/inspections/new/:kind/:day';

/** An inspection entered by hand: its kind and day first, since they decide what is asked next. */
export const enterRoutes = [
  route({
    method: 'GET',
    path: first,
    gate: onSchool('enter'),
    handle: (visit) => showDay(visit, new Form(new URLSearchParams()), []),
  }),
  route({
    method: 'POST',
    path: first,
    gate: onSchool('enter'),
    handle(visit) {
      const { form, subject, today } = visit;
      const read = readDay(form, today);
      if (!read.ok) return showDay(visit, form, read.problems);
      const { kind, firstDay } = read.value;
      return Promise.resolve(
        redirect(address`/schools/${String(subject.urn)}/inspections/new/${kind}/${firstDay}`),
      );
    },
  }),
  route({
    method: 'GET',
    path: second,
    gate: onSchool('enter'),
    handle: (visit) =>
      showGrades(visit, newId<EnteredInspectionId>(), new Form(new URLSearchParams()), []),
  }),
  route({
    method: 'POST',
    path: second,
    gate: onSchool('enter'),
    async handle(visit) {
      const { form, subject, today } = visit;
      const asked = dayAsked(visit);
      if (!asked) return notFound;
      const id = parseId<EnteredInspectionId>(form.raw('id')) ?? newId<EnteredInspectionId>();
      const read = readTyped(form, subject.urn, asked, today);
      if (!read.ok) return showGrades(visit, id, form, read.problems);
      const entered = await enterInspection(workOf(visit), id, read.value);
      if (entered.ok) return redirect(`/schools/${subject.urn}/inspections#${id}`);
      const next = entered.refusal.code === 'form-used' ? newId<EnteredInspectionId>() : id;
      return showGrades(visit, next, form, [problemOf(entered.refusal, 'publishedOn')]);
    },
  }),
];

/** The kind and day in the address, where an inspection can have them. */
function dayAsked({ params, today }: Visit<SchoolMatter>): DayTyped | undefined {
  const kind = (['graded', 'ungraded', 'monitoring'] as const).find(
    (each) => each === params['kind'],
  );
  const firstDay = parseLocalDate(params['day'] ?? '');
  if (!kind || !firstDay) return undefined;
  const checked = checkFirstDay(firstDay, today);
  return checked.ok ? { kind, firstDay, framework: checked.value } : undefined;
}

async function showDay(
  visit: Visit<SchoolMatter>,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const school = await findSchool(visit.services.db, visit.subject.urn);
  if (!school) return notFound;
  return page(dayView(visit, { school, typed, problems }), problems.length === 0 ? 200 : 422);
}

async function showGrades(
  visit: Visit<SchoolMatter>,
  id: EnteredInspectionId,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const asked = dayAsked(visit);
  const school = asked && (await findSchool(visit.services.db, visit.subject.urn));
  if (!asked || !school) return notFound;
  return page(
    gradesView(visit, { school, typed, problems, id, asked }),
    problems.length === 0 ? 200 : 422,
  );
}
