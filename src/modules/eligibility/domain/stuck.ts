import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { GradedInspection } from '#modules/inspections/index.ts';
import type { Finding } from './finding.ts';
import {
  described,
  isBelowGood,
  isThreeOverall,
  needsAttentionInLeadership,
  requiresImprovementInEither,
} from './judged.ts';
import { editionOn, stuckEditions } from './rules.ts';
import type { StuckEditionId } from './rules.ts';

/**
 * Whether the Department for Education’s policy calls the school stuck as at a day (national rules,
 * section 2c). `known` are the graded inspections begun by then, newest first.
 */
export function stuck(
  known: readonly GradedInspection[],
  asAt: LocalDate,
): Finding<StuckEditionId> {
  const rule = editionOn(stuckEditions, asAt) ?? null;
  const no = (
    inspections: readonly GradedInspection[],
    reason: string,
    wouldChange: string,
  ): Finding<StuckEditionId> => ({ holds: false, rule, inspections, reason, wouldChange });
  if (!rule) {
    return no(
      [],
      `Not stuck: there was no such policy on ${shortDate(asAt)}; it began in February 2025.`,
      'A day on which the policy is in force.',
    );
  }
  const [latest, before] = known;
  const change = 'A graded inspection that meets the policy, after one below Good.';
  if (!latest) return no([], 'Not stuck: no graded inspection of the school is known.', change);
  const meets = rule.id === 'needs-attention' ? needsAttentionInLeadership : requiresImprovement;
  const theLatest = `the latest graded inspection, ${described(latest)},`;
  if (!meets(latest)) {
    return no([latest], `Not stuck: ${theLatest} ${fallsShort[rule.id]}.`, change);
  }
  if (!before) {
    return no(
      [latest],
      `Not stuck: ${theLatest} is the only one that is known.`,
      'Another graded inspection that meets the policy.',
    );
  }
  const one = `the one before it, ${described(before)},`;
  return isBelowGood(before)
    ? {
        holds: true,
        rule,
        inspections: [latest, before],
        reason: `Stuck: ${theLatest} meets the policy, and ${one} was below Good.`,
        wouldChange: 'A graded inspection that no longer meets the policy.',
      }
    : no(
        [latest, before],
        `Not stuck: ${theLatest} meets the policy, but ${one} was not below Good.`,
        'Another graded inspection that meets the policy.',
      );
}

const fallsShort: Readonly<Record<StuckEditionId, string>> = {
  'requires-improvement': 'is not Requires improvement as the policy asks',
  'needs-attention': 'is not a report card with Needs attention in leadership and governance',
};

function requiresImprovement(inspection: GradedInspection): boolean {
  return isThreeOverall(inspection) || requiresImprovementInEither(inspection);
}
