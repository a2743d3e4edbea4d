import { newId, parseId } from '#kernel/ids.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { findSchool } from '#modules/schools/index.ts';
import { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf, readDate } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { recordConcern } from '../../commands/record-concern.ts';
import { presentLevel } from '../../queries/present-level.ts';
import type { ConcernId } from '../../domain/concern.ts';
import { onLevel } from '../gates.ts';
import { concernView } from './view.ts';

const path = '/schools/:urn/concerns/new';

export const concernRoutes = [
  route({
    method: 'GET',
    path,
    gate: onLevel('add a concern'),
    handle: (visit) => show(visit, new Form(new URLSearchParams()), newId<ConcernId>(), []),
  }),
  route({
    method: 'POST',
    path,
    gate: onLevel('add a concern'),
    async handle(visit) {
      const { form, subject } = visit;
      const id = parseId<ConcernId>(form.raw('id')) ?? newId<ConcernId>();
      const problems: FormError[] = [];
      if (form.raw('kind') === '') {
        problems.push({ field: 'kind', sentence: 'Choose what the concern is about' });
      }
      const ofDate = readDate(form, 'ofDate', 'The date of the concern');
      if (!ofDate.ok) problems.push(problemOf(ofDate.refusal, 'ofDate'));
      if (form.text('source') === '') {
        problems.push({ field: 'source', sentence: 'Enter where the concern comes from' });
      }
      if (form.text('text') === '') {
        problems.push({ field: 'text', sentence: 'Enter what the concern is' });
      }
      const shown = form.raw('shown');
      if (shown !== 'yes' && shown !== 'no') {
        problems.push({ field: 'shown', sentence: 'Choose whether the school is shown it' });
      } else if (shown === 'no' && form.text('reason') === '') {
        problems.push({ field: 'reason', sentence: 'Enter why it is withheld from the school' });
      }
      if (!ofDate.ok || problems.length > 0) return show(visit, form, id, problems);
      const recorded = await recordConcern(workOf(visit), subject.urn, {
        id,
        kind: form.raw('kind'),
        ofDate: ofDate.value,
        source: form.text('source'),
        text: form.text('text'),
        shown: shown === 'yes',
        reason: shown === 'yes' ? '' : form.text('reason'),
      });
      if (recorded.ok) return redirect(`/schools/${subject.urn}/level#concerns`);
      const next = recorded.refusal.code === 'form-used' ? newId<ConcernId>() : id;
      return show(visit, form, next, [problemOf(recorded.refusal, 'text')]);
    },
  }),
];

async function show(
  visit: Visit<SchoolMatter>,
  typed: Form,
  id: ConcernId,
  problems: readonly FormError[],
): Promise<Reply> {
  const school = await findSchool(visit.services.db, visit.subject.urn);
  if (!school) return notFound;
  const hasLevel = (await presentLevel(visit.services.db, visit.subject.urn)) !== undefined;
  const view = concernView(visit, { school, hasLevel, typed, id, problems });
  return page(view, problems.length === 0 ? 200 : 422);
}
