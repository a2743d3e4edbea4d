import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { FrameworkId, GradedInspection } from '#modules/inspections/index.ts';
import { eligibilityAsAt } from './eligibility.ts';
import type { Eligibility, SchoolHistory } from './finding.ts';
import { isThreeOverall, needsAttentionAnywhere, requiresImprovementInEither } from './judged.ts';
import { begunBy } from './known.ts';

/** The national rules; three facts, never merged. */
export type NationalRule = 'category' | 'coasting' | 'stuck';

/** How near a school is to a rule that it does not meet. */
export interface OneStep {
  /** The latest graded inspection, on which it rests. */
  readonly latest: GradedInspection;
  /** The rules that one more such judgement would make it meet. */
  readonly again: readonly Exclude<NationalRule, 'category'>[];
  /** That judgement: "Needs attention in leadership and governance". */
  readonly judgement: string;
  /** Whether what it was judged is one grade above a category of concern. */
  readonly aboveCategory: boolean;
  /** What would put it in one: "Urgent improvement in any area". */
  readonly categoryJudgement: string;
}

/**
 * Whether the school is one step from a rule in force as at a day: it does not meet the rule, and
 * would if it were inspected on that day under the framework of that day, which is given, and
 * judged, again, as the rule asks. Nothing is read of the rules here but what they answer to that. Undefined where no
 * step is near; and for a school in a category of concern, which has no step left to take.
 * Source: national rules, section 2, "early warning".
 */
export function oneStepFrom(
  school: Pick<SchoolHistory, 'urn' | 'type' | 'graded'>,
  eligibility: Eligibility,
  framework: FrameworkId | undefined,
): OneStep | undefined {
  const { asAt, categoryOfConcern, coasting, stuck } = eligibility;
  const known = begunBy(school.graded, asAt);
  const [latest] = known;
  if (!latest || categoryOfConcern.holds) return undefined;
  const next = judgedNext(school.urn, asAt, framework);
  if (!next) return undefined;
  // Two inspections at least are then known, so what predecessors were judged is not asked for.
  const then = eligibilityAsAt(
    { ...school, graded: [...known, next.inspection], predecessors: [] },
    asAt,
  );
  const again = (['coasting', 'stuck'] as const).filter(
    (rule) => then[rule].holds && !(rule === 'coasting' ? coasting : stuck).holds,
  );
  const aboveCategory =
    isThreeOverall(latest) || requiresImprovementInEither(latest) || needsAttentionAnywhere(latest);
  return again.length === 0 && !aboveCategory
    ? undefined
    : { latest, again, judgement: next.judgement, aboveCategory, categoryJudgement: next.category };
}

interface Next {
  readonly inspection: GradedInspection;
  readonly judgement: string;
  readonly category: string;
}

/** An inspection on the day that judges as the rules of its framework ask, and how to say so. */
function judgedNext(
  urn: Urn,
  asAt: LocalDate,
  framework: FrameworkId | undefined,
): Next | undefined {
  const facts = {
    kind: 'graded' as const,
    urn,
    // After every number that Ofsted gives: of two on one day it is the later.
    number: '~',
    type: '',
    typeGroup: null,
    firstDay: asAt,
    publishedOn: null,
    predecessor: null,
    category: null,
    source: { name: '', asAt: null, fileName: null },
  };
  switch (framework) {
    case undefined:
      return undefined;
    case 'report-card':
      return {
        inspection: {
          ...facts,
          framework,
          judgements: { 'leadership-and-governance': 'needs-attention' },
          judgedOn: {},
          safeguarding: 'met',
        },
        judgement: 'Needs attention in leadership and governance',
        category: 'Urgent improvement in any area, or safeguarding not met,',
      };
    case 'education-without-overall':
      return {
        inspection: {
          ...facts,
          framework,
          judgements: { 'quality-of-education': 3, 'leadership-and-management': 3 },
          safeguarding: 'effective',
        },
        judgement: 'Requires improvement in quality of education or leadership and management',
        category: 'A report that states a category of concern',
      };
    case 'section-5-2005':
    case 'section-5-2012':
    case 'common':
    case 'education':
      return {
        inspection: { ...facts, framework, overall: 3, judgements: {}, safeguarding: null },
        judgement: 'Requires improvement overall',
        category: 'Inadequate overall',
      };
  }
}
