import { shortDate } from '#kernel/dates.ts';
import { newId, parseId } from '#kernel/ids.ts';
import type { AreaId } from '#kernel/ids.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { findSchool } from '#modules/schools/index.ts';
import { Form } from '#platform/http/form.ts';
import { formPage, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import { link } from '#ui/text.ts';
import { path as address } from '#ui/url.ts';
import { problemOf } from '#web/fields.ts';
import { siteOf } from '#web/pages.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { addAreas } from '../../commands/enter-inspection.ts';
import { accountOf } from '../../domain/account.ts';
import { knownInspections } from '../../queries/known.ts';
import { readAreas } from '../enter/form.ts';
import { areasField } from '../enter/view.ts';
import { onSchool } from '../gates.ts';

const path = '/schools/:urn/inspections/areas';

/** Areas for improvement of an inspection that a file has. */
export const areasRoutes = [
  route({
    method: 'GET',
    path,
    gate: onSchool('enter'),
    handle: (visit) =>
      show(visit, visit.query.raw('number'), newId<AreaId>(), new Form(new URLSearchParams()), []),
  }),
  route({
    method: 'POST',
    path,
    gate: onSchool('enter'),
    async handle(visit) {
      const { form, subject } = visit;
      const number = form.raw('number');
      const id = parseId<AreaId>(form.raw('id')) ?? newId<AreaId>();
      const added = await addAreas(workOf(visit), subject.urn, id, {
        number,
        areas: readAreas(form),
      });
      if (added.ok) return redirect(`/schools/${subject.urn}/inspections`);
      return show(visit, number, id, form, [problemOf(added.refusal, 'areas')]);
    },
  }),
];

async function show(
  visit: Visit<SchoolMatter>,
  number: string,
  id: AreaId,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject } = visit;
  const [school, known] = await Promise.all([
    findSchool(services.db, subject.urn),
    knownInspections(services.db, subject.urn),
  ]);
  const found = known.counting.find(
    ({ inspection, waiting }) => !waiting && inspection.number === number,
  );
  if (!school || !found) return notFound;
  const here = address`/schools/${String(subject.urn)}/inspections`;
  const view = formPage({
    site: siteOf(visit),
    title: 'Add areas for improvement',
    caption: `${school.name}: ${accountOf(found.inspection).title}`,
    back: { href: here, content: 'Inspections' },
    errors: problems,
    action: `${here}/areas`,
    fields: html`
      ${hidden('id', id)}
      ${hidden('number', number)}
      ${areasField(typed, problems, `What the report of ${shortDate(found.inspection.publishedOn ?? found.inspection.firstDay)} says must improve`)}`,
    submit: 'Add them',
    beside: link(here, 'Cancel'),
  });
  return page(view, problems.length === 0 ? 200 : 422);
}
