import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { ActionId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import { complete, reopen, stop } from '../domain/action.ts';
import type { ActionStanding, AgreedAction } from '../domain/action.ts';
import { findAction, updateAction } from '../store.ts';

export type StatusWanted =
  | { readonly kind: 'open' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'stopped'; readonly reason: string };

/** Says how an agreed action stands. Asking for what is so already changes nothing. */
export async function changeStatus(
  { db, clock, actor, authority }: Work,
  id: ActionId,
  wanted: StatusWanted,
): Promise<Result<AgreedAction>> {
  const now = clock.now();
  const today = dateOf(now);
  return inTransaction(db, async (trx) => {
    const asking = { today, laCode: authority.laCode };
    const matter = await findAction(trx, id, asking, { lock: true });
    if (!matter || !can(actor, 'change its status', matter)) {
      return refuse('not-yours', 'You cannot change this action.');
    }
    if (matter.action.status.kind === wanted.kind) return ok(matter.action);
    const changed = change(matter, wanted, today);
    if (!changed.ok) return changed;
    await updateAction(trx, changed.value);
    await appendAudit(trx, {
      at: now,
      actor: { personId: actor.id, name: actor.name },
      type: `action ${wanted.kind === 'open' ? 'reopened' : wanted.kind}`,
      subject: { kind: 'action', id },
      payload: {
        caseId: matter.caseId,
        what: changed.value.what,
        ...(wanted.kind === 'stopped' ? { reason: wanted.reason } : {}),
      },
    });
    return changed;
  });
}

function change(
  standing: ActionStanding,
  wanted: StatusWanted,
  today: LocalDate,
): Result<AgreedAction> {
  switch (wanted.kind) {
    case 'open':
      return reopen(standing);
    case 'complete':
      return complete(standing, today);
    case 'stopped':
      return stop(standing, wanted.reason, today);
  }
}
