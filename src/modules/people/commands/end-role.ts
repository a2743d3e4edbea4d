import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { endSeatsWithRole } from '#modules/cases/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { lockFor } from '#platform/db/locks.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { permitsAuthority } from '../domain/permits.ts';
import { endOn } from '../domain/role-end.ts';
import type { Role } from '../domain/roles.ts';
import { findActor } from '../queries/sign-in.ts';

/** Someone who leaves the boards of these cases on a day. */
interface LeftSeats {
  readonly personId: PersonId;
  readonly until: LocalDate;
  readonly cases: readonly CaseId[];
}

/**
 * Ends a role that someone holds, and with it their seats on boards. Access ends on that day; what the
 * person wrote stays theirs, and what was theirs to do is listed for the chairs of the boards.
 * The last administrator keeps their role: nobody could give it again from a page. `alsoDo` is done in
 * the same transaction, with the seats that end.
 */
export async function endHeldRole(
  { db, clock, actor }: Pick<Work, 'db' | 'clock' | 'actor'>,
  roleId: string,
  day: LocalDate,
  alsoDo: (trx: Trx, left: LeftSeats) => Promise<void> = () => Promise.resolve(),
): Promise<Result<LocalDate>> {
  const now = clock.now();
  const today = dateOf(now);
  return inTransaction(db, async (trx) => {
    // Two administrators who end each other's role at once must not both succeed.
    await lockFor(trx, 'administrators');
    const administrator = await findActor(trx, actor.id, today);
    const held = await trx
      .selectFrom('roles_held')
      .selectAll()
      .where('id', '=', roleId)
      .forUpdate()
      .executeTakeFirst();
    if (!held || !administrator || !permitsAuthority(administrator, 'administration', 'write')) {
      return refuse('not-yours', 'You cannot end this role.');
    }
    const administrators: Role = 'administrator';
    const leavesAnAdministrator =
      held.role !== administrators || (await anotherAdministrator(trx, roleId, day));
    const { from_date: from, until_date: until } = held;
    const decided = endOn({ from, until: until ?? undefined, leavesAnAdministrator }, day, today);
    if (!decided.ok) return decided;
    await trx
      .updateTable('roles_held')
      .set({ until_date: decided.value })
      .where('id', '=', roleId)
      .execute();
    await appendAudit(trx, {
      at: now,
      actor: { personId: actor.id, name: actor.name },
      type: 'role ended',
      subject: { kind: 'person', id: held.person_id },
      payload: {
        role: held.role,
        scopeKind: held.scope_kind,
        scopeId: held.scope_id,
        until: decided.value,
      },
    });
    const seats = await endSeatsWithRole(
      trx,
      {
        personId: held.person_id,
        role: held.role as Role,
        schoolScope: held.scope_kind === 'school' ? held.scope_id : undefined,
        day: decided.value,
      },
      { at: now, actor: { personId: actor.id, name: actor.name } },
    );
    const cases = [...new Set(seats.map(({ caseId }) => caseId))];
    await alsoDo(trx, { personId: held.person_id, until: decided.value, cases });
    return ok(decided.value);
  });
}

async function anotherAdministrator(trx: Trx, roleId: string, day: LocalDate): Promise<boolean> {
  const another = await trx
    .selectFrom('roles_held')
    .select('id')
    .where('role', '=', 'administrator' satisfies Role)
    .where('id', '<>', roleId)
    .where('from_date', '<=', day)
    // Of one that ends as well, this one would be the last in turn.
    .where('until_date', 'is', null)
    .executeTakeFirst();
  return another !== undefined;
}
