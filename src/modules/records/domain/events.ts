import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { AgreedAction } from '#modules/actions/index.ts';
import type { AccuracyAnswer } from './accuracy.ts';
import type { MemberAttendance } from './attendance.ts';
import type { Decision, NextMeeting } from './record.ts';
import type { Revision } from './section.ts';

/** Everything that can happen to a record. Each is written to the audit trail under its type. */
export type RecordEvent =
  | {
      readonly type: 'section saved';
      readonly revision: Revision;
      /** Where the text comes from, where the product filled it in. */
      readonly filledFrom?: string;
    }
  | { readonly type: 'choice kept beside'; readonly revision: Revision }
  | { readonly type: 'outcome recorded'; readonly decision: Decision }
  | {
      readonly type: 'attendance recorded';
      readonly attendance: readonly MemberAttendance[];
      readonly proceeded: string;
    }
  | { readonly type: 'action agreed'; readonly action: AgreedAction }
  | { readonly type: 'action changed'; readonly action: AgreedAction }
  | { readonly type: 'action removed'; readonly action: AgreedAction }
  | { readonly type: 'next meeting recorded'; readonly next: NextMeeting }
  | { readonly type: 'note-taker named'; readonly noteTaker: PersonId | undefined }
  | { readonly type: 'notes shown to the board' | 'notes not shown to the board' }
  | {
      readonly type: 'record sent for accuracy check';
      readonly to: PersonId;
      readonly dueOn: LocalDate;
      readonly round: number;
    }
  | { readonly type: 'record taken back'; readonly reason: string }
  | {
      readonly type: 'accuracy check handed over';
      readonly from: PersonId;
      readonly to: PersonId;
    }
  | {
      readonly type: 'accuracy check answered';
      readonly round: number;
      readonly answers: readonly AccuracyAnswer[];
    }
  | {
      readonly type: 'accuracy answer decided';
      readonly round: number;
      readonly answer: AccuracyAnswer;
    }
  | { readonly type: 'record finalised'; readonly version: number; readonly reason: string }
  | {
      readonly type: 'record correction started';
      readonly version: number;
      readonly reason: string;
    };
