import { parseId, newId } from '#kernel/ids.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { canWithCase } from '#modules/cases/index.ts';
import { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { dateBoxes, problemOf, readDate } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { can } from '../../access.ts';
import { decideLevel } from '../../commands/decide-level.ts';
import type { Choice, LevelDecisionId } from '../../domain/decision.ts';
import { standingOfSchool } from '../../queries/school-standing.ts';
import { onLevel } from '../gates.ts';
import { levelView } from './view.ts';

const path = '/schools/:urn/level';

export const levelRoutes = [
  route({
    method: 'GET',
    path,
    gate: onLevel('see suggestions'),
    handle: (visit) =>
      show(visit, new Form(new URLSearchParams(dateBoxes('from', visit.today))), []),
  }),
  route({
    method: 'POST',
    path,
    gate: onLevel('decide'),
    async handle(visit) {
      const { form, subject } = visit;
      const problems: FormError[] = [];
      const choice = readChoice(form.raw('choice'));
      if (!choice) problems.push({ field: 'choice', sentence: 'Choose what you decide' });
      const from = readDate(form, 'from', 'The day from which it holds');
      if (!from.ok) problems.push(problemOf(from.refusal, 'from'));
      if (form.text('rationale') === '') {
        problems.push({ field: 'rationale', sentence: 'Enter the reasons for your decision' });
      }
      if (!choice || !from.ok || problems.length > 0) return show(visit, form, problems);
      const decided = await decideLevel(workOf(visit), subject.urn, {
        id: parseId<LevelDecisionId>(form.raw('id')) ?? newId<LevelDecisionId>(),
        choice,
        from: from.value,
        rationale: form.text('rationale'),
        after: Number(form.raw('after')) || 0,
        seen: form.raw('seen'),
      });
      if (decided.ok) return redirect(`/schools/${subject.urn}/level#history`);
      return show(visit, form, [problemOf(decided.refusal, 'choice')]);
    },
  }),
];

/** "level:focus-school", "end" or "dismiss". */
function readChoice(text: string): Choice | undefined {
  if (text === 'end' || text === 'dismiss') return { kind: text };
  const level = /^level:(.+)$/.exec(text)?.[1];
  return level === undefined ? undefined : { kind: 'level', level };
}

async function show(
  visit: Visit<SchoolMatter>,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject, actor } = visit;
  const { db, pack } = services;
  const present = await standingOfSchool(db, pack, subject.urn);
  if (!present) return notFound;
  const view = levelView(visit, {
    present,
    typed,
    problems,
    formId: newId<LevelDecisionId>(),
    mayDecide: can(actor, 'decide', subject, pack),
    mayAdd: can(actor, 'add a concern', subject, pack) && present.school.maintained,
    mayOpen: canWithCase(actor, 'open', subject),
  });
  return page(view, problems.length === 0 ? 200 : 422);
}
