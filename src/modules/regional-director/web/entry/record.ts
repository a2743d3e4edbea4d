import { newId, parseId } from '#kernel/ids.ts';
import type { EntryId } from '#kernel/ids.ts';
import { shortDate } from '#kernel/dates.ts';
import { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { hidden } from '#ui/form.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { recordEntry } from '../../commands/record-entry.ts';
import { academyOrderRuleOn, academyOrderSentence } from '../../domain/academy-orders.ts';
import { decisionOf } from '../../domain/assessment.ts';
import { recordable } from '../../domain/facts.ts';
import type { FactKind } from '../../domain/facts.ts';
import type { Proceeding } from '../../domain/proceeding.ts';
import type { ProceedingMatter } from '../../index.ts';
import { directorAndSchool } from '../../queries/of-school.ts';
import { onProceeding } from '../gates.ts';
import { readFact } from './form.ts';
import { entryView } from './view.ts';

const path = '/regional-director/:proceeding/record/:kind';

export const recordRoutes = [
  route({
    method: 'GET',
    path,
    gate: onProceeding,
    handle: (visit) => show(visit, newId<EntryId>(), new Form(start(visit)), []),
  }),
  route({
    method: 'POST',
    path,
    gate: onProceeding,
    async handle(visit) {
      const { form, subject } = visit;
      const { proceeding } = subject;
      const kind = kindAsked(visit);
      if (!kind) return notFound;
      const id = parseId<EntryId>(form.raw('id')) ?? newId<EntryId>();
      const read = readFact(kind, form, parseId<EntryId>(form.raw('condition')));
      if (!read.ok) return show(visit, id, form, read.problems);
      const recorded = await recordEntry(workOf(visit), proceeding.id, id, read.fact);
      if (recorded.ok) return redirect(`/schools/${subject.urn}/regional-director#${id}`);
      const next = recorded.refusal.code === 'form-used' ? newId<EntryId>() : id;
      return show(visit, next, form, [problemOf(recorded.refusal, 'on')]);
    },
  }),
];

/** What the link that led here says. The day is never guessed. */
function start({ query, actor, params }: Visit<ProceedingMatter>): URLSearchParams {
  return new URLSearchParams({
    party: query.text('party'),
    condition: query.text('condition'),
    by: params['kind'] === 'support' ? actor.name : '',
  });
}

function kindAsked({ params, subject }: Visit<ProceedingMatter>): FactKind | undefined {
  return recordable[subject.proceeding.kind].find((kind) => kind === params['kind']);
}

async function show(
  visit: Visit<ProceedingMatter>,
  id: EntryId,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject, today } = visit;
  const { proceeding } = subject;
  const kind = kindAsked(visit);
  const looked = await directorAndSchool(services.db, subject.urn, today);
  if (!kind || !looked) return notFound;
  const { school } = looked;
  const condition = conditionOf(proceeding, typed.raw('condition'));
  if (kind === 'condition-ended' && !condition) return notFound;
  const view = entryView(visit, {
    kind,
    school,
    action: `/regional-director/${proceeding.id}/record/${kind}`,
    id,
    typed,
    problems,
    ...(kind === 'closed' && {
      title: `Close the ${proceeding.kind}`,
      submit: `Close the ${proceeding.kind}`,
    }),
    ...(kind === 'withdrawn' && { title: `Record that the ${proceeding.kind} was withdrawn` }),
    about: html`
      ${kind === 'decision' && aboutDecision(proceeding, today)}
      ${condition && aboutCondition(condition)}`,
    asksForConsideration:
      kind === 'decision' &&
      school.extraConsideration &&
      proceeding.kind === 'assessment' &&
      proceeding.assessment.considered.length === 0,
    more: condition && hidden('condition', condition.id),
  });
  return page(view, problems.length === 0 ? 200 : 422);
}

function conditionOf(proceeding: Proceeding, id: string) {
  return proceeding.kind === 'assessment'
    ? proceeding.assessment.conditions.find((condition) => condition.id === id)
    : undefined;
}

function aboutCondition({ set }: NonNullable<ReturnType<typeof conditionOf>>): Html {
  return insetText({
    content: html`${set.words}<br><span class="app-secondary">${set.due === undefined ? 'Without a day by which it is due' : `Due on ${shortDate(set.due)}`}</span>`,
  });
}

/** What the law says of academy orders on the day: shown with its edition, decided by nobody here. */
function aboutDecision(proceeding: Proceeding, today: Visit<unknown>['today']): Html | undefined {
  if (proceeding.kind !== 'assessment') return undefined;
  const { opened } = proceeding.assessment;
  const inCategory = opened.grounds.some(({ fact }) => fact === 'category-of-concern');
  const day = decisionOf(proceeding.assessment)?.on ?? today;
  return inCategory ? paragraph(academyOrderSentence(academyOrderRuleOn(day))) : undefined;
}
