import { shortDate } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { CaseId, MeetingId, PersonId, RecordId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { RecordEvent } from './events.ts';

/** That the record went to a headteacher for an accuracy check. */
export interface Sending {
  readonly sentTo: PersonId;
  readonly sentAt: Date;
  readonly answersDueOn: LocalDate;
}

export interface Answered {
  readonly at: Date;
  readonly by: PersonId;
}

/** How the accuracy check ended; undefined where no answer came. */
export interface Check extends Sending {
  readonly answered: Answered | undefined;
}

export type RecordState =
  | { readonly status: 'draft' }
  | { readonly status: 'with-headteacher'; readonly sending: Sending }
  | { readonly status: 'answered'; readonly sending: Sending; readonly answered: Answered }
  | { readonly status: 'final'; readonly version: number; readonly check: Check }
  | {
      readonly status: 'correcting';
      /** The newest final version, which stays as it is. */
      readonly version: number;
      readonly reason: string;
      readonly check: Check;
    };

export type RecordStatus = RecordState['status'];

/** What the board agreed; keys of the record's policy pack. */
export interface Decision {
  readonly outcome: string | undefined;
  /** The version of the fundamental question that was put. */
  readonly question: string | undefined;
  readonly answer: string | undefined;
  readonly reasons: string;
  readonly concerns: string;
  readonly support: string;
}

export type NextMeeting =
  | { readonly kind: 'not-set' }
  | {
      readonly kind: 'set';
      readonly date: LocalDate;
      readonly time: LocalTime;
      /** Why it is not one of the dates that were offered; absent where there was no need to say. */
      readonly reason?: string;
    }
  | { readonly kind: 'to-be-agreed'; readonly by: string; readonly byDate: LocalDate };

/** The record of one meeting: what stands beside its sections, actions and attendance. */
export interface MeetingRecord {
  readonly id: RecordId;
  readonly meetingId: MeetingId;
  readonly caseId: CaseId;
  /** A form of the policy pack: `sib-entry` … */
  readonly form: string;
  /** The policy pack, with its version, that it is written under: "coventry/1". */
  readonly policyVersion: string;
  readonly state: RecordState;
  /** How often it has been sent for an accuracy check. */
  readonly round: number;
  readonly noteTaker: PersonId | undefined;
  /** Whether the chair lets the board see the notes while they are written. */
  readonly shownLive: boolean;
  readonly decision: Decision;
  readonly next: NextMeeting;
  /** Why the meeting went ahead without the Headteacher or the Chair of Governors. */
  readonly proceeded: string;
  readonly version: number;
}

/** Who does something, and when. */
export interface Doing {
  readonly at: Date;
  readonly by: PersonId;
}

/** What a rule decided: the record as it now is, and what happened. */
export interface Change {
  readonly record: MeetingRecord;
  readonly events: readonly RecordEvent[];
}

export const statusWords: Readonly<Record<RecordStatus, string>> = {
  draft: 'Draft',
  'with-headteacher': 'With the headteacher',
  answered: 'Answered by the headteacher',
  final: 'Final',
  correcting: 'Being corrected',
};

/** The class of the tag that shows a status. */
export const statusColours: Readonly<Record<RecordStatus, string>> = {
  draft: 'govuk-tag--blue',
  'with-headteacher': 'govuk-tag--yellow',
  answered: 'govuk-tag--purple',
  final: 'govuk-tag--green',
  correcting: 'govuk-tag--blue',
};

/** The newest final version; 0 before the first. */
export function currentVersion(state: RecordState): number {
  return state.status === 'final' || state.status === 'correcting' ? state.version : 0;
}

/** Whether no answer came to the last accuracy check: the day for it has passed. */
export function isOverdue(state: RecordState, today: LocalDate): boolean {
  return state.status === 'with-headteacher' && state.sending.answersDueOn < today;
}

/** What the record says can be written in it now. */
export function mayWrite({ state }: MeetingRecord): Result<undefined> {
  switch (state.status) {
    case 'draft':
    case 'answered':
    case 'correcting':
      return ok(undefined);
    case 'with-headteacher':
      return refuse(
        'with-headteacher',
        `The record is with the headteacher for an accuracy check until ${shortDate(state.sending.answersDueOn)}. Take it back first to change it.`,
      );
    case 'final':
      return refuse(
        'final',
        'The record is final and cannot be changed. Start a correction to make a new version.',
      );
  }
}

/**
 * What whoever saves a form second is told, when something else stands in its place by now than stood
 * on their page. `what` goes on after "recorded".
 */
export function changedMeanwhile(what: string, field: string): Result<never> {
  return refuse(
    'changed-meanwhile',
    `Someone else has recorded ${what} while you were typing. What they saved is shown on this page; what you typed is kept. Put both together, and save again`,
    field,
  );
}

/** The record with changes, one version on. */
export function changed(record: MeetingRecord, changes: Partial<MeetingRecord>): MeetingRecord {
  return { ...record, ...changes, version: record.version + 1 };
}

export function change(record: MeetingRecord, ...events: readonly RecordEvent[]): Result<Change> {
  return ok({ record, events });
}
