import { dateOf } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionEventId, CaseId } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { Work } from '#web/services.ts';
import { stop } from '../domain/action.ts';
import { addEvent } from '../store-events.ts';
import { openActionsOf, updateAction } from '../store.ts';

/**
 * Stops every open action of a case that is closed, for the same reason. In the caller's transaction,
 * which has locked the case, checked access, and seen that no record is unfinished.
 */
export async function stopOpenActions(
  trx: Trx,
  { clock, actor }: Work,
  caseId: CaseId,
  reason: string,
): Promise<Result<undefined>> {
  const at = clock.now();
  for (const action of await openActionsOf(trx, caseId)) {
    const stopped = stop({ action, agreed: true }, reason, dateOf(at));
    if (!stopped.ok) return stopped;
    await updateAction(trx, stopped.value);
    const doing = { at, by: { id: actor.id, name: actor.name } };
    await addEvent(trx, action.id, newId<ActionEventId>(), {
      kind: 'stopped',
      text: reason,
      ...doing,
    });
    await appendAudit(trx, {
      at,
      actor: { personId: actor.id, name: actor.name },
      type: 'action stopped',
      subject: { kind: 'action', id: action.id },
      payload: { caseId, what: action.what, reason },
    });
  }
  return ok(undefined);
}
