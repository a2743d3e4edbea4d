import type { PersonId } from '#kernel/ids.ts';
import { permits } from '#modules/people/index.ts';
import type { Actor, Matter } from '#modules/people/index.ts';
import { currentVersion } from './domain/record.ts';
import type { MeetingRecord } from './domain/record.ts';

/** What access to a record turns on; `noteTaker` and `checking` of the matter are the record's. */
export interface RecordAccess extends Matter {
  readonly record: Pick<MeetingRecord, 'state' | 'shownLive'>;
}

export type RecordAction =
  /** To read the record, as draft or as final, whichever is theirs to read. */
  | 'read'
  | 'read the draft'
  | 'read the final record'
  /** To see the notes while they are written. */
  | 'follow the notes'
  /** To write in its sections. */
  | 'write notes'
  /** To send, decide, finalise, correct, and to record what the board agreed. */
  | 'hold the meeting'
  | 'check its accuracy'
  /** For the headteacher to whom it was sent: whether an answer is awaited, or has arrived. */
  | 'see how the check stands';

export function can(actor: Actor, action: RecordAction, matter: RecordAccess): boolean {
  switch (action) {
    case 'read':
      return readsDraft(actor, matter) || readsFinal(actor, matter).granted;
    case 'read the draft':
      return readsDraft(actor, matter);
    case 'read the final record':
      return readsFinal(actor, matter).granted;
    case 'follow the notes':
      // The board's, as the chair decides; and only while the meeting is being written down.
      return (
        matter.record.shownLive &&
        matter.record.state.status === 'draft' &&
        matter.board?.includes(actor.id) === true
      );
    case 'write notes':
      // Whoever checks the accuracy answers; they do not write in the record itself.
      return permits(actor, 'draft record', 'write', { ...matter, checking: undefined }).granted;
    case 'hold the meeting':
      return holdsMeetings(actor, matter);
    case 'check its accuracy':
      return (
        matter.checking === actor.id && permits(actor, 'draft record', 'write', matter).granted
      );
    case 'see how the check stands': {
      const sentTo = sentToOf(matter.record.state);
      return (
        sentTo === actor.id &&
        permits(actor, 'draft record', 'write', { ...matter, checking: sentTo }).granted
      );
    }
  }
}

function sentToOf(state: RecordAccess['record']['state']): PersonId | undefined {
  switch (state.status) {
    case 'draft':
      return undefined;
    case 'with-headteacher':
    case 'answered':
      return state.sending.sentTo;
    case 'final':
    case 'correcting':
      return state.check.sentTo;
  }
}

/** Whether someone may open the record of a meeting, and decide what stands in it. */
export function holdsMeetings(actor: Actor, matter: Matter): boolean {
  const bare = { ...matter, noteTaker: undefined, checking: undefined };
  return permits(actor, 'draft record', 'write', bare).granted;
}

/** The sections of a final record that are someone's to read; undefined is all of them. */
export function partsFor(actor: Actor, matter: RecordAccess): readonly string[] | undefined {
  const permission = readsFinal(actor, matter);
  return permission.granted ? permission.parts : [];
}

function readsDraft(actor: Actor, matter: RecordAccess): boolean {
  return (
    matter.record.state.status !== 'final' && permits(actor, 'draft record', 'read', matter).granted
  );
}

function readsFinal(actor: Actor, matter: RecordAccess) {
  return currentVersion(matter.record.state) > 0
    ? permits(actor, 'final record', 'read', matter)
    : ({ granted: false } as const);
}
