import type { LocalDate } from '#kernel/dates.ts';
import type { ConcernId } from './concern.ts';
import type { Decision } from './decision.ts';

/**
 * What an officer had before them when they decided, in words: kept as it was, whatever the files
 * say later. Texts of concerns are not in it but in the concerns themselves, which never change.
 */
export interface Seen {
  readonly suggested: string | null;
  readonly reasons: readonly SeenReason[];
  /** What the school's exit from a process had answered. */
  readonly answered: readonly SeenReason[];
  readonly figures: readonly SeenFigure[];
}

export interface SeenReason {
  readonly key: string;
  readonly level: string | null;
  /** The trigger, in the policy's words; null where the officer was to decide. */
  readonly trigger: string | null;
  readonly kind: 'inspection' | 'concern' | 'exit' | 'setback';
  readonly on: LocalDate;
  /** "Graded inspection: overall effectiveness Requires improvement …". Empty for a concern. */
  readonly sentence: string;
  /** Where it comes from, with the day that it is of. */
  readonly source: string;
  /** How it was read, and whether that is the policy's or a proposed reading. */
  readonly readings: readonly { readonly label: string; readonly source: 'policy' | 'added' }[];
  /** Of an inspection: what its framework is called, and every judgement in its own words. */
  readonly framework: string | null;
  readonly judgements: readonly { readonly name: string; readonly grade: string }[];
  readonly concern: ConcernId | null;
}

export interface SeenFigure {
  readonly name: string;
  readonly value: string;
  /** "2025/26, Year 6" */
  readonly about: string;
  /** With the day that it is of. */
  readonly source: string;
}

/** A decision with what the officer had before them. */
export interface StoredDecision extends Decision {
  readonly seen: Seen;
  readonly seenSha256: string;
  /** "coventry/1" */
  readonly policyVersion: string;
}
