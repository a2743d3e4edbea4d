import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { CaseId, FileId, MeetingId, PersonId } from '#kernel/ids.ts';

export interface CaseLifeTables {
  case_changes: CaseChangeRow;
  meeting_changes: MeetingChangeRow;
  meeting_files: MeetingFileRow;
  take_on_sheets: TakeOnSheetRow;
}

/** What happened to a case, in order. Never changed: the next thing is another row. */
export interface CaseChangeRow {
  id: string;
  case_id: CaseId;
  /** From 1. */
  position: number;
  kind:
    | 'opened'
    | 'taken-on'
    | 'paused'
    | 'resumed'
    | 'closed'
    | 'reopened'
    | 'continued'
    | 'exit-forward'
    | 'setback';
  /** How the case stands since. */
  status: 'open' | 'paused' | 'closed';
  /** Why it was closed, or what set it back, as a key; empty for the other kinds. */
  about: string;
  reason: string;
  /** Who decided, in words, where it was not whoever entered it. */
  decided_by: string;
  /** The first day of the inspection that it was reviewed for. */
  inspected_on: LocalDate | null;
  at: Date;
  by_id: PersonId | null;
  by_name: string;
}

/** What happened to a meeting, in order, with the time that it then had. Never changed. */
export interface MeetingChangeRow {
  id: string;
  meeting_id: MeetingId;
  position: number;
  status: 'planned' | 'postponed' | 'held' | 'adjourned' | 'cancelled';
  date: LocalDate;
  time: LocalTime;
  reason: string;
  at: Date;
  by_id: PersonId | null;
  by_name: string;
}

/** The original file of a meeting that was held before its case was taken on. */
export interface MeetingFileRow {
  meeting_id: MeetingId;
  file_id: FileId;
  added_at: Date;
  added_by: PersonId;
}

/** A filled-in sheet of cases to take on. */
export interface TakeOnSheetRow {
  id: string;
  file_id: FileId;
  read_at: Date;
  read_by: PersonId;
  /** Null until its cases are taken on. */
  applied_at: Date | null;
  applied_by: PersonId | null;
}
