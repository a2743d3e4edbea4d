import type { Generated } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { AreaId, EnteredInspectionId, PersonId, Urn } from '#kernel/ids.ts';
import type { Json, JsonColumn } from './foundation.ts';

export interface InspectionTables {
  inspection_changes: InspectionChangeRow;
  entered_inspections: EnteredInspectionRow;
  improvement_areas: ImprovementAreaRow;
  inspection_withdrawals: InspectionWithdrawalRow;
}

/** What a file told of an inspection that a file of a later day tells otherwise. Never changed. */
export interface InspectionChangeRow {
  id: Generated<string>;
  urn: Urn;
  inspection_number: string;
  /** The days of the oldest and the newest file that told it so; null where no file did. */
  told_from: LocalDate | null;
  told_as_at: LocalDate | null;
  /** The import that told it so. */
  told_by: string | null;
  /** The facts as in the columns of `inspections`. */
  facts: JsonColumn<Json>;
  /** The import that brought the difference to light: of the later file, or of the earlier one. */
  noted_by: string;
}

/** An inspection that an officer typed. Never changed: a wrong one is withdrawn. */
export interface EnteredInspectionRow {
  id: EnteredInspectionId;
  urn: Urn;
  inspection_number: string | null;
  kind: 'graded' | 'ungraded' | 'monitoring';
  framework: string;
  first_day: LocalDate;
  published_on: LocalDate;
  category: string | null;
  overall: number | null;
  judgements: JsonColumn<Json>;
  safeguarding: string | null;
  outcome: string | null;
  /** A link, or words. */
  read_in: string;
  entered_by_id: PersonId;
  entered_by: string;
  entered_at: Date;
}

/** One area for improvement of a published inspection (by its number) or of an entered one. */
export interface ImprovementAreaRow {
  id: AreaId;
  urn: Urn;
  inspection_number: string | null;
  entered_id: EnteredInspectionId | null;
  /** Its place in the report’s list. */
  position: number;
  text: string;
  added_by_id: PersonId;
  added_by: string;
  added_at: Date;
}

export interface InspectionWithdrawalRow {
  id: string;
  entered_id: EnteredInspectionId | null;
  area_id: AreaId | null;
  reason: string;
  withdrawn_by_id: PersonId;
  withdrawn_by: string;
  withdrawn_at: Date;
}
