import type { PolicyPack } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { canWithRounds } from '../../access.ts';
import { decideSchool } from '../../commands/decide-school.ts';
import { isSettled, nextUndecided } from '../../domain/round.ts';
import type { Choice, RoundSchool } from '../../domain/round.ts';
import { roundContext } from '../../queries/round-context.ts';
import { schoolInRound } from '../../queries/rounds.ts';
import { readReasonFields } from '../fields.ts';
import { onRoundSchool } from '../gates.ts';
import type { RoundSubject } from '../gates.ts';
import { suggestedReasons } from '../words.ts';
import { decisionView } from './view.ts';
import type { DecisionTyped } from './view.ts';

const path = '/identify/rounds/:round/schools/:urn';

type Subject = RoundSubject & { readonly school: RoundSchool };

export const decisionRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRoundSchool('see'),
    handle: (visit) => show(visit, undefined, []),
  }),
  route({
    method: 'POST',
    path,
    gate: onRoundSchool('decide'),
    async handle(visit) {
      const { form, subject } = visit;
      const { round, schools, school } = subject;
      const choice = readChoice(form);
      if (!choice) {
        const sentence = `Choose whether ${school.name} is a network focus school`;
        return show(visit, form, [{ field: 'choice', sentence }]);
      }
      const decided = await decideSchool(workOf(visit), round.id, school.urn, {
        choice,
        rationale: form.raw('rationale'),
        seen: Number(form.raw('seen')) || 0,
      });
      if (!decided.ok) return show(visit, form, [problemOf(decided.refusal, 'choice')]);
      const now = schools.map((each) =>
        each.urn === school.urn ? { ...each, decision: decided.value } : each,
      );
      const next = nextUndecided(now, school.urn);
      // A school left for later is not come back to while it is the only one left.
      return next && next.urn !== school.urn
        ? redirect(`/identify/rounds/${round.id}/schools/${next.urn}`)
        : redirect(`/identify/rounds/${round.id}${now.every(isSettled) ? '/close' : ''}`);
    },
  }),
];

function readChoice(form: Form): Choice | undefined {
  const kind = form.raw('choice');
  switch (kind) {
    case 'focus':
      return { kind, ...readReasonFields(form) };
    case 'not-focus':
    case 'later':
    case 'left-open':
      return { kind };
    default:
      return undefined;
  }
}

/** What the form shows: what was typed, else what was decided, else the reasons that are suggested. */
function typedOf(
  form: Form | undefined,
  school: RoundSchool,
  suggested: readonly string[],
  { categorisation }: PolicyPack,
): DecisionTyped {
  if (form) {
    return {
      choice: form.raw('choice'),
      ...readReasonFields(form),
      rationale: form.raw('rationale'),
    };
  }
  const { decision } = school;
  const known = categorisation.reasons.map(({ key }) => key);
  return {
    choice: decision?.choice.kind ?? '',
    reasons:
      decision?.choice.kind === 'focus'
        ? decision.choice.reasons
        : known.filter((key) => suggested.includes(key)),
    stated: decision?.choice.kind === 'focus' ? decision.choice.stated : '',
    rationale: decision?.rationale ?? '',
  };
}

async function show(
  visit: Visit<Subject>,
  form: Form | undefined,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject, actor, today } = visit;
  const { db, pack } = services;
  const { round, schools } = subject;
  // What stands may have changed since the gate was passed: by this very form, or by a colleague.
  const [context, school] = await Promise.all([
    roundContext(db, { round, schools: [subject.school] }, today, pack),
    form ? presentSchool(visit) : subject.school,
  ]);
  const evidence = context.evidence.get(school.urn) ?? [];
  const view = decisionView(visit, {
    round,
    schools,
    school,
    evidence,
    before: context.before.get(school.urn) ?? 'not-recorded',
    typed: typedOf(form, school, suggestedReasons(evidence), pack),
    decides: canWithRounds(actor, 'decide', pack) && round.state.kind === 'open',
    problems,
  });
  return page(view, problems.length === 0 ? 200 : 422);
}

async function presentSchool({ services, subject }: Visit<Subject>): Promise<RoundSchool> {
  return (await schoolInRound(services.db, subject.round.id, subject.school.urn)) ?? subject.school;
}
