import type { AcademicYear } from '#kernel/academic-year.ts';
import type { FocusId, NetworkId, PersonId, RoundId, Urn } from '#kernel/ids.ts';
import type { Json, JsonColumn } from './foundation.ts';

export interface NetworkTables {
  categorisation_rounds: CategorisationRoundRow;
  round_schools: RoundSchoolRow;
  round_decisions: RoundDecisionRow;
  network_focus: NetworkFocusRow;
}

/** Once closed, never changed. */
interface CategorisationRoundRow {
  id: RoundId;
  /** The year whose network focus schools it decides. */
  academic_year: AcademicYear;
  status: 'open' | 'closed';
  opened_at: Date;
  opened_by: PersonId;
  closed_at: Date | null;
  closed_by: PersonId | null;
  policy_version: string;
}

/** A school as it stood when the round was opened. Never changed. */
interface RoundSchoolRow {
  round_id: RoundId;
  urn: Urn;
  network_id: NetworkId | null;
  /** Its place in the round: by network, then by name. From 1. */
  position: number;
}

/** The newest version is what counts. Rows are added, never changed. */
interface RoundDecisionRow {
  round_id: RoundId;
  urn: Urn;
  version: number;
  kind: 'focus' | 'not-focus' | 'later' | 'left-open';
  /** Keys of the policy pack. */
  reasons: string[];
  stated_reason: string;
  rationale: string;
  /** What the product had found when it was decided. */
  evidence: JsonColumn<Json>;
  decided_at: Date;
  decided_by: PersonId;
}

/** The newest version of a school and year is what counts. Rows are added, never changed. */
interface NetworkFocusRow {
  /** Comes with the form that makes it. */
  id: FocusId;
  urn: Urn;
  academic_year: AcademicYear;
  version: number;
  kind: 'focus' | 'ended';
  reasons: string[];
  stated_reason: string;
  rationale: string;
  evidence: JsonColumn<Json>;
  /** The network that the school was in when it was decided. */
  network_id: NetworkId | null;
  /** Null for one made in the course of the year. */
  round_id: RoundId | null;
  decided_at: Date;
  decided_by: PersonId;
  policy_version: string;
}
