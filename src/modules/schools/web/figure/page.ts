import type { SchoolMatter } from '#modules/cases/index.ts';
import { findSchool } from '#modules/schools/index.ts';
import { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { recordContextFigure } from '../../commands/record-context-figure.ts';
import { onSchool } from '../gates.ts';
import { readFigure } from './form.ts';
import { figureView } from './view.ts';

const path = '/schools/:urn/figures/new';

export const figureRoutes = [
  route({
    method: 'GET',
    path,
    gate: onSchool('add a figure'),
    handle: (visit) => show(visit, new Form(new URLSearchParams({ status: 'final' })), []),
  }),
  route({
    method: 'POST',
    path,
    gate: onSchool('add a figure'),
    async handle(visit) {
      const { form, subject } = visit;
      const read = readFigure(form, subject.urn);
      if (!read.ok) return show(visit, form, read.problems);
      const added = await recordContextFigure(workOf(visit), read.value);
      if (added.ok) return redirect(`/schools/${subject.urn}#context`);
      return show(visit, form, [problemOf(added.refusal, 'value')]);
    },
  }),
];

async function show(
  visit: Visit<SchoolMatter>,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const school = await findSchool(visit.services.db, visit.subject.urn);
  if (!school) return notFound;
  return page(figureView(visit, { school, typed, problems }), problems.length === 0 ? 200 : 422);
}
