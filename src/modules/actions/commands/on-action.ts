import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { ActionId } from '#kernel/ids.ts';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { mustNotBePaused } from '#modules/cases/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { AuditEvent } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import type { ActionAction } from '../access.ts';
import type { Doing } from '../store-events.ts';
import { findAction } from '../store.ts';
import type { ActionMatter } from '../store.ts';

/** Where a use case stands: the action, its row held; who does it, when; and the open transaction. */
export interface Scene {
  readonly trx: Trx;
  readonly matter: ActionMatter;
  readonly doing: Doing;
  readonly today: LocalDate;
}

/** Runs a use case on the locked action, for those who may: access is asked again here. */
export async function onAction<Value>(
  { db, clock, actor, authority }: Work,
  id: ActionId,
  action: ActionAction,
  run: (scene: Scene) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const at = clock.now();
  const today = dateOf(at);
  return inTransaction(db, async (trx) => {
    const asking = { today, laCode: authority.laCode };
    const matter = await findAction(trx, id, asking, { lock: true });
    if (!matter || !can(actor, action, matter)) {
      return refuse('not-yours', 'You cannot change this action.');
    }
    const running = mustNotBePaused(matter.case);
    if (!running.ok) return running;
    return run({ trx, matter, doing: { at, by: actor }, today });
  });
}

/** Writes to the audit trail what happened to an action; last in the transaction. */
export async function tellAudit(
  { trx, matter, doing }: Scene,
  type: string,
  payload: NonNullable<AuditEvent['payload']>,
): Promise<void> {
  await appendAudit(trx, {
    at: doing.at,
    actor: { personId: doing.by.id, name: doing.by.name },
    type,
    subject: { kind: 'action', id: matter.action.id },
    payload: { caseId: matter.caseId, ...payload },
  });
}
