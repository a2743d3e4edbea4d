import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, PersonId } from '#kernel/ids.ts';
import type { Role } from '#modules/people/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { AuditActor } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';

/** A seat on a board that ends because a role does. */
export interface EndedSeat {
  readonly caseId: CaseId;
  readonly school: string;
  readonly role: string;
}

/** Ends roles that give seats, and the school they are for; undefined for those of an authority or a network. */
interface Ended {
  readonly personId: PersonId;
  readonly role: Role;
  readonly schoolScope: string | undefined;
  readonly day: LocalDate;
}

/**
 * Ends the seats that someone has on boards that are not closed, on the day that a role of theirs ends
 * (the role's row says so already): the seat of that role at that school, and every seat on a board of a
 * school that no role of theirs reaches any more. Writes each to the trail of its case.
 */
export async function endSeatsWithRole(
  trx: Trx,
  { personId, role, schoolScope, day }: Ended,
  told: { readonly at: Date; readonly actor: AuditActor },
): Promise<EndedSeat[]> {
  const seats = await trx
    .selectFrom('board_members as b')
    .innerJoin('cases as c', 'c.id', 'b.case_id')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .innerJoin('people as p', 'p.id', 'b.person_id')
    .select(['b.id', 'b.case_id', 'b.board_role', 'b.description', 's.name as school', 'p.name'])
    .where('b.person_id', '=', personId)
    .where('c.status', '<>', 'closed')
    .where((eb) => eb.or([eb('b.until_date', 'is', null), eb('b.until_date', '>', day)]))
    .where(
      sql<boolean>`((b.board_role = ${role} and c.urn::text = ${schoolScope ?? ''})
        or not exists (
          select from roles_held r
          where r.person_id = b.person_id and (r.until_date is null or r.until_date > ${day})
            and (r.scope_kind = 'authority'
              or (r.scope_kind = 'school' and r.scope_id = c.urn::text)
              or (r.scope_kind = 'case' and r.scope_id = c.id::text)
              or (r.scope_kind = 'network' and r.scope_id in (
                select n.network_id::text from network_schools n where n.urn = c.urn
                  and n.from_date <= ${day} and (n.until_date is null or n.until_date > ${day}))))))`,
    )
    .orderBy('s.name')
    .orderBy('b.id')
    .execute();
  for (const { id } of seats) {
    await trx
      .updateTable('board_members')
      .set((eb) => ({ until_date: eb.fn<LocalDate>('greatest', ['from_date', eb.val(day)]) }))
      .where('id', '=', id)
      .execute();
  }
  await appendAudit(
    trx,
    ...seats.map((seat) => ({
      ...told,
      type: 'board member left',
      subject: { kind: 'case', id: seat.case_id },
      payload: {
        members: [
          {
            personId,
            name: seat.name,
            role: seat.board_role,
            description: seat.description,
            until: day,
          },
        ],
        because: 'role ended',
      },
    })),
  );
  return seats.map((seat) => ({
    caseId: seat.case_id,
    school: seat.school,
    role: seat.board_role,
  }));
}
