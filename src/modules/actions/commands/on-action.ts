import type { ActionId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { onRunning } from '#modules/cases/index.ts';
import type { RunningScene } from '#modules/cases/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { AuditEvent } from '#platform/audit/audit.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import type { ActionAction } from '../access.ts';
import type { Doing } from '../store-events.ts';
import { findAction } from '../store.ts';
import type { ActionMatter } from '../store.ts';

/** Where a use case stands: the action, its row held; who does it, when; and the open transaction. */
export interface Scene extends Omit<RunningScene<ActionMatter>, 'at'> {
  readonly doing: Doing;
}

/** Runs a use case on the locked action, for those who may: access is asked again here. */
export function onAction<Value>(
  work: Work,
  id: ActionId,
  action: ActionAction,
  run: (scene: Scene) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const { actor } = work;
  return onRunning(
    work,
    {
      find: (trx, asking) => findAction(trx, id, asking, { lock: true }),
      may: (matter) => can(actor, action, matter),
      refusal: 'You cannot change this action.',
    },
    ({ at, ...scene }) => run({ ...scene, doing: { at, by: actor } }),
  );
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
