import type { LocalDate } from '#kernel/dates.ts';
import type { Branded, PersonId, Urn } from '#kernel/ids.ts';
import type { Json, JsonColumn } from './foundation.ts';

export interface LevelTables {
  concerns: ConcernRow;
  concern_showings: ConcernShowingRow;
  concern_resolutions: ConcernResolutionRow;
  level_decisions: LevelDecisionRow;
}

/** Something that worries about a school and that is in no file. Never changed. */
interface ConcernRow {
  id: Branded<string, 'ConcernId'>;
  urn: Urn;
  /** A trigger of the policy pack that is recognised by a concern. */
  kind: string;
  /** The day that it is of: a visit, an announcement. */
  of_date: LocalDate;
  /** Where it comes from, in words. */
  source: string;
  text: string;
  recorded_by: PersonId;
  recorded_at: Date;
  policy_version: string;
}

/** Whether a concern is shown to the school: the row with the highest position counts. */
interface ConcernShowingRow {
  concern_id: Branded<string, 'ConcernId'>;
  position: number;
  shown: boolean;
  /** Why it is withheld, or shown again. */
  reason: string;
  by: PersonId;
  /** The role in which they did it, in the authority's words. */
  by_role: string;
  at: Date;
}

interface ConcernResolutionRow {
  concern_id: Branded<string, 'ConcernId'>;
  resolved_on: LocalDate;
  /** What resolved it. */
  text: string;
  by: PersonId;
  at: Date;
}

/** A decision on the level of a school. Each but a dismissal holds from its day until the next one's. */
interface LevelDecisionRow {
  id: Branded<string, 'LevelDecisionId'>;
  urn: Urn;
  /** Counts the decisions on this school from 1. */
  position: number;
  kind: 'confirmed' | 'changed' | 'dismissed' | 'ended';
  /** A level of the policy pack; null where the suggestion was dismissed or the level ended. */
  level: string | null;
  from_date: LocalDate;
  /** The level that was suggested then; null for none. */
  suggested: string | null;
  /** The reasons and the evidence that the officer had before them. */
  seen: JsonColumn<Json>;
  /** Of the canonical text of `seen`. */
  seen_sha256: string;
  rationale: string;
  decided_by: PersonId;
  decided_by_role: string;
  decided_at: Date;
  policy_version: string;
}
