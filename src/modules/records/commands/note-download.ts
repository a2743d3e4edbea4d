import type { RecordId } from '#kernel/ids.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Work } from '#web/services.ts';

/** Notes in the trail that a final version was taken away as a file: who had it can be said later. */
export async function noteDownload(
  work: Work,
  id: RecordId,
  download: { readonly version: number; readonly kind: 'docx' | 'pdf' },
): Promise<void> {
  await work.db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: work.clock.now(),
      actor: { personId: work.actor.id, name: work.actor.name },
      type: 'record downloaded',
      subject: { kind: 'record', id },
      payload: { ...download },
    }),
  );
}
