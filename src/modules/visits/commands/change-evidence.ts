import { dateOf } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { roleNames } from '#modules/people/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { AuditEvent } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { lockFor } from '#platform/db/locks.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import type { Doing } from '../domain/visit.ts';

/** Where a use case stands: the school as access rules see it, held; who does it, when. */
interface Scene {
  readonly trx: Trx;
  readonly matter: SchoolMatter;
  readonly doing: Doing;
}

/** What a use case came to; `event` is undefined where nothing was to be done. */
interface Done<Value> {
  readonly value: Value;
  readonly event: Pick<AuditEvent, 'type' | 'payload'> | undefined;
}

/**
 * Runs a use case on what is held of one school, one at a time, and tells the audit trail. Whether
 * the actor may is asked in `run`, of what is held then.
 */
export async function onEvidence<Value>(
  { db, clock, actor, authority }: Work,
  urn: Urn,
  run: (scene: Scene) => Promise<Result<Done<Value>>>,
): Promise<Result<Value>> {
  const at = clock.now();
  return inTransaction(db, async (trx) => {
    await lockFor(trx, `visits and support of ${urn}`);
    const asking = { today: dateOf(at), laCode: authority.laCode };
    const matter = await findSchoolMatter(trx, urn, asking);
    if (!matter) return notYours;
    const by = { id: actor.id, name: actor.name, role: roleNames(actor)[0] ?? '' };
    const done = await run({ trx, matter, doing: { by, at } });
    if (!done.ok) return done;
    const { value, event } = done.value;
    if (event) {
      await appendAudit(trx, {
        at,
        actor: { personId: actor.id, name: actor.name },
        ...event,
        subject: { kind: 'school', id: String(urn) },
      });
    }
    return ok(value);
  });
}

export const notYours: Result<never> = refuse(
  'not-yours',
  'You cannot change the visits and support of this school.',
);

/** For a form whose id belongs to something else: it comes back with another. */
export const formUsed: Result<never> = refuse(
  'form-used',
  'This form has been used already. Send it again',
);
