import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId } from '#kernel/ids.ts';
import type { AgreedAction } from '#modules/actions/index.ts';
import { boardOf, bySeat, isPresent } from '#modules/cases/index.ts';
import type { BoardMember } from '#modules/cases/index.ts';
import { currentPack } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';

/**
 * Who an action can be given to: those on the board on the day, in the order of the seats; and whoever
 * has it already, who may have left since.
 */
export async function peopleForActions(
  db: Db | Trx,
  { caseId }: { readonly caseId: CaseId },
  today: LocalDate,
  before?: Pick<AgreedAction, 'undertakesPerson' | 'monitorsPerson'>,
): Promise<BoardMember[]> {
  const members = await boardOf(db, caseId);
  const has = ({ personId }: BoardMember) =>
    personId === before?.undertakesPerson || personId === before?.monitorsPerson;
  const offered = members.filter((member) => isPresent(member, today) || has(member));
  return bySeat(
    offered.filter(
      ({ personId }, index) => offered.findIndex((each) => each.personId === personId) === index,
    ),
    currentPack.boardRoles,
  );
}
