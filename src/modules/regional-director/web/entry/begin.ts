import { newId, parseId } from '#kernel/ids.ts';
import type { ProceedingId } from '#kernel/ids.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { beginProceeding } from '../../commands/begin.ts';
import { groundNames } from '../../domain/facts.ts';
import { directorAndSchool } from '../../queries/of-school.ts';
import type { DirectorAndSchool } from '../../queries/of-school.ts';
import { onSchool } from '../gates.ts';
import { readFact } from './form.ts';
import { entryView, exceptionalText } from './view.ts';

const path = '/schools/:urn/regional-director/new';

/** An assessment of a maintained school, or a concern about an academy. */
export const beginRoutes = [
  route({
    method: 'GET',
    path,
    gate: onSchool('record'),
    handle(visit) {
      // Whoever records a concern has most often raised it. The day is never guessed.
      const typed = new Form(new URLSearchParams({ by: visit.actor.name }));
      return show(visit, newId<ProceedingId>(), typed, []);
    },
  }),
  route({
    method: 'POST',
    path,
    gate: onSchool('record'),
    async handle(visit) {
      const { form, subject, services, today } = visit;
      const looked = await directorAndSchool(services.db, subject.urn, today);
      const kind = looked && kindFor(looked);
      if (!kind) return notFound;
      const id = parseId<ProceedingId>(form.raw('id')) ?? newId<ProceedingId>();
      const read = readFact(kind, form, undefined);
      if (!read.ok) return show(visit, id, form, read.problems);
      const { fact } = read;
      if (fact.kind !== 'opened' && fact.kind !== 'raised') return notFound;
      const begun = await beginProceeding(workOf(visit), subject.urn, id, fact);
      if (begun.ok) return redirect(`/schools/${subject.urn}/regional-director#${id}`);
      const next = begun.refusal.code === 'form-used' ? newId<ProceedingId>() : id;
      return show(visit, next, form, [problemOf(begun.refusal, 'on')]);
    },
  }),
];

/** Which form there is for the school; undefined where neither can be recorded. */
function kindFor({ school }: DirectorAndSchool): 'opened' | 'raised' | undefined {
  if (school.kind === 'neither') return undefined;
  return school.kind === 'maintained' ? 'opened' : 'raised';
}

async function show(
  visit: Visit<SchoolMatter>,
  id: ProceedingId,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject, today } = visit;
  const looked = await directorAndSchool(services.db, subject.urn, today);
  const kind = looked && kindFor(looked);
  if (!kind) return notFound;
  const view = entryView(visit, {
    kind,
    school: looked.school,
    action: `/schools/${subject.urn}/regional-director/new`,
    id,
    typed,
    problems,
    about: kind === 'opened' && groundsToday(looked),
  });
  return page(view, problems.length === 0 ? 200 : 422);
}

function groundsToday({ grounds }: DirectorAndSchool): Html {
  if (grounds.length === 0) return exceptionalText();
  return html`
    ${paragraph('As the national rules stand today, the school is eligible for these reasons. What they say on the day of the opening is kept with the assessment.')}
    ${bulletList(grounds.map(({ fact, reason }) => html`<strong>${groundNames[fact]}.</strong> ${reason}`))}`;
}
