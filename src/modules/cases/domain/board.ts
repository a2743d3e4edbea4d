import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';

/** Someone on a board. Those who have left stay in its history. */
export interface BoardMember {
  readonly id: string;
  readonly personId: PersonId;
  readonly name: string;
  /** A board role of the policy pack, or `extra`. */
  readonly role: string;
  /** What an extra member is; empty for the policy's roles. */
  readonly description: string;
  readonly from: LocalDate;
  readonly until: LocalDate | undefined;
}

export interface Candidate {
  readonly personId: PersonId;
  readonly name: string;
  /** Whether they are headteacher of the school that the board is for. */
  readonly headOfTheSchool: boolean;
}

export interface Seat {
  readonly role: string;
  /** As the form prints it: "Network Lead". */
  readonly label: string;
}

/** Seats are the policy's; anyone else sits as `extra`, with a description. */
export const extraSeat = 'extra';

const longestDescription = 200;

/** Whether a member has not left by a day: they may still be to come. */
export function isPresent({ until }: Pick<BoardMember, 'until'>, day: LocalDate): boolean {
  return until === undefined || until > day;
}

/** Adds a member; `id` names the membership. A seat of the policy's holds one person at a time. */
export function takeSeat(
  board: readonly BoardMember[],
  seat: Seat,
  candidate: Candidate,
  terms: { readonly id: string; readonly description: string; readonly from: LocalDate },
): Result<BoardMember> {
  const present = board.filter((member) => isPresent(member, terms.from));
  if (present.some((member) => member.personId === candidate.personId)) {
    return refuse('already-on-board', `${candidate.name} is already on the board`, 'person');
  }
  const holder = present.find((member) => member.role === seat.role);
  if (seat.role !== extraSeat && holder && holder.until === undefined) {
    return refuse(
      'seat-taken',
      `${holder.name} is ${seat.label} on this board. End that membership first.`,
      'person',
    );
  }
  if (seat.role === 'network-lead' && candidate.headOfTheSchool) {
    return refuse(
      'lead-of-own-school',
      `${candidate.name} is headteacher of this school, so cannot be ${seat.label} on its board. Name a substitute.`,
      'person',
    );
  }
  if (seat.role === extraSeat && terms.description === '') {
    return refuse(
      'no-description',
      'Enter what they are, for example Deputy Headteacher',
      'description',
    );
  }
  if (terms.description.length > longestDescription) {
    return refuse(
      'description-too-long',
      `What they are must be ${longestDescription} characters or fewer`,
      'description',
    );
  }
  return ok({
    id: terms.id,
    personId: candidate.personId,
    name: candidate.name,
    role: seat.role,
    description: seat.role === extraSeat ? terms.description : '',
    // Whoever holds the seat until a day is followed on that day.
    from: seat.role === extraSeat ? terms.from : (holder?.until ?? terms.from),
    until: undefined,
  });
}

/**
 * Ends a membership on a day, which may be to come; what the member wrote stays theirs. A day that was
 * set before can be brought forward.
 */
export function leaveBoard(member: BoardMember, on: LocalDate): Result<BoardMember> {
  if (member.until !== undefined && member.until <= on) {
    const sentence = `The membership of ${member.name} ends on ${shortDate(member.until)} already`;
    return refuse('has-left', sentence, 'until');
  }
  return ok({ ...member, until: on < member.from ? member.from : on });
}

/** Members in the order of the seats, those who sit at the school's request last. */
export function bySeat<Member extends { readonly role: string }>(
  members: readonly Member[],
  seats: readonly { readonly key: string }[],
): Member[] {
  const place = (member: Member) => {
    const index = seats.findIndex((seat) => seat.key === member.role);
    return index < 0 ? seats.length : index;
  };
  return members.toSorted((a, b) => place(a) - place(b));
}
