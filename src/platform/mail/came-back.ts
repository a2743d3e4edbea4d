import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { Mail } from './message.ts';

/** Marks a mail that had left as not delivered after all, with its event. */
export async function noteCameBack(
  trx: Trx,
  mail: Pick<Mail, 'id' | 'template'>,
  outcome: { readonly state: 'failed' | 'bounced'; readonly sentence: string | null },
  at: Date,
): Promise<void> {
  await trx
    .updateTable('mails')
    .set({ state: outcome.state, last_error: outcome.sentence })
    .where('id', '=', mail.id)
    .execute();
  await appendAudit(trx, {
    at,
    actor: { personId: null, name: 'Trajectory' },
    type: 'mail came back',
    subject: { kind: 'mail', id: mail.id },
    payload: { template: mail.template, why: outcome.sentence },
  });
}
