import { date } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';

/**
 * The national rules as dated data. An edition holds from its first day until the day before the
 * next; which edition applies depends on the day that is asked about, never on today.
 */
export interface RuleEdition<Id extends string = string> {
  readonly id: Id;
  readonly name: string;
  readonly from: LocalDate;
  /** The last day on which it holds; null: still in force. */
  readonly until: LocalDate | null;
  /** Where the rule is to be found. */
  readonly citation: string;
  /** The rule in a sentence. */
  readonly says: string;
  /** What in this reading was not confirmed against the original text, and should be checked. */
  readonly toCheck: readonly string[];
}

export type CategoryEditionId = 'overall' | 'stated';
export type CoastingEditionId = '2022' | '2025';
export type StuckEditionId = 'requires-improvement' | 'needs-attention';

/** From this first day on, inspections have no overall grade. */
export const overallGradesEnded = date('2024-09-02');

/**
 * Which kind of category an inspection states depends on its own first day, so these two editions
 * are told apart by the inspection and not by the day that is asked about.
 */
export const categoryEditions: Readonly<Record<CategoryEditionId, RuleEdition<CategoryEditionId>>> =
  {
    overall: {
      id: 'overall',
      name: 'Category of concern: judged Inadequate overall',
      from: date('2005-09-01'),
      until: date('2024-09-01'),
      citation:
        'Education and Inspections Act 2006, sections 61 and 62; Education Act 2005, section 44',
      says: 'A school whose latest graded inspection, begun before 2 September 2024, judged it Inadequate overall is in a category of concern.',
      toCheck: [],
    },
    stated: {
      id: 'stated',
      name: 'Category of concern: stated in the report',
      from: overallGradesEnded,
      until: null,
      citation:
        'Education and Inspections Act 2006, sections 61 and 62; Education Act 2005, section 44',
      says: 'A school is in a category of concern when its latest graded inspection, begun on or after 2 September 2024, states one. On a report card, Urgent improvement in any area, or safeguarding not met, puts a school in a category.',
      toCheck: [],
    },
  };

const fromTheFirstDay =
  'An inspection counts from its first day, as in Ofsted’s files; its report is published later.';
const alsoOfPredecessors =
  'An inspection made under the reference number of the school that it was before counts, as it does in Ofsted’s published files, until the school is inspected itself.';

/** Schools causing concern by law because they are "not making necessary improvements" (coasting). */
export const coastingEditions: readonly RuleEdition<CoastingEditionId>[] = [
  {
    id: '2022',
    name: 'Not making necessary improvements (2022 rule)',
    from: date('2022-09-01'),
    until: date('2025-11-16'),
    citation:
      'Education and Inspections Act 2006, section 60B; the Coasting Schools (England) Regulations 2022',
    says: 'The most recent graded inspection is Requires improvement overall, and the one immediately before it was below Good. Where there is only one, the latest inspection of each predecessor school is used.',
    toCheck: [
      'An inspection without an overall grade (2 September 2024 to 16 November 2025) is taken not to meet this rule.',
      alsoOfPredecessors,
      fromTheFirstDay,
    ],
  },
  {
    id: '2025',
    name: 'Not making necessary improvements (2025 rule)',
    from: date('2025-11-17'),
    until: null,
    citation: 'Education and Inspections Act 2006, section 60B; SI 2025/1120',
    says: 'One of the regulation’s conditions of entry is met, and no inspection since has met a condition of exit.',
    toCheck: [
      'The exemption of maintained nursery schools is taken to continue.',
      'A school that has entered is taken to stay until an inspection meets a condition of exit.',
      'Where a school with one inspection has two or more predecessors, each is taken to need a relevant assessment at its latest, as under the rule before.',
      'Published data carries no grades of ungraded inspections and monitoring visits; a report card counts with the newest grades that it was given.',
      alsoOfPredecessors,
      fromTheFirstDay,
    ],
  },
];

/** Schools that the Department for Education calls stuck: a policy, not a regulation. */
export const stuckEditions: readonly RuleEdition<StuckEditionId>[] = [
  {
    id: 'requires-improvement',
    name: 'Stuck (policy of February 2025)',
    from: date('2025-02-01'),
    until: date('2025-11-16'),
    citation: 'Department for Education, policy on stuck schools, February 2025',
    says: 'The latest graded inspection is Requires improvement overall or, where there is no overall grade, in leadership and management or quality of education; and the one before it was below Good.',
    toCheck: [
      'The policy is dated “February 2025”; its first day is taken to be 1 February 2025.',
      'An inspection of autumn 2025 without an overall grade is read as one of 2024/25 is.',
      'The policy is taken to exempt no type of school.',
    ],
  },
  {
    id: 'needs-attention',
    name: 'Stuck (policy of November 2025)',
    from: date('2025-11-17'),
    until: null,
    citation: 'Department for Education, policy on stuck schools, November 2025',
    says: 'The latest report card gives Needs attention in leadership and governance, and the graded inspection before it was below Good or the equivalent.',
    toCheck: [
      'From 17 November 2025 only report cards are taken to make a school stuck: one that met the earlier policy and has no report card is not counted.',
    ],
  },
];

/** The edition that holds on a day; undefined before the first. */
export function editionOn<Edition extends RuleEdition>(
  editions: readonly Edition[],
  day: LocalDate,
): Edition | undefined {
  return editions.find(({ from, until }) => from <= day && (until === null || day <= until));
}
