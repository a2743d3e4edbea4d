import { newId, parseId } from '#kernel/ids.ts';
import type { CaseId } from '#kernel/ids.ts';
import { findSchool } from '#modules/schools/index.ts';
import { processOf } from '#policy-pack/index.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { openCase } from '../../commands/open-case.ts';
import type { SchoolMatter } from '../../index.ts';
import { toOpenCase } from '../gates.ts';
import { openCaseView } from './view.ts';

const process = 'sib';
const path = '/schools/:urn/open-board';

export const openCaseRoutes = [
  route({
    method: 'GET',
    path,
    gate: toOpenCase(),
    handle: (visit) => show(visit, { id: newId<CaseId>(), background: '' }, []),
  }),
  route({
    method: 'POST',
    path,
    gate: toOpenCase(),
    async handle(visit) {
      const id = parseId<CaseId>(visit.form.raw('id')) ?? newId<CaseId>();
      const background = visit.form.text('background');
      const opened = await openCase(workOf(visit), visit.subject.urn, { id, process, background });
      if (opened.ok) return redirect(`/cases/${opened.value}/board`);
      const next = opened.refusal.code === 'form-used' ? newId<CaseId>() : id;
      return show(visit, { id: next, background }, [problemOf(opened.refusal, 'background')]);
    },
  }),
];

async function show(
  visit: Visit<SchoolMatter>,
  typed: { readonly id: CaseId; readonly background: string },
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject } = visit;
  const school = await findSchool(services.db, subject.urn);
  if (!school) return notFound;
  const view = openCaseView(visit, {
    school,
    process: processOf(services.pack, process),
    typed,
    problems,
  });
  return page(view, problems.length === 0 ? 200 : 422);
}
