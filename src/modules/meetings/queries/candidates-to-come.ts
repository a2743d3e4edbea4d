import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { candidatesFor } from '#modules/people/index.ts';
import type { Role } from '#modules/people/index.ts';
import { boardRoleOf, processOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { MeetingMatter, OtherAttendee } from '../store.ts';

/** Someone who could be invited to one meeting of a process whose others are agreed for each. */
export interface ToInvite {
  readonly personId: PersonId;
  readonly name: string;
  /** "Chair of Governors" */
  readonly label: string;
}

/** Which role a seat is held by. */
const roleOfSeat: Readonly<Record<string, Role>> = {
  'chair-of-governors': 'chair-of-governors',
  'network-lead': 'network-lead',
};

/**
 * The people whom the policy lets the board add, where that is agreed for each meeting: those who hold
 * the role for the school and are not coming yet. Nobody for other processes.
 */
export async function candidatesToCome(
  db: Db | Trx,
  matter: MeetingMatter,
  coming: readonly OtherAttendee[],
  pack: PolicyPack,
  today: LocalDate,
): Promise<ToInvite[]> {
  const { othersAgreedFor, mayAdd } = processOf(pack, matter.case.process);
  if (othersAgreedFor !== 'meeting') return [];
  const seats = mayAdd.flatMap((seat) => {
    const role = roleOfSeat[seat];
    return role === undefined ? [] : [{ role, label: boardRoleOf(pack, seat).label }];
  });
  const candidates = await candidatesFor(
    db,
    matter,
    seats.map(({ role }) => role),
    today,
  );
  const there = new Set([...matter.board, ...coming.flatMap(({ personId }) => personId ?? [])]);
  return candidates
    .filter(({ personId }) => !there.has(personId))
    .flatMap(({ personId, name, role }) => {
      const seat = seats.find((each) => each.role === role);
      return seat ? [{ personId, name, label: seat.label }] : [];
    });
}
