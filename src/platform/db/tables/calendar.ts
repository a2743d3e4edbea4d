import type { ColumnType } from 'kysely';
import type { AcademicYear } from '#kernel/academic-year.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { CaseId, ChoiceId, MeetingId, PersonId, Urn } from '#kernel/ids.ts';

export interface CalendarTables {
  calendar_versions: CalendarVersionRow;
  bank_holidays: BankHolidayRow;
  date_choices: DateChoiceRow;
  date_choice_options: DateChoiceOptionRow;
  date_choice_links: DateChoiceLinkRow;
  date_choice_answers: DateChoiceAnswerRow;
}

interface CalendarVersionRow {
  /** The school that has its own dates; null for the authority's. */
  urn: Urn | null;
  year: AcademicYear;
  /** Counts up; the highest is in force. */
  version: number;
  content: ColumnType<unknown, string, never>;
  /** The import that it came with; null where it was typed. */
  import_id: string | null;
  recorded_at: Date;
  recorded_by: string;
}

/** The newest import's list is in force. */
interface BankHolidayRow {
  import_id: string;
  day: LocalDate;
  name: string;
}

interface DateChoiceRow {
  id: ChoiceId;
  case_id: CaseId;
  /** A form of the policy pack: `sib-entry` … */
  form: string;
  minutes: number;
  venue_kind: 'school' | 'teams' | 'hybrid' | 'elsewhere';
  venue_detail: string;
  venue_reason: string;
  status: 'open' | 'fixed' | 'withdrawn';
  status_reason: string;
  asked_at: Date;
  asked_by: PersonId;
  /** The meeting that was planned when a date was fixed. */
  meeting_id: MeetingId | null;
}

interface DateChoiceOptionRow {
  choice_id: ChoiceId;
  number: number;
  date: LocalDate;
  time: LocalTime;
  /** Why it is on an unusual day; empty where it is not. */
  reason: string;
}

interface DateChoiceLinkRow {
  choice_id: ChoiceId;
  person_id: PersonId;
  token_hash: string;
  sent_at: Date;
}

/** Kept as they were given: the one of the highest turn counts. */
interface DateChoiceAnswerRow {
  choice_id: ChoiceId;
  person_id: PersonId;
  number: number;
  can: boolean;
  at: Date;
  turn: number;
}
