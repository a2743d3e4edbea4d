import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { AuditEvent } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { canWithConcern } from '../access.ts';
import type { ConcernAction } from '../access.ts';
import { changeShowing, resolveConcern as resolve } from '../domain/concern.ts';
import type { Concern, ConcernId } from '../domain/concern.ts';
import { findConcern, insertResolution, insertShowing, lockSchool } from '../store.ts';
import { doerOf } from './doer.ts';

/** Resolves an open concern. Refuses as the rule does, and `not-yours` where the actor may not. */
export async function resolveConcern(
  work: Work,
  id: ConcernId,
  typed: { readonly on: LocalDate; readonly text: string },
): Promise<Result<ConcernId>> {
  return changeConcern(
    work,
    id,
    'resolve',
    (concern, by, at) => resolve(concern, typed, { by, at }),
    {
      save: insertResolution,
      event: ({ resolution }) => ({
        type: 'concern resolved',
        payload: { on: resolution?.on, text: resolution?.text },
      }),
    },
  );
}

/** Withholds a concern from the school, or shows it after all. What it was before is kept. */
export async function showOrWithhold(
  work: Work,
  id: ConcernId,
  typed: { readonly shown: boolean; readonly reason: string },
): Promise<Result<ConcernId>> {
  return changeConcern(
    work,
    id,
    'change whether it is shown',
    (concern, by, at) => changeShowing(concern, typed, { by, at }),
    {
      save: insertShowing,
      event: () => ({
        type: typed.shown ? 'concern shown to the school' : 'concern withheld',
        payload: { reason: typed.reason.trim() },
      }),
    },
  );
}

interface Change {
  save(trx: Trx, changed: Concern): Promise<void>;
  event(changed: Concern): Pick<AuditEvent, 'type' | 'payload'>;
}

async function changeConcern(
  { db, clock, actor, authority }: Work,
  id: ConcernId,
  action: ConcernAction,
  rule: (concern: Concern, by: ReturnType<typeof doerOf>, at: Date) => Result<Concern>,
  { save, event }: Change,
): Promise<Result<ConcernId>> {
  const at = clock.now();
  return inTransaction(db, async (trx) => {
    const before = await findConcern(trx, id);
    if (before) await lockSchool(trx, before.urn);
    const concern = before && (await findConcern(trx, id));
    const asking = { today: dateOf(at), laCode: authority.laCode };
    const matter = concern && (await findSchoolMatter(trx, concern.urn, asking));
    if (!concern || !matter || !canWithConcern(actor, action, matter, concern)) {
      return refuse('not-yours', 'You cannot change this concern.');
    }
    const changed = rule(concern, doerOf(actor), at);
    if (!changed.ok) return changed;
    await save(trx, changed.value);
    const { type, payload } = event(changed.value);
    await appendAudit(trx, {
      at,
      actor: { personId: actor.id, name: actor.name },
      type,
      subject: { kind: 'school', id: String(concern.urn) },
      payload: { concern: id, ...payload },
    });
    return ok(id);
  });
}
