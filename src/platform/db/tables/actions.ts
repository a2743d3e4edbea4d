import type { ColumnType } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { ActionEventId, ActionId, FileId, PersonId } from '#kernel/ids.ts';
import type { Json } from './foundation.ts';

export interface ActionTables {
  action_events: ActionEventRow;
  reminders_off: ReminderOffRow;
  digests: DigestRow;
}

/** What happened to an agreed action. Never changed: a later row says what is so now. */
interface ActionEventRow {
  id: ActionEventId;
  /** Kept also where a correction of the record has taken the action out since. */
  action_id: ActionId;
  /** Counts up from 1. */
  position: number;
  kind:
    | 'agreed'
    | 'changed'
    | 'progress'
    | 'completion proposed'
    | 'completion declined'
    | 'complete'
    | 'stopped'
    | 'reopened'
    | 'handed over';
  /** What was said: progress, a reason, or who it went to. */
  text: string;
  /** The evidence that was handed in with it. */
  file_id: FileId | null;
  /** What the action said from then on; of those that were agreed or changed. */
  wording: ColumnType<Json, string | null, never>;
  at: Date;
  by_id: PersonId | null;
  by_name: string;
}

/** Something that a person does not want to be reminded of. */
interface ReminderOffRow {
  person_id: PersonId;
  kind: string;
}

/** A week for which the digests have been sent. */
interface DigestRow {
  /** Its Monday. */
  week: LocalDate;
  made_at: Date;
  mails: number;
}
