import { newId } from '#kernel/ids.ts';
import type { ActionEventId, ActionId, FileId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { keepFile } from '#platform/files/files.ts';
import type { CheckedFile } from '#platform/files/files.ts';
import type { Work } from '#web/services.ts';
import { checkProgress } from '../domain/action.ts';
import { actionOfEvent, addEvent } from '../store-events.ts';
import { onAction, tellAudit } from './on-action.ts';

export interface NewProgress {
  readonly text: string;
  /** What shows it, checked already. */
  readonly evidence: CheckedFile | undefined;
}

/**
 * Adds to what is known of an open action's progress, between meetings or at one. `eventId` comes
 * with the form, so that sending it twice adds one.
 */
export function addProgress(
  work: Work,
  id: ActionId,
  eventId: ActionEventId,
  { text, evidence }: NewProgress,
): Promise<Result<ActionId>> {
  return onAction(work, id, 'add progress', async (scene) => {
    const { trx, matter, doing } = scene;
    const known = await actionOfEvent(trx, eventId);
    if (known === id) return ok(id);
    if (known !== undefined) {
      return refuse('form-used', 'This form was sent before, for another action. Send it again.');
    }
    if (!matter.wasAgreed) {
      return refuse(
        'not-agreed',
        'The record of the meeting that agreed this action is not final.',
      );
    }
    const checked = checkProgress(matter.action, text, evidence !== undefined);
    if (!checked.ok) return checked;
    const file = evidence && newId<FileId>();
    if (evidence && file) await keepFile(trx, file, evidence, { at: doing.at, by: doing.by.id });
    await addEvent(trx, id, eventId, { kind: 'progress', text, file, ...doing });
    await tellAudit(scene, 'action progress added', {
      what: matter.action.what,
      text,
      ...(evidence ? { file: evidence.name, sha256: evidence.sha256 } : {}),
    });
    return ok(id);
  });
}
