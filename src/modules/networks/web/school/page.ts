import { academicYearOf } from '#kernel/academic-year.ts';
import { newId, parseId, parseUrn } from '#kernel/ids.ts';
import type { FocusId, Urn } from '#kernel/ids.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { findSchool } from '#modules/schools/index.ts';
import { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { can, seesEvidence } from '../../access.ts';
import { changeFocus } from '../../commands/change-focus.ts';
import type { FocusChange } from '../../domain/focus.ts';
import { evidenceFor } from '../../queries/evidence.ts';
import { focusHistory } from '../../queries/focus-list.ts';
import { networkFocusOf } from '../../queries/network-focus.ts';
import { schoolsTakingPart } from '../../queries/schools-taking-part.ts';
import { readReasonFields } from '../fields.ts';
import { onFocus, toRounds } from '../gates.ts';
import { addFocusView, changeFocusView, schoolFocusView } from './view.ts';

const addPath = '/identify/network-focus/add';
const path = '/schools/:urn/network-focus';
const changePath = `${path}/change`;

export const schoolFocusRoutes = [
  route({
    method: 'GET',
    path,
    gate: onFocus('see'),
    async handle(visit) {
      const { services, subject, actor, today } = visit;
      const { db, pack } = services;
      const [school, history] = await Promise.all([
        findSchool(db, subject.urn),
        focusHistory(db, subject.urn),
      ]);
      if (!school) return notFound;
      return page(
        schoolFocusView(visit, {
          school,
          history,
          present: academicYearOf(today),
          changes: can(actor, 'change', subject, pack),
          seesEvidence: seesEvidence(actor, subject),
        }),
      );
    },
  }),
  route({
    method: 'GET',
    path: changePath,
    gate: onFocus('change'),
    handle: (visit) => showChange(visit, undefined, []),
  }),
  route({
    method: 'POST',
    path: changePath,
    gate: onFocus('change'),
    async handle(visit) {
      const { form, subject } = visit;
      const change = readChange(form);
      if (!change) {
        return showChange(visit, form, [{ field: 'kind', sentence: 'Choose what changes' }]);
      }
      const id = parseId<FocusId>(form.raw('id')) ?? newId<FocusId>();
      const seen = Number(form.raw('seen'));
      const changed = await changeFocus(workOf(visit), subject.urn, { id, change, seen });
      if (changed.ok) return redirect(`/schools/${subject.urn}/network-focus`);
      return showChange(visit, form, [problemOf(changed.refusal, 'kind')]);
    },
  }),
  route({
    method: 'GET',
    path: addPath,
    gate: toRounds('decide'),
    handle: (visit) => showAdd(visit, undefined, []),
  }),
  route({
    method: 'POST',
    path: addPath,
    gate: toRounds('decide'),
    async handle(visit) {
      const { form } = visit;
      const urn = parseUrn(form.raw('urn'));
      if (!urn) return showAdd(visit, form, [{ field: 'urn', sentence: 'Choose a school' }]);
      const id = parseId<FocusId>(form.raw('id')) ?? newId<FocusId>();
      const change = {
        kind: 'add',
        ...readReasonFields(form),
        rationale: form.raw('rationale'),
      } as const;
      const added = await changeFocus(workOf(visit), urn, { id, change });
      if (added.ok) return redirect(`/schools/${urn}/network-focus`);
      return showAdd(visit, form, [problemOf(added.refusal, 'urn')]);
    },
  }),
];

function readChange(form: Form): FocusChange | undefined {
  const rationale = form.raw('rationale');
  switch (form.raw('kind')) {
    case 'change':
      return { kind: 'change', ...readReasonFields(form), rationale };
    case 'end':
      return { kind: 'end', rationale };
    default:
      return undefined;
  }
}

async function showChange(
  visit: Visit<SchoolMatter>,
  typed: Form | undefined,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject, today } = visit;
  const year = academicYearOf(today);
  const [school, present] = await Promise.all([
    findSchool(services.db, subject.urn),
    networkFocusOf(services.db, subject.urn, year),
  ]);
  if (!school) return notFound;
  // It may have ended while the form was open: then there is nothing left to change.
  if (!present && problems.length === 0) return redirect(`/schools/${subject.urn}/network-focus`);
  const view = changeFocusView(visit, {
    school,
    year,
    present,
    id: newId<FocusId>(),
    typed,
    problems,
  });
  return page(view, problems.length === 0 ? 200 : 422);
}

async function showAdd(
  visit: Visit<undefined>,
  typed: Form | undefined,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, authority, today } = visit;
  const { db, pack } = services;
  const year = academicYearOf(today);
  const asking = { laCode: authority.laCode, today };
  const schools = await schoolsTakingPart(db, asking, pack.categorisation);
  const chosen = parseUrn((typed ?? visit.query).raw('urn'));
  const evidence = chosen && (await evidenceOf(visit, chosen, schools));
  const view = addFocusView(visit, {
    schools,
    year,
    id: newId<FocusId>(),
    typed: typed ?? new Form(new URLSearchParams({ urn: String(chosen ?? '') })),
    evidence,
    problems,
  });
  return page(view, problems.length === 0 ? 200 : 422);
}

async function evidenceOf(
  { services, today }: Visit<undefined>,
  urn: Urn,
  schools: readonly { readonly urn: Urn }[],
) {
  if (!schools.some((school) => school.urn === urn)) return undefined;
  const asking = { today, year: academicYearOf(today), pack: services.pack };
  return (await evidenceFor(services.db, [urn], asking)).get(urn);
}
