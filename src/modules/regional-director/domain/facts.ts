import type { LocalDate } from '#kernel/dates.ts';
import type { EntryId } from '#kernel/ids.ts';

/** What every fact says of itself: the day on which it happened, and where it is known from. */
interface Happened {
  readonly on: LocalDate;
  /** In words: "Letter of the Regional Director", "Telephone call with the diocese". */
  readonly source: string;
}

/** What makes a school eligible: a rule’s finding as it stood when the assessment was opened. */
export interface Ground {
  readonly fact: 'category-of-concern' | 'coasting' | 'stuck';
  readonly citation: string;
  readonly reason: string;
}

export const groundNames: Readonly<Record<Ground['fact'], string>> = {
  'category-of-concern': 'Category of concern',
  coasting: 'Not making necessary improvements (coasting)',
  stuck: '“Stuck”, a policy of the Department for Education',
};

/** Who may make representations to the Regional Director about a maintained school. */
export const parties = {
  'governing-body': 'The governing body',
  authority: 'The authority',
  'religious-body': 'The religious body',
} as const;
export type Party = keyof typeof parties;

export const decisions = {
  'academy-order': 'Academy order',
  'no-intervention': 'No intervention now',
  support: 'Support without intervention',
  other: 'Something else',
} as const;
export type DecisionKind = keyof typeof decisions;

/** What a concern about an academy is about. */
export const subjects = {
  standards: 'Standards',
  leadership: 'Leadership',
  governance: 'Governance',
  other: 'Something else',
} as const;
export type ConcernSubject = keyof typeof subjects;

export interface Opened extends Happened {
  readonly kind: 'opened';
  /** What the product’s rules found on the day; empty where no rule makes the school eligible. */
  readonly grounds: readonly Ground[];
  /** Why the school is assessed. Needed where there are no grounds. */
  readonly reason: string;
}

/** The day on which the Secretary of State notified the governing body of a coasting school. */
export interface Notified extends Happened {
  readonly kind: 'notified';
}

export interface RepresentationAsked extends Happened {
  readonly kind: 'representation-asked';
  readonly party: Party;
}

export interface RepresentationMade extends Happened {
  readonly kind: 'representation-made';
  readonly party: Party;
  readonly by: string;
  readonly summary: string;
  /** The name of the document, and where it is kept; both may be empty. */
  readonly document: string;
  readonly link: string;
}

/** What the school’s leaders and governors say of academisation, in their own words. */
export interface SchoolView extends Happened {
  readonly kind: 'view';
  readonly by: string;
  readonly words: string;
}

/** What was considered about the course of action and the sponsor, for schools where extra consideration is due. */
export interface Considered extends Happened {
  readonly kind: 'consideration';
  readonly words: string;
}

export interface SupportOffered extends Happened {
  readonly kind: 'support';
  readonly what: string;
  readonly by: string;
}

export interface Decision extends Happened {
  readonly kind: 'decision';
  readonly decision: DecisionKind;
  /** As the letter says it. */
  readonly words: string;
  /** Whether the authority recorded the decision without knowing what extra consideration was given. */
  readonly considerationUnknown: boolean;
}

export interface ConditionSet extends Happened {
  readonly kind: 'condition';
  readonly words: string;
  readonly due: LocalDate | undefined;
}

export const conditionEnds = { met: 'Met', lifted: 'Lifted by the Regional Director' } as const;
export type ConditionEnd = keyof typeof conditionEnds;

export interface ConditionEnded extends Happened {
  readonly kind: 'condition-ended';
  /** The entry that set the condition. */
  readonly condition: EntryId;
  readonly end: ConditionEnd;
  readonly words: string;
}

export interface Closed extends Happened {
  readonly kind: 'closed';
  readonly words: string;
}

export interface Withdrawn extends Happened {
  readonly kind: 'withdrawn';
  readonly words: string;
}

/** Everything that can be recorded of an assessment of a maintained school. */
export type AssessmentFact =
  | Opened
  | Notified
  | RepresentationAsked
  | RepresentationMade
  | SchoolView
  | Considered
  | SupportOffered
  | Decision
  | ConditionSet
  | ConditionEnded
  | Closed
  | Withdrawn;

export interface Raised extends Happened {
  readonly kind: 'raised';
  readonly about: readonly ConcernSubject[];
  readonly what: string;
  readonly evidence: string;
  readonly by: string;
  readonly to: string;
}

export interface Answered extends Happened {
  readonly kind: 'answered';
  readonly by: string;
  readonly words: string;
}

export interface FollowedUp extends Happened {
  readonly kind: 'follow-up';
  readonly words: string;
}

/** Everything that can be recorded of a concern about an academy. */
export type ConcernFact = Raised | Answered | FollowedUp | Closed | Withdrawn;

export type Fact = AssessmentFact | ConcernFact;
export type FactKind = Fact['kind'];

/** What a proceeding is about: the Regional Director assesses a maintained school, or is told of an academy. */
export type ProceedingKind = 'assessment' | 'concern';

/** An entry’s heading, in the past tense. */
export const factNames: Readonly<Record<FactKind, string>> = {
  opened: 'Assessment opened',
  notified: 'Governing body notified by the Secretary of State',
  'representation-asked': 'Representation asked for',
  'representation-made': 'Representation made',
  view: 'School’s own view on academisation',
  consideration: 'Extra consideration',
  support: 'Support offered by the authority',
  decision: 'Decision of the Regional Director',
  condition: 'Condition set',
  'condition-ended': 'Condition ended',
  raised: 'Concern raised with the Regional Director',
  answered: 'Answer of the Regional Director',
  'follow-up': 'Follow-up',
  closed: 'Closed',
  withdrawn: 'Withdrawn',
};

/** What can be recorded in a proceeding once it has begun, in the order in which it mostly happens. */
export const recordable: Readonly<Record<ProceedingKind, readonly FactKind[]>> = {
  assessment: [
    'notified',
    'representation-asked',
    'representation-made',
    'view',
    'consideration',
    'support',
    'decision',
    'condition',
    'condition-ended',
    'closed',
    'withdrawn',
  ],
  concern: ['answered', 'follow-up', 'closed', 'withdrawn'],
};
