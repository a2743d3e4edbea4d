import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { Branded, CaseId, PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { endRole, ensureRole, findOrAddPerson } from '#modules/people/index.ts';
import type { Role, Scope } from '#modules/people/index.ts';
import { boardRoleOf, processOf } from '#policy-pack/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import { extraSeat, isPresent, leaveBoard, takeSeat } from '../domain/board.ts';
import type { BoardMember, Candidate } from '../domain/board.ts';
import { mustBeOpen } from '../domain/case.ts';
import { boardOf, endMembership, findCase, headOf, insertMember } from '../store.ts';
import type { CaseMatter } from '../store.ts';

export interface NewMember {
  readonly seat: string;
  /** What an extra member is; empty for the policy's seats. */
  readonly description: string;
  /** Someone known here, or someone new. */
  readonly person: PersonId | { readonly name: string; readonly address: string };
}

/**
 * Adds members to a board, all or none. Each gets the access that the seat needs. `alsoDo` is done in
 * the same transaction, with those who were not on it before.
 */
export async function addMembers(
  work: Work,
  caseId: CaseId,
  members: readonly NewMember[],
  alsoDo: (trx: Trx, matter: CaseMatter, added: readonly BoardMember[]) => Promise<void> = () =>
    Promise.resolve(),
): Promise<Result<readonly BoardMember[]>> {
  return changeBoard(work, caseId, async (trx, matter, today) => {
    const { members: seats, mayAdd } = processOf(work.pack, matter.case.process);
    let board = await boardOf(trx, caseId);
    const added: BoardMember[] = [];
    for (const wanted of members) {
      if (![...seats, ...mayAdd, extraSeat].includes(wanted.seat)) {
        return refuse('unknown-seat', 'Choose what they are on this board', 'seat');
      }
      const candidate = await findCandidate(trx, matter, wanted.person, today);
      if (!candidate) {
        return refuse('unknown-person', 'Choose a person from the list', 'person');
      }
      // A seat gives its holder the records: that is for those who read them to give.
      if (candidate.personId === work.actor.id && !can(work.actor, 'read its records', matter)) {
        return refuse(
          'oneself',
          'You cannot put yourself on this board. Ask whoever chairs it',
          'person',
        );
      }
      if (isSeated(board, wanted, candidate, today)) continue;
      const label =
        wanted.seat === extraSeat ? wanted.description : boardRoleOf(work.pack, wanted.seat).label;
      const seated = takeSeat(board, { role: wanted.seat, label }, candidate, {
        id: newId<Branded<string, 'BoardMemberId'>>(),
        description: wanted.description,
        from: today,
      });
      if (!seated.ok) return seated;
      await insertMember(trx, caseId, seated.value);
      const { role, scope } = access(matter, wanted.seat);
      await ensureRole(trx, candidate.personId, role, scope, seated.value.from);
      board = [...board, seated.value];
      added.push(seated.value);
    }
    await alsoDo(trx, matter, added);
    return ok({ members: added, event: 'board members added' });
  });
}

/**
 * Ends a membership on a day. The records that the member has stay theirs to have had. `alsoDo` is done in
 * the same transaction, with who leaves.
 */
export async function removeMember(
  work: Work,
  caseId: CaseId,
  memberId: string,
  on: LocalDate,
  alsoDo: (trx: Trx, matter: CaseMatter, left: BoardMember) => Promise<void> = () =>
    Promise.resolve(),
): Promise<Result<readonly BoardMember[]>> {
  return changeBoard(work, caseId, async (trx, matter) => {
    const member = (await boardOf(trx, caseId)).find((each) => each.id === memberId);
    if (!member) return refuse('not-a-member', 'That person is not on this board.');
    const left = leaveBoard(member, on);
    if (!left.ok) return left;
    await endMembership(trx, left.value);
    const { role, scope } = access(matter, member.role);
    const until = left.value.until ?? on;
    await endRole(trx, member.personId, role, scope, until, member.from);
    await alsoDo(trx, matter, left.value);
    return ok({ members: [left.value], event: 'board member left' });
  });
}

type Change = { readonly members: readonly BoardMember[]; readonly event: string };

async function changeBoard(
  { db, clock, actor, authority }: Work,
  caseId: CaseId,
  change: (trx: Trx, matter: CaseMatter, today: LocalDate) => Promise<Result<Change>>,
): Promise<Result<readonly BoardMember[]>> {
  const now = clock.now();
  const today = dateOf(now);
  return inTransaction(db, async (trx) => {
    const asking = { today, laCode: authority.laCode };
    const matter = await findCase(trx, caseId, asking, { lock: true });
    if (!matter || !can(actor, 'form the board', matter)) {
      return refuse('not-yours', 'You cannot change this board.');
    }
    const open = mustBeOpen(matter.case, 'so its board cannot be changed');
    if (!open.ok) return open;
    const done = await change(trx, matter, today);
    if (!done.ok) return done;
    if (done.value.members.length === 0) return ok([]);
    await appendAudit(trx, {
      at: now,
      actor: { personId: actor.id, name: actor.name },
      type: done.value.event,
      subject: { kind: 'case', id: caseId },
      payload: {
        members: done.value.members.map(({ personId, name, role, description, until }) => ({
          personId,
          name,
          role,
          description,
          until,
        })),
      },
    });
    return ok(done.value.members);
  });
}

/** Whether the seat is theirs already: the same form was sent before. */
function isSeated(
  board: readonly BoardMember[],
  wanted: NewMember,
  { personId }: Candidate,
  today: LocalDate,
) {
  return board.some(
    (member) =>
      isPresent(member, today) &&
      member.personId === personId &&
      member.role === wanted.seat &&
      member.description === (wanted.seat === extraSeat ? wanted.description : ''),
  );
}

async function findCandidate(
  trx: Trx,
  matter: CaseMatter,
  person: NewMember['person'],
  today: LocalDate,
): Promise<Candidate | undefined> {
  const known =
    typeof person === 'object'
      ? await findOrAddPerson(trx, { ...person, from: today })
      : await trx
          .selectFrom('people')
          .select(['id', 'name'])
          .where('id', '=', person)
          .executeTakeFirst();
  if (!known) return undefined;
  const head = await headOf(trx, matter.urn, known.id, today);
  return { personId: known.id, name: known.name, headOfTheSchool: head };
}

/**
 * The role that a seat gives. A Network Lead who sits here for another network, as a substitute,
 * and anyone whom the board asked for, sees this case only.
 */
function access(matter: CaseMatter, seat: string): { role: Role; scope: Scope } {
  const school: Scope = { kind: 'school', urn: matter.urn };
  if (seat === 'headteacher') return { role: 'headteacher', scope: school };
  if (seat === 'chair-of-governors') return { role: 'chair-of-governors', scope: school };
  if (seat === 'monitoring-officer') return { role: 'monitoring-officer', scope: school };
  return { role: 'extra-member', scope: { kind: 'case', id: matter.caseId } };
}
