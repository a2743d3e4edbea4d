import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { EntryId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type {
  AssessmentFact,
  Closed,
  ConditionEnded,
  ConditionSet,
  Considered,
  Decision,
  Notified,
  Opened,
  RepresentationAsked,
  RepresentationMade,
  SchoolView,
  SupportOffered,
  Withdrawn,
} from './facts.ts';
import type { SchoolStanding } from './school.ts';

/** Something that a decision asks for. It is open until it is met or lifted. */
export interface Condition {
  /** The entry that set it. */
  readonly id: EntryId;
  readonly set: ConditionSet;
  readonly ended: ConditionEnded | undefined;
}

/** How far an assessment has come. */
export type AssessmentState =
  /** Nobody has made a representation yet, or been asked for one. */
  | { readonly status: 'opened' }
  | { readonly status: 'representations' }
  /** No condition is open. */
  | { readonly status: 'decided'; readonly decision: Decision }
  | {
      readonly status: 'conditions-running';
      readonly decision: Decision;
      readonly open: readonly Condition[];
    }
  | { readonly status: 'closed'; readonly decision: Decision; readonly closing: Closed }
  | { readonly status: 'withdrawn'; readonly withdrawal: Withdrawn };

export type AssessmentStatus = AssessmentState['status'];

export const assessmentStatusNames: Readonly<Record<AssessmentStatus, string>> = {
  opened: 'Opened',
  representations: 'Representations',
  decided: 'Decided',
  'conditions-running': 'Conditions running',
  closed: 'Closed',
  withdrawn: 'Withdrawn',
};

/** What is known of an assessment: the facts that stand, by kind, and how far it has come. */
export interface Assessment {
  readonly opened: Opened;
  readonly notified: Notified | undefined;
  readonly asked: readonly RepresentationAsked[];
  readonly made: readonly RepresentationMade[];
  readonly views: readonly SchoolView[];
  readonly considered: readonly Considered[];
  readonly support: readonly SupportOffered[];
  readonly conditions: readonly Condition[];
  readonly state: AssessmentState;
}

/** What can happen to an assessment that is open. */
export type FurtherAssessmentFact = Exclude<AssessmentFact, Opened>;

export function openedAssessment(opened: Opened): Assessment {
  return {
    opened,
    notified: undefined,
    asked: [],
    made: [],
    views: [],
    considered: [],
    support: [],
    conditions: [],
    state: { status: 'opened' },
  };
}

/** Whether the assessment goes on. */
export function isOngoing({ state }: Assessment): boolean {
  return state.status !== 'closed' && state.status !== 'withdrawn';
}

export function decisionOf({ state }: Assessment): Decision | undefined {
  return 'decision' in state ? state.decision : undefined;
}

/** A reason must be given where no rule of the product makes the school eligible. */
export function checkOpening(opened: Opened, today: LocalDate): Result<Assessment> {
  if (opened.on > today) return inFuture(today);
  if (opened.grounds.length === 0 && opened.reason === '') {
    return refuse(
      'no-grounds',
      'No rule makes this school eligible on that day. Enter why the Regional Director assesses it all the same, for example a breakdown in governance',
      'reason',
    );
  }
  return ok(openedAssessment(opened));
}

/**
 * Records a fact in an assessment: the fact is the event. `today` is the day on which it is
 * recorded. Refuses what cannot follow on what is recorded; the days of a fact must be possible.
 */
export function recordInAssessment(
  assessment: Assessment,
  id: EntryId,
  fact: FurtherAssessmentFact,
  today: LocalDate,
): Result<Assessment> {
  const found = problemWith(assessment, fact, today);
  return found ? { ok: false, refusal: found } : ok(withFact(assessment, id, fact));
}

/** What the school itself makes of a new fact; not asked of what is recorded already. */
export function checkAgainstSchool(
  { considered }: Assessment,
  fact: FurtherAssessmentFact,
  school: SchoolStanding,
): Result<undefined> {
  const isOfParty = fact.kind === 'representation-asked' || fact.kind === 'representation-made';
  if (isOfParty && fact.party === 'religious-body' && !school.religious) {
    return refuse(
      'not-religious',
      `The register knows no religious character and no diocese for ${school.name}.`,
      'party',
    );
  }
  const asks = fact.kind === 'decision' && school.extraConsideration && considered.length === 0;
  if (asks && !fact.considerationUnknown) {
    return refuse(
      'consideration',
      `Extra consideration is due to the course of action and the sponsor for a school of this type (${school.typeName}). Record what was considered first, or say that it is not known`,
      'considerationUnknown',
    );
  }
  return ok(undefined);
}

/** The assessment with a fact that has been found possible. */
export function withFact(before: Assessment, id: EntryId, fact: FurtherAssessmentFact): Assessment {
  switch (fact.kind) {
    case 'notified':
      return { ...before, notified: fact };
    case 'representation-asked':
      return represented({ ...before, asked: [...before.asked, fact] });
    case 'representation-made':
      return represented({ ...before, made: [...before.made, fact] });
    case 'view':
      return { ...before, views: [...before.views, fact] };
    case 'consideration':
      return { ...before, considered: [...before.considered, fact] };
    case 'support':
      return { ...before, support: [...before.support, fact] };
    case 'decision':
      return { ...before, state: { status: 'decided', decision: fact } };
    case 'condition':
      return withConditions(before, [...before.conditions, { id, set: fact, ended: undefined }]);
    case 'condition-ended':
      return withConditions(
        before,
        before.conditions.map((each) =>
          each.id === fact.condition ? { ...each, ended: fact } : each,
        ),
      );
    case 'closed': {
      const decision = decisionOf(before);
      return decision
        ? { ...before, state: { status: 'closed', decision, closing: fact } }
        : before;
    }
    case 'withdrawn':
      return { ...before, state: { status: 'withdrawn', withdrawal: fact } };
  }
}

function represented(assessment: Assessment): Assessment {
  return assessment.state.status === 'opened'
    ? { ...assessment, state: { status: 'representations' } }
    : assessment;
}

function withConditions(before: Assessment, conditions: readonly Condition[]): Assessment {
  const decision = decisionOf(before);
  const open = conditions.filter(({ ended }) => ended === undefined);
  if (!decision) return { ...before, conditions };
  const state: AssessmentState =
    open.length === 0
      ? { status: 'decided', decision }
      : { status: 'conditions-running', decision, open };
  return { ...before, conditions, state };
}

function problemWith(
  assessment: Assessment,
  fact: FurtherAssessmentFact,
  today: LocalDate,
): Refusal | undefined {
  const { opened, state } = assessment;
  if (state.status === 'closed') {
    return problem(
      'closed',
      `The assessment was closed on ${shortDate(state.closing.on)}. What came after belongs in a new one; an entry that is wrong can still be corrected.`,
    );
  }
  if (state.status === 'withdrawn') {
    return problem(
      'withdrawn',
      `The assessment was withdrawn on ${shortDate(state.withdrawal.on)}. What came after belongs in a new one; an entry that is wrong can still be corrected.`,
    );
  }
  if (fact.on > today) return inFuture(today).refusal;
  const early = problem(
    'before-opening',
    `The day must not be before the assessment was opened, ${shortDate(opened.on)}`,
    'on',
  );
  const decision = decisionOf(assessment);
  switch (fact.kind) {
    case 'view':
    case 'support':
      return undefined;
    case 'notified':
      return assessment.notified === undefined
        ? undefined
        : problem(
            'notified',
            `The governing body was notified on ${shortDate(assessment.notified.on)}, as it is recorded. Correct that entry if it is wrong.`,
          );
    case 'representation-asked':
    case 'representation-made':
    case 'consideration':
      if (fact.on < opened.on) return early;
      return decision && fact.on > decision.on
        ? problem(
            'after-decision',
            `The Regional Director decided on ${shortDate(decision.on)}: the day must not be after that`,
            'on',
          )
        : undefined;
    case 'decision':
      if (fact.on < opened.on) return early;
      return decision
        ? problem(
            'decided',
            'A decision is recorded already. Correct it if it is wrong; if the Regional Director decided again, close this assessment and open a new one.',
          )
        : problemWithDecision(assessment, fact);
    case 'condition':
      return problemWithCondition(decision, fact);
    case 'condition-ended':
      return problemWithEnd(assessment, fact);
    case 'closed':
      return problemWithClosing(assessment, decision, fact);
    case 'withdrawn':
      if (fact.on < opened.on) return early;
      return decision
        ? problem(
            'decided',
            'The Regional Director has decided, so the assessment cannot be withdrawn. Close it once nothing is open.',
          )
        : undefined;
  }
}

function problemWithDecision(assessment: Assessment, fact: Decision): Refusal | undefined {
  const late = [...assessment.made, ...assessment.asked, ...assessment.considered]
    .map(({ on }) => on)
    .toSorted()
    .at(-1);
  if (late !== undefined && fact.on < late) {
    return problem(
      'before-representation',
      `Something that the decision takes into account is recorded for ${shortDate(late)}: the day of the decision must not be before that`,
      'on',
    );
  }
  if (fact.decision !== 'academy-order') return undefined;
  const { notified, opened } = assessment;
  const onCoastingAlone =
    opened.grounds.some((ground) => ground.fact === 'coasting') &&
    !opened.grounds.some((ground) => ground.fact === 'category-of-concern');
  return onCoastingAlone && (notified === undefined || notified.on > fact.on)
    ? problem(
        'not-notified',
        'A coasting school is eligible for an academy order only once the Secretary of State has notified its governing body (Education and Inspections Act 2006, section 60B). Record first on which day that was',
        'decision',
      )
    : undefined;
}

function problemWithCondition(
  decision: Decision | undefined,
  fact: ConditionSet,
): Refusal | undefined {
  if (!decision) {
    return problem(
      'not-decided',
      'No decision is recorded yet. Record the decision first: a condition belongs to it.',
    );
  }
  if (fact.on < decision.on) {
    return problem(
      'before-decision',
      `The day must not be before the decision, ${shortDate(decision.on)}`,
      'on',
    );
  }
  return fact.due !== undefined && fact.due < fact.on
    ? problem('due', 'The day on which the condition is due must not be before it was set', 'due')
    : undefined;
}

function problemWithEnd({ conditions }: Assessment, fact: ConditionEnded): Refusal | undefined {
  const condition = conditions.find(({ id }) => id === fact.condition);
  if (!condition) return problem('no-condition', 'There is no such condition in this assessment.');
  if (condition.ended) {
    return problem(
      'ended',
      `How this condition ended is recorded already, for ${shortDate(condition.ended.on)}. Correct that entry if it is wrong.`,
    );
  }
  return fact.on < condition.set.on
    ? problem(
        'before-condition',
        `The day must not be before the condition was set, ${shortDate(condition.set.on)}`,
        'on',
      )
    : undefined;
}

function problemWithClosing(
  { conditions }: Assessment,
  decision: Decision | undefined,
  fact: Closed,
): Refusal | undefined {
  if (!decision) {
    return problem(
      'not-decided',
      'No decision is recorded. Record it first, or record that the assessment was withdrawn.',
    );
  }
  const open = conditions.filter(({ ended }) => ended === undefined).length;
  if (open > 0) {
    return problem(
      'conditions-open',
      `${open === 1 ? '1 condition is' : `${open} conditions are`} still open. Record first how each was met, or that it was lifted.`,
    );
  }
  const last = [decision.on, ...conditions.flatMap(({ ended }) => ended?.on ?? [])]
    .toSorted()
    .at(-1);
  return last !== undefined && fact.on < last
    ? problem(
        'before-decision',
        `The day must not be before the last thing that is recorded, ${shortDate(last)}`,
        'on',
      )
    : undefined;
}

function inFuture(today: LocalDate): { readonly ok: false; readonly refusal: Refusal } {
  return refuse('in-future', `The day must not be after today, ${shortDate(today)}`, 'on');
}

function problem(code: string, sentence: string, field?: string): Refusal {
  return refuse(code, sentence, field).refusal;
}
