import type { AcademicYear } from '#kernel/academic-year.ts';
import type { FocusId, NetworkId, PersonId, RoundId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Categorisation } from '#policy-pack/index.ts';
import type { Evidence } from './evidence.ts';
import { readRationale, readReasons } from './reasons.ts';
import type { Reasons } from './reasons.ts';

/**
 * That a school is, or from then on is no more, a focus school of its network in an academic year.
 * The newest version of a school and year counts; those before it are its history.
 */
export interface FocusFact extends Reasons {
  readonly id: FocusId;
  readonly urn: Urn;
  readonly year: AcademicYear;
  readonly version: number;
  readonly kind: 'focus' | 'ended';
  readonly rationale: string;
  readonly evidence: readonly Evidence[];
  readonly network: NetworkId | undefined;
  /** The round that decided it; undefined for one made in the course of the year. */
  readonly round: RoundId | undefined;
  readonly decidedAt: Date;
  readonly decidedBy: PersonId;
  readonly policyVersion: string;
}

/** What has to be known of a school before its network focus is changed in the course of a year. */
export interface FocusStanding {
  readonly urn: Urn;
  readonly name: string;
  readonly open: boolean;
  /** Whether schools of its kind take part in the networks here. */
  readonly takesPart: boolean;
  readonly network: NetworkId | undefined;
  readonly year: AcademicYear;
  /** Whether it is being decided in a round that is open for the year. */
  readonly inOpenRound: boolean;
  /** The newest fact of the year. */
  readonly present: FocusFact | undefined;
}

/** What comes with every change, whoever makes it. */
export interface FocusTerms {
  readonly id: FocusId;
  readonly evidence: readonly Evidence[];
  readonly at: Date;
  readonly by: PersonId;
  readonly policyVersion: string;
  /** The version that the person saw, of a change to what there is. */
  readonly seen: number | undefined;
}

export type FocusChange =
  | ({ readonly kind: 'add' | 'change'; readonly rationale: string } & Reasons)
  | { readonly kind: 'end'; readonly rationale: string };

/**
 * Adds a school in the course of the year, changes its reasons, or ends its network focus. What was
 * before stays. Each needs a rationale.
 */
export function changeFocus(
  standing: FocusStanding,
  change: FocusChange,
  terms: FocusTerms,
  categorisation: Categorisation,
): Result<FocusFact> {
  const { name, year, present } = standing;
  if (standing.inOpenRound) {
    return refuse(
      'in-open-round',
      `${name} is in the categorisation round for ${year}, which is open. Decide it there`,
      'urn',
    );
  }
  const isFocus = present?.kind === 'focus';
  if (change.kind === 'add') {
    const refused = cannotJoin(standing);
    if (refused) return refused;
  } else if (!isFocus) {
    return refuse('not-focus', `${name} is not a network focus school in ${year}`, 'urn');
  }
  if (change.kind !== 'add' && present?.version !== terms.seen) {
    return refuse(
      'changed-meanwhile',
      `The network focus of ${name} has changed since you opened this page. Read what it is now, then decide again`,
      'rationale',
    );
  }
  const reasons =
    change.kind === 'end' ? ok({ reasons: [], stated: '' }) : readReasons(change, categorisation);
  if (!reasons.ok) return reasons;
  const rationale = readRationale(change.rationale);
  if (!rationale.ok) return rationale;
  if (rationale.value === '')
    return refuse('no-rationale', rationaleAsked[change.kind], 'rationale');
  return ok({
    ...reasons.value,
    id: terms.id,
    urn: standing.urn,
    year,
    version: (present?.version ?? 0) + 1,
    kind: change.kind === 'end' ? 'ended' : 'focus',
    rationale: rationale.value,
    evidence: terms.evidence,
    network: standing.network,
    round: undefined,
    decidedAt: terms.at,
    decidedBy: terms.by,
    policyVersion: terms.policyVersion,
  });
}

const rationaleAsked = {
  add: 'Say what has changed since the round, or why the school is added now',
  change: 'Say why the reasons change',
  end: 'Say why the network focus ends',
} as const;

function cannotJoin({ name, year, open, takesPart, present }: FocusStanding) {
  if (!open) return refuse('school-closed', `${name} is not open`, 'urn');
  if (!takesPart) {
    return refuse(
      'takes-no-part',
      `${name} is not maintained by the authority, and here only maintained schools take part in the networks`,
      'urn',
    );
  }
  if (present?.kind === 'focus') {
    return refuse('already-focus', `${name} is a network focus school in ${year} already`, 'urn');
  }
  return undefined;
}
