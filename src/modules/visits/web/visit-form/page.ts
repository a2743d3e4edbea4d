import { dateOf } from '#kernel/dates.ts';
import { newId, parseId } from '#kernel/ids.ts';
import type { Urn } from '#kernel/ids.ts';
import { findSchool } from '#modules/schools/index.ts';
import { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { dateBoxes, problemOf, readDate } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { correctVisit, recordVisit } from '../../commands/change-visit.ts';
import { presentVisit } from '../../domain/visit.ts';
import type { VisitId, VisitText } from '../../domain/visit.ts';
import { onEvidence, onVisit } from '../gates.ts';
import type { VisitMatter } from '../gates.ts';
import { visitForm } from './view.ts';

const newPath = '/schools/:urn/visits/new';
const correctPath = '/schools/:urn/visits/:visit/correct';

export const visitFormRoutes = [
  route({
    method: 'GET',
    path: newPath,
    gate: onEvidence('record a visit'),
    handle: (visit) =>
      showNew(visit, visit.subject.urn, {
        typed: formOf({ ...dateBoxes('on', dateOf(visit.now)), visitors: visit.actor.name }),
        id: newId<VisitId>(),
        problems: [],
      }),
  }),
  route({
    method: 'POST',
    path: newPath,
    gate: onEvidence('record a visit'),
    async handle(visit) {
      const { form, subject } = visit;
      const id = parseId<VisitId>(form.raw('id')) ?? newId<VisitId>();
      const { text, problems } = readVisit(form);
      const shared = form.raw('shared');
      if (shared !== 'yes' && shared !== 'no') {
        problems.push({ field: 'shared', sentence: 'Choose whether the school may read it' });
      }
      if (!text || problems.length > 0) {
        return showNew(visit, subject.urn, { typed: form, id, problems });
      }
      const recorded = await recordVisit(workOf(visit), subject.urn, {
        ...text,
        id,
        shared: shared === 'yes',
      });
      if (recorded.ok) return redirect(`/schools/${subject.urn}/visits/${recorded.value}`);
      const next = recorded.refusal.code === 'form-used' ? newId<VisitId>() : id;
      const refused = [problemOf(recorded.refusal, 'purpose')];
      return showNew(visit, subject.urn, { typed: form, id: next, problems: refused });
    },
  }),
  route({
    method: 'GET',
    path: correctPath,
    gate: onVisit('correct'),
    handle(visit) {
      const { on, visitors, purpose, seen, follows } = presentVisit(visit.subject.visit);
      const typed = formOf({ ...dateBoxes('on', on), visitors, purpose, seen, follows });
      return showCorrection(visit, typed, []);
    },
  }),
  route({
    method: 'POST',
    path: correctPath,
    gate: onVisit('correct'),
    async handle(visit) {
      const { form, subject } = visit;
      const { text, problems } = readVisit(form);
      const reason = form.text('reason');
      if (reason === '') problems.push({ field: 'reason', sentence: 'Enter why you correct it' });
      if (!text || problems.length > 0) return showCorrection(visit, form, problems);
      const after = Number(form.raw('after')) || 0;
      const done = await correctVisit(workOf(visit), subject.visit, text, { reason, after });
      if (done.ok) return redirect(`/schools/${subject.matter.urn}/visits/${subject.visit.id}`);
      return showCorrection(visit, form, [problemOf(done.refusal, 'reason')]);
    },
  }),
];

function formOf(values: Record<string, string>): Form {
  return new Form(new URLSearchParams(values));
}

function readVisit(form: Form): { readonly text: VisitText | undefined; problems: FormError[] } {
  const problems: FormError[] = [];
  const on = readDate(form, 'on', 'The day of the visit');
  if (!on.ok) problems.push(problemOf(on.refusal, 'on'));
  for (const [field, sentence] of [
    ['visitors', 'Enter who visited'],
    ['purpose', 'Enter what the visit was about'],
    ['seen', 'Enter what was seen'],
  ] as const) {
    if (form.text(field) === '') problems.push({ field, sentence });
  }
  const [visitors, purpose] = [form.text('visitors'), form.text('purpose')];
  const [seen, follows] = [form.text('seen'), form.text('follows')];
  return { text: on.ok ? { on: on.value, visitors, purpose, seen, follows } : undefined, problems };
}

async function showNew(
  visit: Visit<unknown>,
  urn: Urn,
  shown: {
    readonly typed: Form;
    readonly id: VisitId;
    readonly problems: readonly FormError[];
  },
): Promise<Reply> {
  const school = await findSchool(visit.services.db, urn);
  if (!school) return notFound;
  const view = visitForm(visit, { school, ...shown, correcting: undefined });
  return page(view, shown.problems.length === 0 ? 200 : 422);
}

async function showCorrection(
  visit: Visit<VisitMatter>,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const { matter, visit: present } = visit.subject;
  const school = await findSchool(visit.services.db, matter.urn);
  if (!school) return notFound;
  const view = visitForm(visit, { school, typed, id: present.id, problems, correcting: present });
  return page(view, problems.length === 0 ? 200 : 422);
}
