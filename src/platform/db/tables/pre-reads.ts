import type { Generated } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { AnswerId, FileId, MeetingId, PackId, PersonId, Urn } from '#kernel/ids.ts';
import type { Json, JsonColumn } from './foundation.ts';

export interface PreReadTables {
  pre_reads: PreReadRow;
  pre_read_withdrawals: PreReadWithdrawalRow;
  pre_read_mails: PreReadMailRow;
  pre_read_supplement_mails: PreReadSupplementMailRow;
  pre_read_links: PreReadLinkRow;
  pre_read_packs: PreReadPackRow;
}

/** What was sent, or said, of one paper for one meeting. Never changed: a later one is another row. */
interface PreReadRow {
  id: AnswerId;
  /** A paper is the school's: the next meeting, and the next process, begin with what is held. */
  urn: Urn;
  /** Counts the school's, in the order in which they came. */
  number: number;
  meeting_id: MeetingId;
  /** A pre-read of the meeting's form: `self-evaluation` … */
  paper: string;
  kind: 'file' | 'unchanged' | 'none' | 'not-needed' | 'needed';
  file_id: FileId | null;
  /** Of which day the document is. */
  dated_on: LocalDate | null;
  /** The document that was said to be unchanged. */
  unchanged_of: AnswerId | null;
  at: Date;
  by: PersonId;
  /** Whether it came by the link in this person's mail, which needs no sign-in. */
  by_link: boolean;
}

/** Hides a file that was sent by mistake. */
interface PreReadWithdrawalRow {
  answer_id: AnswerId;
  reason: string;
  at: Date;
  by: PersonId;
}

/** A mail about a meeting's papers that someone was sent, once for each day that the meeting was set for. */
interface PreReadMailRow {
  meeting_id: MeetingId;
  step: 'ask' | 'remind' | 'distribute';
  person_id: PersonId;
  meeting_on: LocalDate;
  at: Date;
  /** The pack that the mail led to, where it led to papers; null before there were packs. */
  pack_id: PackId | null;
}

/** That someone who had the papers was told of what came since. */
interface PreReadSupplementMailRow {
  meeting_id: MeetingId;
  person_id: PersonId;
  /** The answer, or what the product holds: a visit, a self-evaluation. */
  part: string;
  at: Date;
  /** The supplement that the mail led to; null before there were packs. */
  pack_id: PackId | null;
}

interface PreReadLinkRow {
  token_hash: string;
  meeting_id: MeetingId;
  person_id: PersonId;
  created_at: Date;
}

/** The papers of a meeting in one file. What is in it is settled when it is asked for. */
interface PreReadPackRow {
  id: PackId;
  meeting_id: MeetingId;
  /** The day that the meeting was set for. */
  meeting_on: LocalDate;
  kind: 'pack' | 'supplement';
  entries: JsonColumn<Json>;
  /** Of the entries: the same contents are one pack. */
  contents_hash: string;
  state: 'making' | 'made' | 'failed';
  /** How many of its entries have been got ready. */
  done: Generated<number>;
  /** Where each entry stands in the file, or why it does not. */
  places: JsonColumn<Json> | null;
  pages: number | null;
  file_id: FileId | null;
  /** Null in packs that were made before they were made as Word too. */
  word_file_id: FileId | null;
  /** Why it could not be made, in a sentence. */
  trouble: string | null;
  asked_at: Date;
  /** Null where it was made to be sent to the board. */
  asked_by: PersonId | null;
  made_at: Date | null;
}
