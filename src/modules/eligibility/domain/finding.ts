import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { GradedInspection } from '#modules/inspections/index.ts';
import type { CategoryEditionId, CoastingEditionId, RuleEdition, StuckEditionId } from './rules.ts';

/** What one rule says of one school as at a day. Rules only flag: a named officer decides. */
export interface Finding<Edition extends string = string> {
  readonly holds: boolean;
  /** The edition that was applied; null where none was in force, or the rule does not apply. */
  readonly rule: RuleEdition<Edition> | null;
  /** The inspections that the answer rests on, newest first. */
  readonly inspections: readonly GradedInspection[];
  /** Why, in a sentence. */
  readonly reason: string;
  /** What would change the answer, in a sentence. */
  readonly wouldChange: string;
}

/** The regulation’s conditions of entry, by its paragraph. */
export type CoastingEntry = '2' | '3' | '4' | '5';

export interface CoastingFinding extends Finding<CoastingEditionId> {
  /** Under the 2025 rule, the condition of entry that was met; null otherwise. */
  readonly entry: CoastingEntry | null;
}

/** What must follow before a coasting maintained school is eligible: said wherever one is shown as coasting. */
export const coastingNote =
  'A coasting school is eligible for intervention only once the Secretary of State has notified its governing body.';

/** A school as the rules look at it. */
export interface SchoolHistory {
  readonly urn: Urn;
  readonly type: { readonly code: string; readonly name: string };
  /** Its graded inspections in any order, those made under an earlier reference number included. */
  readonly graded: readonly GradedInspection[];
  /** The schools that it was made from, as the register links them. */
  readonly predecessors: readonly PredecessorHistory[];
}

export interface PredecessorHistory {
  readonly urn: Urn;
  readonly name: string | null;
  readonly graded: readonly GradedInspection[];
}

/** Everything that the national rules say of one school as at a day. Three facts, never merged. */
export interface Eligibility {
  readonly urn: Urn;
  readonly asAt: LocalDate;
  /** What the school is that the rules on coasting do not apply to: "maintained nursery school". */
  readonly exempt: string | null;
  /** Extra consideration is due to the course of action and the sponsor. */
  readonly extraConsideration: boolean;
  readonly categoryOfConcern: Finding<CategoryEditionId>;
  readonly coasting: CoastingFinding;
  readonly stuck: Finding<StuckEditionId>;
}
