import type { RecordId } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Work } from '#web/services.ts';
import type { TypedAnswer } from '../domain/accuracy.ts';
import { worthKeeping } from '../domain/typed-answers.ts';
import type { Coming } from '../queries/check-link.ts';
import { keepDraft } from '../store-checks.ts';
import { onRecord } from './change.ts';
import { isGoodLink } from './good-link.ts';

/** Keeps what a headteacher has typed of the accuracy check, to go on with another time; `by` as when it is answered. */
export function keepTypedAnswers(
  work: Work,
  id: RecordId,
  typed: readonly TypedAnswer[],
  by?: Coming,
): Promise<Result<undefined>> {
  return onRecord(work, id, 'check its accuracy', async (scene) => {
    const { trx, matter, doing } = scene;
    const good = await isGoodLink(scene, work, by);
    if (!good.ok) return good;
    const kept = worthKeeping(typed);
    await keepDraft(trx, id, doing.by, kept, doing.at);
    await appendAudit(trx, {
      at: doing.at,
      actor: { personId: doing.by, name: work.actor.name },
      type: 'accuracy answers kept',
      subject: { kind: 'record', id },
      payload: {
        caseId: matter.caseId,
        round: matter.record.round,
        parts: kept.length,
        ...(by && { by: 'link' }),
      },
    });
    return ok(undefined);
  });
}
