import type { LocalTime } from '#kernel/dates.ts';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { change, changed, changedMeanwhile, mayWrite } from './record.ts';
import type { Change, MeetingRecord } from './record.ts';

export type Attended = 'present' | 'apologies' | 'substitute';

/** Whether a board member came. A substitute stands in at this meeting only. */
export interface MemberAttendance {
  /** The membership, not the person. */
  readonly member: string;
  readonly attended: Attended;
  /** The substitute's name; empty otherwise. */
  readonly substitute: string;
  /** When they arrived, where that was after the beginning. */
  readonly arrived?: LocalTime;
}

export interface Seated {
  readonly id: string;
  readonly name: string;
  /** A board role of the policy pack, or `extra`. */
  readonly role: string;
}

const longestReason = 20_000;

/** Without one of these the chair says why the meeting went ahead. */
const expected: ReadonlySet<string> = new Set(['headteacher', 'chair-of-governors']);

/**
 * Records who came. With `on`, refuses where someone has recorded something else than stood on the page
 * on which it was typed.
 */
export function recordAttendance(
  record: MeetingRecord,
  board: readonly Seated[],
  attendance: readonly MemberAttendance[],
  proceeded: string,
  on?: {
    /** What is recorded now. */
    readonly current: readonly MemberAttendance[];
    /** The mark of what was recorded when the page was made. */
    readonly seen: string;
  },
): Result<Change> {
  const writable = mayWrite(record);
  if (!writable.ok) return writable;
  if (proceeded.length > longestReason) {
    return refuse('too-long', 'This must be 20,000 characters or fewer', 'proceeded');
  }
  for (const { member, attended, substitute } of attendance) {
    const seated = board.find(({ id }) => id === member);
    if (!seated)
      return refuse('not-a-member', 'Someone on the list has left the board. Try again.');
    if (attended === 'substitute' && substitute === '') {
      return refuse(
        'no-substitute',
        `Enter who came in place of ${seated.name}`,
        `substitute-${member}`,
      );
    }
    if (substitute.length > 200) {
      return refuse(
        'substitute-too-long',
        `The name of the substitute for ${seated.name} must be 200 characters or fewer`,
        `substitute-${member}`,
      );
    }
  }
  const kept = attendance.map(asRecorded);
  if (on) {
    const now = markOfAttendance(on.current, record.proceeded);
    if (on.seen !== now && markOfAttendance(kept, proceeded) !== now) {
      return changedMeanwhile('who came', `attended-${board[0]?.id ?? ''}`);
    }
  }
  const event = { type: 'attendance recorded', attendance: kept, proceeded } as const;
  return change(changed(record, { proceeded }), event);
}

/** Only a substitute has a name, and whoever sent apologies and nobody never arrived. */
export function asRecorded({
  member,
  attended,
  substitute,
  arrived,
}: MemberAttendance): MemberAttendance {
  return {
    member,
    attended,
    substitute: attended === 'substitute' ? substitute : '',
    ...(arrived !== undefined && attended !== 'apologies' && { arrived }),
  };
}

/** Who came, as one text: whether it has changed since someone saw it. */
export function markOfAttendance(
  attendance: readonly MemberAttendance[],
  proceeded: string,
): string {
  const each = attendance.map(({ member, attended, substitute, arrived }) =>
    JSON.stringify([member, attended, substitute, arrived]),
  );
  return JSON.stringify([each.toSorted(), proceeded]);
}

/** The members without whom the meeting went ahead and should not have, unless the chair says why. */
export function missedMembers<Member extends Seated>(
  board: readonly Member[],
  attendance: readonly MemberAttendance[],
): Member[] {
  return board.filter(
    ({ id, role }) =>
      expected.has(role) &&
      attendance.some(({ member, attended }) => member === id && attended === 'apologies'),
  );
}
