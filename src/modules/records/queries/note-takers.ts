import type { LocalDate } from '#kernel/dates.ts';
import { boardOf, isPresent } from '#modules/cases/index.ts';
import type { BoardMember } from '#modules/cases/index.ts';
import { findActor } from '#modules/people/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { can, holdsMeetings } from '../access.ts';
import type { RecordMatter } from '../store.ts';

/**
 * The board members who could be named note-taker: those to whom the access table then gives the
 * writing of notes, and who do not have it already.
 */
export async function noteTakersFor(
  db: Db | Trx,
  matter: RecordMatter,
  today: LocalDate,
): Promise<BoardMember[]> {
  const members = (await boardOf(db, matter.caseId)).filter((member) => isPresent(member, today));
  const found: BoardMember[] = [];
  for (const member of members) {
    const actor = await findActor(db, member.personId, today);
    const named = { ...matter, noteTaker: member.personId };
    if (actor && can(actor, 'write notes', named) && !holdsMeetings(actor, matter)) {
      found.push(member);
    }
  }
  return found;
}
