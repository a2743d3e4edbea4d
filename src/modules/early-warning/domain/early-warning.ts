import type { LocalDate } from '#kernel/dates.ts';
import type { EarlyWarningRules } from '#policy-pack/index.ts';
import { decline } from './decline.ts';
import { figureReasons } from './figures.ts';
import { begunBy, recentSince } from './recent.ts';
import type { Reason, SchoolRead } from './reason.ts';
import { ungradedConcerns } from './ungraded.ts';

/**
 * The reasons to look at a school early, as at a day and from what is of that day or before; none
 * for most schools, and none where nothing is held. They are reasons, each by itself: nothing is
 * counted, weighed or put in order of schools, and a named officer decides whether they matter. In
 * the order of `reasonKinds`.
 */
export function earlyWarnings(
  school: SchoolRead,
  rules: EarlyWarningRules,
  asAt: LocalDate,
): Reason[] {
  const begun = begunBy(school.inspections, asAt);
  const graded = begun.filter((each) => each.kind === 'graded');
  const since = recentSince(asAt, rules.academicYears);
  const found = [
    school.step && ({ kind: 'one-step', ...school.step } as const),
    ungradedConcerns(begun, since),
    decline(graded, since),
    ...figureReasons(school.figures, rules, asAt),
  ];
  return found.filter((reason) => reason !== undefined);
}
