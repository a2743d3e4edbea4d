import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId, Urn } from '#kernel/ids.ts';
import type { Json, JsonColumn } from './foundation.ts';

export interface SchoolTables {
  imports: ImportRow;
  schools: SchoolRow;
  inspections: InspectionRow;
  context_figures: ContextFigureRow;
  school_links: SchoolLinkRow;
  school_groups: SchoolGroupRow;
  group_memberships: GroupMembershipRow;
}

/** A file that was imported. Everything that came from it points here for its source and date. */
export interface ImportRow {
  id: string;
  /** Which publication it is: see `domain/sources.ts` of schools. */
  source: string;
  /** Which of its layouts: `establishments`, `graded`, `report-card`. */
  format: string;
  file_name: string;
  file_size: number;
  sha256: string;
  as_at: LocalDate;
  imported_at: Date;
  /** Null when the command line did it. */
  imported_by_id: PersonId | null;
  imported_by: string;
  /** Whether someone confirmed a file that looked implausible. */
  overridden: boolean;
  /** The codes of the local authorities whose schools the file lists. */
  authorities: string[];
  report: JsonColumn<Json>;
}

export interface SchoolRow {
  urn: Urn;
  name: string;
  /** The name as words to search: lower case, no accents or punctuation. */
  search_name: string;
  /** Three digits, "331". */
  la_code: string;
  la_name: string;
  establishment_number: number | null;
  /** Two digits, "01": see `domain/school-types.ts`. */
  type_code: string;
  type_name: string;
  type_group: string | null;
  phase: string | null;
  status: 'open' | 'closing' | 'closed' | 'proposed';
  opened_on: LocalDate | null;
  closed_on: LocalDate | null;
  low_age: number | null;
  high_age: number | null;
  gender: string | null;
  sixth_form: string | null;
  nursery: string | null;
  boarding: string | null;
  religious_character: string | null;
  religious_ethos: string | null;
  diocese: string | null;
  admissions: string | null;
  capacity: number | null;
  trust_code: string | null;
  trust_name: string | null;
  federation_code: string | null;
  federation_name: string | null;
  head_title: string | null;
  head_first_name: string | null;
  head_last_name: string | null;
  head_job_title: string | null;
  street: string | null;
  locality: string | null;
  address3: string | null;
  town: string | null;
  county: string | null;
  postcode: string | null;
  telephone: string | null;
  website: string | null;
  region: string | null;
  ukprn: string | null;
  last_changed_on: LocalDate | null;
  /** `gias`, or what else put the school here (the demonstration). */
  source: string;
  /** The import that last changed the row. */
  import_id: string | null;
  /** The date of the first register extract that no longer had the school. */
  absent_since: LocalDate | null;
}

export interface InspectionRow {
  /** The school whose history it belongs to today. */
  urn: Urn;
  inspection_number: string;
  kind: 'graded' | 'ungraded' | 'monitoring';
  framework: string;
  type: string;
  type_group: string | null;
  first_day: LocalDate;
  published_on: LocalDate | null;
  /** The school that was inspected: a predecessor's URN where it differs. */
  urn_at_time: Urn;
  /** Kept where the URN differs. */
  school_name_at_time: string | null;
  category: string | null;
  overall: number | null;
  judgements: JsonColumn<Json>;
  /** The date of each judgement, where any differs from the first day. */
  judged_on: JsonColumn<Json> | null;
  safeguarding: string | null;
  outcome: string | null;
  /** The import that last changed the facts. */
  import_id: string | null;
  /** The day of the oldest file that told of it as it is held; null where no file did. */
  told_from: LocalDate | null;
  /** The day of the newest file that told of it. */
  told_as_at: LocalDate | null;
  /** The days of the newest files that told its type, its publication and the name of its school. */
  type_as_at: LocalDate | null;
  published_as_at: LocalDate | null;
  name_as_at: LocalDate | null;
}

export interface ContextFigureRow {
  urn: Urn;
  /** See `domain/context-figure.ts`. */
  measure: string;
  /** Whom it is about: `all`, "Year 6", "disadvantaged". */
  cohort: string;
  /** "2024/25", or the day of a census; empty for a count of no stated period. */
  period: string;
  /** `gias`, `ofsted`, or `entered` for one that a person typed. */
  source: string;
  /** `numeric` comes back as text. Null where it was suppressed. */
  value: string | null;
  status: 'final' | 'provisional';
  as_at: LocalDate;
  /** Where a typed figure comes from, in words. */
  source_text: string | null;
  import_id: string | null;
  entered_by_id: PersonId | null;
  entered_by: string | null;
  entered_at: Date | null;
  /** How many pupils stand behind it, where the source says so. */
  pupils: number | null;
}

/** Where a row of a list that is published whole comes from, and whether it is still in it. */
interface ListedRow {
  /** The publication, or what else put the row here (the demonstration). */
  source: string;
  /** The newest file that had the row. */
  import_id: string | null;
  /** The date of the first file after it that no longer had the row; null while it is current. */
  absent_since: LocalDate | null;
}

/** What one school is to another, as the register publishes it. Either may be in no other table. */
export interface SchoolLinkRow extends ListedRow {
  urn: Urn;
  link_urn: Urn;
  /** As published, "Predecessor - merged": what `link_urn` is to `urn`. See `domain/school-link.ts`. */
  kind: string;
  /** The name of the school `link_urn`. */
  link_name: string | null;
  established_on: LocalDate | null;
}

/** A trust, sponsor, federation or another group of schools. */
export interface SchoolGroupRow extends ListedRow {
  /** The register's own number for the group. */
  uid: number;
  /** The other one, "TR00261"; not every group has it. */
  group_id: string | null;
  name: string;
  companies_house_number: string | null;
  /** Two digits, "06". */
  type_code: string;
  /** "Multi-academy trust" */
  type: string;
  status: 'open' | 'closed' | 'proposed';
  opened_on: LocalDate | null;
  incorporated_on: LocalDate | null;
  closed_on: LocalDate | null;
  street: string | null;
  locality: string | null;
  address3: string | null;
  town: string | null;
  county: string | null;
  postcode: string | null;
  ukprn: string | null;
}

/** That a school belongs to a group. The name and type are kept here too: either file comes alone. */
export interface GroupMembershipRow extends ListedRow {
  urn: Urn;
  uid: number;
  group_name: string;
  group_type_code: string;
  group_type: string;
  joined_on: LocalDate | null;
}
