import { sql } from 'kysely';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { permitsAuthority } from '#modules/people/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { changeAuthority as decide } from '../domain/authority.ts';
import type { AuthorityChange, AuthorityStanding } from '../domain/authority.ts';

/** Changes the authority's name and code. Says whether anything changed. Fields: name, laCode, confirmed. */
export async function changeAuthority(
  work: Pick<Work, 'db' | 'clock' | 'actor' | 'pack'>,
  change: AuthorityChange,
): Promise<Result<boolean>> {
  const { db, clock, actor, pack } = work;
  return inTransaction(db, async (trx) => {
    if (!permitsAuthority(actor, 'administration', 'write')) {
      return refuse('not-yours', 'You cannot change the settings.');
    }
    const standing = await findStanding(trx, change.laCode.trim());
    const decided = decide(standing, change);
    if (!decided.ok) return decided;
    if (!decided.value) return ok(false);
    const { name, laCode } = decided.value;
    await trx
      .insertInto('authority')
      .values({ name, la_code: laCode, policy_pack: pack.id })
      .onConflict((conflict) => conflict.column('only').doUpdateSet({ name, la_code: laCode }))
      .execute();
    await appendAudit(trx, {
      at: clock.now(),
      actor: { personId: actor.id, name: actor.name },
      type: 'authority changed',
      subject: { kind: 'authority', id: 'authority' },
      payload: {
        from: { name: standing.name, laCode: standing.laCode },
        to: { name, laCode },
      },
    });
    return ok(true);
  });
}

async function findStanding(trx: Trx, laCode: string): Promise<AuthorityStanding> {
  const authority = await trx
    .selectFrom('authority')
    .select(['name', 'la_code'])
    .forUpdate()
    .executeTakeFirst();
  const { rows } = await sql<{ held: number; of_code: number; boards: number }>`
    select (select count(*) from schools) as held,
      (select count(*) from schools where la_code = ${laCode}) as of_code,
      (select count(*) from cases c join schools s on s.urn = c.urn
        where c.status <> 'closed' and s.la_code <> ${laCode}) as boards
  `.execute(trx);
  const counts = rows[0] ?? { held: 0, of_code: 0, boards: 0 };
  return {
    name: authority?.name ?? '',
    laCode: authority?.la_code ?? '',
    schoolsHeld: counts.held,
    schoolsOfNewCode: counts.of_code,
    boardsLeftBehind: counts.boards,
  };
}
