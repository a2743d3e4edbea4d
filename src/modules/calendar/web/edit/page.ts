import { parseUrn } from '#kernel/ids.ts';
import { findSchool } from '#modules/schools/index.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { authorityGate } from '#web/gates.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { changeYear, refusalOf } from '../../commands/change-year.ts';
import { problemsIn } from '../../domain/year-dates.ts';
import { historyOfYear } from '../../queries/school-years.ts';
import { showYear } from '../calendar/page.ts';
import { inAddress, yearOf } from '../year-address.ts';
import { readYear, typedFrom } from './form.ts';
import type { Typed } from './form.ts';
import { editView } from './view.ts';
import type { About } from './view.ts';

const administers = authorityGate('write', 'administration');
const editPath = '/calendar/:year/edit';
const schoolPath = '/calendar/:year/schools/:urn/edit';

export const editRoutes = [
  ...[editPath, schoolPath].flatMap((path) => [
    route({
      method: 'GET',
      path,
      gate: administers,
      async handle(visit) {
        const about = await aboutOf(visit);
        if (!about) return notFound;
        const [held] = await historyOfYear(visit.services.db, about.year, about.urn);
        return show(visit, about, typedFrom(held?.dates), held?.version ?? 0, []);
      },
    }),
    route({
      method: 'POST',
      path,
      gate: administers,
      async handle(visit) {
        const about = await aboutOf(visit);
        if (!about) return notFound;
        const { form } = visit;
        const typed = Object.fromEntries(form.entries());
        const after = Number(form.raw('after')) || 0;
        const read = readYear(form, about.urn !== undefined);
        if (!read.ok) return show(visit, about, typed, after, read.problems);
        const dates = read.value;
        const problems = problemsIn(about.year, dates).map((each) =>
          problemOf(refusalOf(each), 'inset'),
        );
        if (problems.length > 0) return show(visit, about, typed, after, problems);
        const done = await changeYear(workOf(visit), { ...about, after, dates });
        if (done.ok) return redirect(`/calendar/${inAddress(about.year)}?done=saved`);
        const problem = problemOf(done.refusal, 'autumn-1-first');
        if (done.refusal.code !== 'changed-meanwhile') {
          return show(visit, about, typed, after, [problem]);
        }
        // Sent again, it goes after the version that is there now.
        const [held] = await historyOfYear(visit.services.db, about.year, about.urn);
        return show(visit, about, typed, held?.version ?? 0, [problem]);
      },
    }),
  ]),
  route({
    method: 'GET',
    path: '/calendar/:year/schools',
    gate: administers,
    async handle(visit) {
      const year = yearOf(visit.params['year']);
      if (year === undefined) return notFound;
      const typed = visit.query.text('urn');
      const urn = parseUrn(typed);
      const school = urn && (await findSchool(visit.services.db, urn));
      if (school) return redirect(`/calendar/${inAddress(year)}/schools/${urn}/edit`);
      const sentence =
        typed === ''
          ? 'Enter the URN of the school'
          : `No school in the register has the URN “${typed}”`;
      return showYear(visit, [{ field: 'urn', sentence }]);
    },
  }),
];

async function aboutOf({ params, services }: Visit<undefined>): Promise<About | undefined> {
  const year = yearOf(params['year']);
  if (year === undefined) return undefined;
  if (params['urn'] === undefined) return { year, urn: undefined, schoolName: '' };
  const urn = parseUrn(params['urn']);
  const school = urn && (await findSchool(services.db, urn));
  return school && { year, urn, schoolName: school.name };
}

function show(
  visit: Visit<undefined>,
  about: About,
  typed: Typed,
  after: number,
  problems: readonly FormError[],
): Promise<Reply> {
  const view = editView(visit, { about, typed, after, problems });
  return Promise.resolve(page(view, problems.length === 0 ? 200 : 422));
}
