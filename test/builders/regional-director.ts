import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { EntryId, PersonId, ProceedingId } from '#kernel/ids.ts';
import type { Entry, Proceeding } from '../../src/modules/regional-director/domain/proceeding.ts';
import { proceedingOf } from '../../src/modules/regional-director/domain/proceeding.ts';
import type {
  AssessmentFact,
  Fact,
  FactKind,
  Ground,
} from '../../src/modules/regional-director/domain/facts.ts';
import type { SchoolStanding } from '../../src/modules/regional-director/domain/school.ts';
import { anUrn } from './casework.ts';

// Facts of a proceeding about the Regional Director. Every default is valid, in November 2026.

export const coasting: Ground = {
  fact: 'coasting',
  citation: 'SI 2025/1120, paragraph 5',
  reason: 'Requires improvement at the two latest graded inspections.',
};

export const inCategory: Ground = {
  fact: 'category-of-concern',
  citation: 'Education and Inspections Act 2006, section 62',
  reason: 'Special measures at the latest graded inspection.',
};

/** A condition that the facts below set and end. */
export const conditionId = newId<EntryId>();

const source = 'Letter of the Regional Director';

const facts: { readonly [Kind in FactKind]: Extract<Fact, { kind: Kind }> } = {
  opened: {
    kind: 'opened',
    on: date('2026-11-02'),
    source,
    grounds: [inCategory],
    reason: '',
  },
  notified: { kind: 'notified', on: date('2026-11-03'), source },
  'representation-asked': {
    kind: 'representation-asked',
    on: date('2026-11-04'),
    source,
    party: 'governing-body',
  },
  'representation-made': {
    kind: 'representation-made',
    on: date('2026-11-10'),
    source,
    party: 'governing-body',
    by: 'Li Wen, Chair of Governors',
    summary: 'A new headteacher has been appointed.',
    document: '',
    link: '',
  },
  view: {
    kind: 'view',
    on: date('2026-11-11'),
    source,
    by: 'The governing body',
    words: 'We would rather stay with the authority.',
  },
  consideration: {
    kind: 'consideration',
    on: date('2026-11-12'),
    source,
    words: 'Two trusts that run special schools were looked at.',
  },
  support: {
    kind: 'support',
    on: date('2026-11-05'),
    source,
    what: 'Ten days of a school improvement adviser.',
    by: 'Ruth Calloway',
  },
  decision: {
    kind: 'decision',
    on: date('2026-11-16'),
    source,
    decision: 'no-intervention',
    words: 'I have decided not to intervene at this time.',
    considerationUnknown: false,
  },
  condition: {
    kind: 'condition',
    on: date('2026-11-16'),
    source,
    words: 'Send the improvement plan.',
    due: date('2026-11-30'),
  },
  'condition-ended': {
    kind: 'condition-ended',
    on: date('2026-11-18'),
    source,
    condition: conditionId,
    end: 'met',
    words: 'The plan was sent.',
  },
  closed: { kind: 'closed', on: date('2026-11-20'), source, words: 'Nothing is open.' },
  withdrawn: { kind: 'withdrawn', on: date('2026-11-19'), source, words: 'Opened by mistake.' },
  raised: {
    kind: 'raised',
    on: date('2026-11-02'),
    source,
    about: ['governance'],
    what: 'The trust has no local governors for the academy.',
    evidence: 'The trust’s website on 1 November 2026.',
    by: 'Ruth Calloway',
    to: 'The Regional Director',
  },
  answered: {
    kind: 'answered',
    on: date('2026-11-17'),
    source,
    by: 'The Regional Director',
    words: 'The trust has been asked for its scheme of delegation.',
  },
  'follow-up': { kind: 'follow-up', on: date('2026-11-09'), source, words: 'Asked again.' },
};

/** A fact of a kind, with what differs from the default. */
export function aFact<Kind extends FactKind>(
  kind: Kind,
  differing: Partial<Extract<Fact, { kind: Kind }>> = {},
): Extract<Fact, { kind: Kind }> {
  return { ...facts[kind], ...differing };
}

/** An entry as it was put down on 20 November 2026. */
export function anEntry(number: number, fact: Fact, entry: Partial<Entry> = {}): Entry {
  return {
    id: fact.kind === 'condition' ? conditionId : newId<EntryId>(),
    number,
    content: { type: 'fact', fact },
    recordedAt: new Date('2026-11-20T10:00:00Z'),
    recordedBy: { id: newId<PersonId>(), name: 'Ruth Calloway' },
    ...entry,
  };
}

/** A proceeding in which these things have been recorded. */
export function aProceeding(...told: readonly Fact[]): Proceeding {
  const entries = told.map((fact, index) => anEntry(index + 1, fact));
  const proceeding = proceedingOf(newId<ProceedingId>(), anUrn, entries);
  if (!proceeding) throw new Error('A proceeding begins with “opened” or “raised”.');
  return proceeding;
}

/** The facts that bring an assessment into each of its states. */
export const waysTo = {
  opened: [aFact('opened')],
  representations: [aFact('opened'), aFact('representation-made')],
  decided: [aFact('opened'), aFact('representation-made'), aFact('decision')],
  'conditions-running': [aFact('opened'), aFact('decision'), aFact('condition')],
  closed: [aFact('opened'), aFact('decision'), aFact('closed')],
  withdrawn: [aFact('opened'), aFact('withdrawn')],
} as const satisfies Record<string, readonly AssessmentFact[]>;

export const aStanding: SchoolStanding = {
  urn: anUrn,
  name: 'Ashgrove Primary School',
  kind: 'maintained',
  typeName: 'Community school',
  open: true,
  religious: false,
  extraConsideration: false,
};
