import type { Generated, GeneratedAlways } from 'kysely';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type {
  ActionId,
  CaseId,
  MeetingId,
  NetworkId,
  PersonId,
  RecordId,
  Urn,
} from '#kernel/ids.ts';
import type { JsonColumn } from './foundation.ts';

export interface CaseTables {
  networks: NetworkRow;
  network_schools: NetworkSchoolRow;
  cases: CaseRow;
  board_members: BoardMemberRow;
  meetings: MeetingRow;
  other_attendees: OtherAttendeeRow;
  attendance: AttendanceRow;
  records: RecordRow;
  record_sections: RecordSectionRow;
  section_revisions: SectionRevisionRow;
  late_texts: LateTextRow;
  late_texts_settled: LateTextSettledRow;
  accuracy_answers: AccuracyAnswerRow;
  accuracy_drafts: AccuracyDraftRow;
  accuracy_links: AccuracyLinkRow;
  accuracy_link_guesses: AccuracyLinkGuessRow;
  accuracy_mails: AccuracyMailRow;
  record_versions: RecordVersionRow;
  record_shares: RecordShareRow;
  actions: ActionRow;
}

interface NetworkRow {
  id: NetworkId;
  name: string;
  phase: string;
}

interface NetworkSchoolRow {
  network_id: NetworkId;
  urn: Urn;
  from_date: LocalDate;
  until_date: LocalDate | null;
}

interface CaseRow {
  id: CaseId;
  urn: Urn;
  /** A process of the policy pack: `sib`, `pci`. */
  process: string;
  status: 'open' | 'paused' | 'closed';
  opened_on: LocalDate;
  opened_by: PersonId;
  background: string;
  policy_version: string;
  version: number;
  /** The case that its open actions and its previous record come from. */
  follows: CaseId | null;
  /** The agenda of the next meeting that is set, where something other than a record has set it. */
  next_form: string | null;
  /** The day on which a case that was already running was taken on. */
  taken_on: LocalDate | null;
  /** What the sheet said from which it was taken on, hashed; null for any other. */
  taken_on_lines: string | null;
}

interface BoardMemberRow {
  id: string;
  case_id: CaseId;
  person_id: PersonId;
  /** A board role of the policy pack, or `extra`. */
  board_role: string;
  /** What an extra member is ("Deputy Headteacher"); empty for the policy's roles. */
  description: string;
  from_date: LocalDate;
  until_date: LocalDate | null;
}

interface MeetingRow {
  id: MeetingId;
  case_id: CaseId;
  /** A form of the policy pack: `sib-entry` … */
  form: string;
  status: 'planned' | 'postponed' | 'held' | 'adjourned' | 'cancelled';
  date: LocalDate;
  time: LocalTime;
  minutes: number;
  venue_kind: 'school' | 'teams' | 'hybrid' | 'elsewhere';
  venue_detail: string;
  venue_reason: string;
  /** Why the meeting was last moved or cancelled. */
  change_reason: string;
  invitation_sequence: number;
  invited_at: Date | null;
  version: number;
  /** The meeting whose outcome set this one, and that outcome; null and empty where none did. */
  set_by_meeting: MeetingId | null;
  set_by_outcome: string;
  /** Held before its case was taken on: its record is the file that came with it. */
  taken_on: boolean;
}

interface OtherAttendeeRow {
  id: string;
  meeting_id: MeetingId;
  person_id: PersonId | null;
  name: string;
  capacity: string;
  /** Keys of the sections attended; empty means the whole meeting. */
  parts: string[];
  /** The membership for which they stand in at this meeting. */
  stands_in_for: string | null;
}

interface AttendanceRow {
  meeting_id: MeetingId;
  member_id: string;
  attended: 'present' | 'apologies' | 'substitute';
  substitute: string;
  arrived: LocalTime | null;
}

interface RecordRow {
  id: RecordId;
  meeting_id: MeetingId;
  case_id: CaseId;
  form: string;
  policy_version: string;
  status: 'draft' | 'with-headteacher' | 'answered' | 'final' | 'correcting';
  note_taker_id: PersonId | null;
  /** Whether those who may read the draft see the notes grow. */
  shown_live: Generated<boolean>;
  sent_at: Date | null;
  sent_to: PersonId | null;
  answers_due_on: LocalDate | null;
  answered_at: Date | null;
  answered_by: PersonId | null;
  /** How often the record has been sent for an accuracy check. */
  round: number;
  /** The newest final version; 0 before the first. */
  current_version: number;
  correction_reason: string;
  outcome: string | null;
  /** The version of the fundamental question that was put. */
  question: string | null;
  answer: string | null;
  answer_reasons: string;
  concerns: string;
  additional_support: string;
  next_date: LocalDate | null;
  next_time: LocalTime | null;
  /** Why it is not one of the dates that were offered; empty when there was no need to say. */
  next_reason: Generated<string>;
  /** "To be agreed by NAME by DATE", where the date could not be set at the meeting. */
  next_agreed_by: string;
  next_agreed_by_date: LocalDate | null;
  /** Why the meeting went ahead without the Headteacher or the Chair of Governors. */
  proceeded_reason: string;
  version: number;
}

interface RecordSectionRow {
  record_id: RecordId;
  section: string;
  text: string;
  revision: number;
  /** Where the first text came from, with its date; empty when it was typed. */
  prefilled_from: string;
  updated_at: Date;
  updated_by: PersonId | null;
}

interface SectionRevisionRow {
  record_id: RecordId;
  section: string;
  revision: number;
  parent: number | null;
  text: string;
  at: Date;
  by: PersonId | null;
  /** The edit that made it: one that arrives again makes no other. */
  edit: string | null;
  /** A choice that stands beside the present one. */
  beside: boolean;
  /** The version of the record that it came with. */
  record_version: number;
}

/** What was typed on a device and arrived when the record could no longer be written. */
interface LateTextRow {
  record_id: RecordId;
  edit: string;
  part: string;
  parent: number;
  text: string;
  at: Date;
  by: PersonId;
}

interface LateTextSettledRow {
  record_id: RecordId;
  edit: string;
  at: Date;
  by: PersonId;
}

interface AccuracyAnswerRow {
  record_id: RecordId;
  round: number;
  section: string;
  /** Which part of the section; empty for the whole of it. */
  part: string;
  /** What the part said when it was answered. */
  said: string;
  answer: 'accurate' | 'fact-wrong' | 'differently';
  comment: string;
  answered_by: PersonId;
  answered_at: Date;
  decision: 'accepted' | 'declined' | null;
  decision_reason: string;
  decided_by: PersonId | null;
  decided_at: Date | null;
}

/** What a headteacher has typed of a check and not sent yet. */
interface AccuracyDraftRow {
  record_id: RecordId;
  person_id: PersonId;
  answers: JsonColumn<
    readonly {
      readonly section: string;
      readonly part: string;
      readonly said: string;
      readonly answer: 'accurate' | 'fact-wrong' | 'differently' | null;
      readonly wording: string;
      readonly view: string;
    }[]
  >;
  saved_at: Date;
}

/** A link by which one headteacher answers one accuracy check. */
interface AccuracyLinkRow {
  token_hash: string;
  record_id: RecordId;
  round: number;
  person_id: PersonId;
  created_at: Date;
  /** When another link took its place. */
  ended_at: Date | null;
  /** The hash of the secret of the browser that it was opened in. */
  browser_hash: string | null;
  seen_at: Date | null;
  code_hash: string | null;
  code_until: Date | null;
  /** Wrong codes since the newest was sent. */
  code_tries: number;
  codes_sent: number;
  refusals: number;
}

/** How many links that never were have been tried in an hour. */
interface AccuracyLinkGuessRow {
  hour: Date;
  count: number;
}

/** A mail of the accuracy check that someone was sent, once a round. */
interface AccuracyMailRow {
  record_id: RecordId;
  round: number;
  step: 'remind' | 'unanswered';
  person_id: PersonId;
  at: Date;
}

interface RecordVersionRow {
  record_id: RecordId;
  version: number;
  form: string;
  policy_version: string;
  /** The record exactly as hashed. */
  content: string;
  sha256: string;
  reason: string;
  finalised_at: Date;
  finalised_by: PersonId;
}

interface RecordShareRow {
  record_id: RecordId;
  version: number;
  person_id: PersonId;
  shared_at: Date;
  first_opened_at: Date | null;
}

interface ActionRow {
  id: ActionId;
  case_id: CaseId;
  /**
   * The school of the case, and who undertakes and monitors it as a search finds them (words in lower
   * case, each after a space). Set by the database, so that a list of all actions looks nothing up.
   */
  urn: GeneratedAlways<Urn>;
  undertakes_search: GeneratedAlways<string>;
  monitors_search: GeneratedAlways<string>;
  meeting_id: MeetingId;
  position: number;
  what: string;
  undertakes: string;
  /** Whose it is, where that is someone with an account. */
  undertakes_person: PersonId | null;
  monitors: string;
  monitors_person: PersonId | null;
  success: string;
  support: string;
  by_when: LocalDate | null;
  status: 'open' | 'complete' | 'stopped';
  status_reason: string;
  status_at: LocalDate | null;
  /** Who says that it is complete, while nobody has confirmed it. */
  proposed_by: PersonId | null;
  proposed_on: LocalDate | null;
  /** The final version of its record that it first stood in; null until there is one. */
  agreed_version: number | null;
  version: number;
}
