import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { GradedInspection } from '#modules/inspections/index.ts';
import type { CoastingEntry, CoastingFinding, SchoolHistory } from './finding.ts';
import {
  categoryIn,
  described,
  isBelowGoodOverall,
  isRelevantAssessment,
  isThreeOverall,
  nameOf,
  needsAttentionAnywhere,
  needsAttentionInLeadership,
  requiresImprovementInEither,
} from './judged.ts';
import { latestOfPredecessors } from './known.ts';
import type { PredecessorsLatest } from './known.ts';
import { coastingEditions, editionOn } from './rules.ts';

/**
 * Whether the school is "not making necessary improvements" in law as at a day, under the rule of
 * that day (national rules, section 2b). `known` are the graded inspections begun by then,
 * newest first. `exempt` is what the school is that the rule does not apply to.
 */
export function coasting(
  school: SchoolHistory,
  known: readonly GradedInspection[],
  asAt: LocalDate,
  exempt: string | null,
): CoastingFinding {
  const rule = editionOn(coastingEditions, asAt);
  if (!rule) {
    const [first] = coastingEditions;
    return no(
      null,
      [],
      `Not coasting: no such rule was in force on ${shortDate(asAt)}; the first began on ${shortDate(first?.from ?? asAt)}.`,
      'A day on which the rule is in force.',
    );
  }
  const not = `Not coasting under the ${rule.id} rule`;
  if (exempt !== null) {
    return no(
      rule,
      [],
      `Exempt from the ${rule.id} rule on coasting, as a ${exempt}.`,
      'Nothing, as long as the school is of this type.',
    );
  }
  const [latest, before] = known;
  if (!latest) {
    return no(
      rule,
      [],
      `${not}: no graded inspection of the school is known.`,
      'Two graded inspections that meet the rule.',
    );
  }
  return rule.id === '2022'
    ? underRuleOf2022(school, latest, before, asAt, rule)
    : underRuleOf2025(school, known, latest, asAt, rule);
}

type Rule = NonNullable<CoastingFinding['rule']>;

function no(
  rule: Rule | null,
  inspections: readonly GradedInspection[],
  reason: string,
  wouldChange: string,
): CoastingFinding {
  return { holds: false, rule, entry: null, inspections, reason, wouldChange };
}

const yes2022 = 'Coasting under the 2022 rule';
const not2022 = 'Not coasting under the 2022 rule';
const goodOrBetter = 'A graded inspection that is Good or better overall.';
const anotherThree = 'Another graded inspection that is Requires improvement overall.';

/** Requires improvement overall at the latest section 5 inspection, and below Good at the one before. */
function underRuleOf2022(
  school: SchoolHistory,
  latest: GradedInspection,
  before: GradedInspection | undefined,
  asAt: LocalDate,
  rule: Rule,
): CoastingFinding {
  const theLatest = `the latest graded inspection, ${described(latest)},`;
  if (!('overall' in latest)) {
    return no(
      rule,
      [latest],
      `${not2022}: ${theLatest} gave no overall grade, so it cannot meet this rule.`,
      'The rule of 17 November 2025, which looks at other judgements.',
    );
  }
  if (!isThreeOverall(latest)) {
    return no(
      rule,
      [latest],
      `${not2022}: ${theLatest} is not Requires improvement overall.`,
      'A graded inspection that is Requires improvement overall, after one below Good.',
    );
  }
  if (!before) return byPredecessors(school, latest, asAt, rule);
  const holds = isBelowGoodOverall(before);
  const both = `${theLatest} is Requires improvement overall, and the one before it, ${described(before)},`;
  return {
    holds,
    rule,
    entry: null,
    inspections: [latest, before],
    reason: holds ? `${yes2022}: ${both} is below Good.` : `${not2022}: ${both} is not below Good.`,
    wouldChange: holds ? goodOrBetter : anotherThree,
  };
}

/** With a single inspection, the latest of each predecessor stands for the one before. */
function byPredecessors(
  school: SchoolHistory,
  only: GradedInspection,
  asAt: LocalDate,
  rule: Rule,
): CoastingFinding {
  const predecessors = latestOfPredecessors(school, only, asAt);
  const one = `the only graded inspection that is known, ${described(only)}, is Requires improvement overall`;
  const used = [only, ...predecessors.flatMap(({ latest }) => (latest ? [latest] : []))];
  const standing = standingOf(predecessors, isBelowGoodOverall);
  switch (standing.kind) {
    case 'none':
      return no(
        rule,
        used,
        `${not2022}: ${one}, and the register links no predecessor school.`,
        anotherThree,
      );
    case 'unknown':
      return no(
        rule,
        used,
        `${not2022} as far as is known: ${one}, and no inspection of its predecessor ${standing.names} is held.`,
        `The inspections of ${standing.names}, which may show one below Good.`,
      );
    case 'not all':
      return no(
        rule,
        used,
        `${not2022}: ${one}, and its predecessor ${standing.names} was not below Good at its latest inspection.`,
        anotherThree,
      );
    case 'all':
      return {
        holds: true,
        rule,
        entry: null,
        inspections: used,
        reason: `${yes2022}: ${one}, and its predecessor ${standing.names} was below Good at its latest inspection.`,
        wouldChange: goodOrBetter,
      };
  }
}

type Standing =
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' | 'not all' | 'all'; readonly names: string };

/** Whether the latest inspection of every predecessor is as `asks`: one that is not settles it. */
function standingOf(
  predecessors: readonly PredecessorsLatest[],
  asks: (inspection: GradedInspection) => boolean,
): Standing {
  if (predecessors.length === 0) return { kind: 'none' };
  const names = (some: readonly PredecessorsLatest[]) => some.map(nameOf).join(' and ');
  const others = predecessors.filter(({ latest }) => latest && !asks(latest));
  if (others.length > 0) return { kind: 'not all', names: names(others) };
  const unknown = predecessors.filter(({ latest }) => !latest);
  if (unknown.length > 0) return { kind: 'unknown', names: names(unknown) };
  return { kind: 'all', names: names(predecessors) };
}

interface Entered {
  readonly entry: CoastingEntry;
  readonly at: GradedInspection;
  /** The relevant assessment before it, or the report that stated the category now lifted. */
  readonly before: readonly GradedInspection[];
}

/**
 * Any condition of entry, and no condition of exit since. Walks the inspections from the oldest on:
 * each may enter, or end what an earlier one entered.
 */
function underRuleOf2025(
  school: SchoolHistory,
  known: readonly GradedInspection[],
  latest: GradedInspection,
  asAt: LocalDate,
  rule: Rule,
): CoastingFinding {
  let entered: Entered | undefined;
  let exit: GradedInspection | undefined;
  for (let at = known.length - 1; at >= 0; at -= 1) {
    const inspection = known[at];
    if (!inspection) continue;
    const previous = known[at + 1];
    // Only a school with a single inspection is judged by its predecessors': further back, what
    // came before the oldest inspection that is held is simply not held.
    const before = previous
      ? [previous]
      : known.length === 1
        ? relevantOfPredecessors(school, inspection, asAt)
        : [];
    const entry = entryOf(inspection, previous, before);
    if (entry) {
      entered = { entry, at: inspection, before };
      exit = undefined;
    } else if (isExit(inspection)) {
      if (entered) exit = inspection;
      entered = undefined;
    }
  }
  if (entered) return enteredFinding(entered, latest, rule);
  const not = 'Not coasting under the 2025 rule';
  const change = 'An inspection that meets one of the regulation’s conditions of entry.';
  if (exit) {
    return no(
      rule,
      exit === latest ? [latest] : [latest, exit],
      `${not}: the inspection ${described(exit)} met a condition of exit.`,
      change,
    );
  }
  const [, before] = known;
  const earlier = before
    ? `nor, with the one before it, ${described(before)}, any that looks at both`
    : 'and no earlier one is known';
  return no(
    rule,
    before ? [latest, before] : [latest],
    `${not}: the latest graded inspection, ${described(latest)}, meets no condition of entry, ${earlier}.`,
    change,
  );
}

function enteredFinding(
  { entry, at, before }: Entered,
  latest: GradedInspection,
  rule: Rule,
): CoastingFinding {
  const which = at === latest ? 'the latest graded inspection,' : 'the inspection';
  const after = before.map(described).join(' and ');
  const since =
    at === latest ? '' : ` The latest, ${described(latest)}, meets no condition of exit.`;
  return {
    holds: true,
    rule: { ...rule, citation: `${rule.citation}, entry condition ${entry}` },
    entry,
    inspections: at === latest ? [at, ...before] : [latest, at, ...before],
    reason: `Coasting under the 2025 rule: ${which} ${described(at)}${at === latest ? ',' : ''} meets entry condition ${entry} (${entryWords[entry]}) after the one ${after}.${since}`,
    wouldChange:
      'An inspection with no Needs attention, Urgent improvement or Not met in any area that applies.',
  };
}

const entryWords: Readonly<Record<CoastingEntry, string>> = {
  '2': 'Needs attention in leadership and governance, after a relevant assessment',
  '3': 'a category of concern is lifted, and improvement is still needed',
  '4': 'Requires improvement in quality of education or leadership and management, after a relevant assessment',
  '5': 'Requires improvement overall, after a relevant assessment',
};

function relevantOfPredecessors(
  school: SchoolHistory,
  only: GradedInspection,
  asAt: LocalDate,
): GradedInspection[] {
  const predecessors = latestOfPredecessors(school, only, asAt);
  return standingOf(predecessors, isRelevantAssessment).kind === 'all'
    ? predecessors.flatMap(({ latest }) => (latest ? [latest] : []))
    : [];
}

/** The condition of entry that an inspection meets, given the one before it. */
function entryOf(
  inspection: GradedInspection,
  previous: GradedInspection | undefined,
  before: readonly GradedInspection[],
): CoastingEntry | undefined {
  const afterRelevant = before.length > 0 && before.every(isRelevantAssessment);
  if (afterRelevant && needsAttentionInLeadership(inspection)) return '2';
  if (previous && categoryIn(previous) && !categoryIn(inspection)) {
    const leavesNeed =
      needsAttentionAnywhere(inspection) ||
      requiresImprovementInEither(inspection) ||
      isThreeOverall(inspection);
    if (leavesNeed) return '3';
  }
  if (afterRelevant && requiresImprovementInEither(inspection)) return '4';
  if (afterRelevant && isThreeOverall(inspection)) return '5';
  return undefined;
}

/** Whether an inspection meets one of the conditions of exit, (a) to (c). */
function isExit(inspection: GradedInspection): boolean {
  if (inspection.framework === 'report-card') {
    const grades = Object.values(inspection.judgements);
    return (
      grades.length > 0 &&
      !grades.includes('needs-attention') &&
      !grades.includes('urgent-improvement') &&
      inspection.safeguarding !== 'not-met'
    );
  }
  if (inspection.framework === 'education-without-overall') {
    const { judgements } = inspection;
    return (
      isGoodOrBetter(judgements['quality-of-education']) &&
      isGoodOrBetter(judgements['leadership-and-management'])
    );
  }
  return isGoodOrBetter(inspection.overall ?? undefined);
}

function isGoodOrBetter(grade: number | string | undefined): boolean {
  return grade === 1 || grade === 2;
}
