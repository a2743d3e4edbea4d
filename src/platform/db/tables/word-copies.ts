import type { FileId, MeetingId, PersonId, RecordId, WordCopyId } from '#kernel/ids.ts';
import type { JsonColumn } from './foundation.ts';

export interface WordCopyTables {
  word_copies: WordCopyRow;
  word_changes: WordChangeRow;
  word_changes_settled: WordChangeSettledRow;
  brought_in_records: BroughtInRecordRow;
}

/** A Word copy of a record that came back edited. */
interface WordCopyRow {
  id: WordCopyId;
  record_id: RecordId;
  file_id: FileId;
  /** The draft, by the version of the record, with when it was made; or a final version. */
  made_of: JsonColumn<
    | { readonly kind: 'draft'; readonly revision: number; readonly at: string }
    | { readonly kind: 'final'; readonly version: number; readonly at: string }
  >;
  findings: JsonColumn<{
    readonly notPlaced: readonly WordsLeftOut[];
    /** Labels of the form that the file does not have. */
    readonly missing: readonly string[];
    readonly comments: readonly { readonly by: string; readonly text: string }[];
    readonly pictures: number;
    readonly hasTrackedChanges: boolean;
  }>;
  at: Date;
  by: PersonId;
}

/** Words of a file that have no place in the form, and where in it they stand. */
interface WordsLeftOut {
  readonly where: string;
  readonly text: string;
}

/** One change that a copy proposes. */
interface WordChangeRow {
  copy_id: WordCopyId;
  /** In the order of the form, from 1. */
  position: number;
  edits: JsonColumn<
    readonly {
      /** The id of the edit that it becomes. */
      readonly id: string;
      readonly part: string;
      readonly parent: number;
      readonly was: string;
      readonly text: string;
    }[]
  >;
}

interface WordChangeSettledRow {
  copy_id: WordCopyId;
  position: number;
  decision: 'accepted' | 'declined';
  at: Date;
  by: PersonId;
}

/** A record that was written in Word elsewhere, as someone checked it; a newer version is another row. */
interface BroughtInRecordRow {
  meeting_id: MeetingId;
  version: number;
  file_id: FileId;
  form: string;
  policy_version: string;
  sections: JsonColumn<
    readonly { readonly key: string; readonly label: string; readonly text: string }[]
  >;
  left_out: JsonColumn<readonly WordsLeftOut[]>;
  at: Date;
  by: PersonId;
}
