import { dateOf } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { queueAgain } from '#platform/mail/mail.ts';
import type { Work } from '#web/services.ts';
import { findUndelivered } from '../queries/outbox.ts';
import type { UndeliveredMail } from '../queries/outbox.ts';
import { recipientOf } from '../recipients.ts';
import { insteadOfSendingAgain } from '../templates.ts';

/**
 * Sends a mail again that was not delivered: to the address that its person has today, which may have
 * been corrected since. Not one whose text was taken out of the outbox.
 */
export function sendAgain(work: Work, id: string): Promise<Result<{ readonly address: string }>> {
  return onUndelivered(work, id, 'mail sent again', async (trx, mail) => {
    if (!mail.has_text) return refuse('no-text', insteadOfSendingAgain(mail.template));
    const recipient =
      mail.person_id === null
        ? { address: mail.to_address }
        : await recipientOf(trx, mail.person_id, dateOf(work.clock.now()));
    if (!recipient) {
      return refuse('no-mailbox', 'They have no email address now, so that nothing can be sent.');
    }
    await queueAgain(trx, work.jobs, mail.id, recipient.address);
    return ok({ address: recipient.address });
  });
}

/** Takes a mail out of what waits for the clerk: whoever it was for has been told another way. */
export function putAside(work: Work, id: string): Promise<Result<undefined>> {
  return onUndelivered(work, id, 'mail put aside', async (trx, mail) => {
    await trx
      .updateTable('mails')
      .set({ put_aside_at: work.clock.now(), put_aside_by: work.actor.id })
      .where('id', '=', mail.id)
      .execute();
    return ok(undefined);
  });
}

/** Does something with a mail that waits for the clerk, on its locked row, with its event. */
function onUndelivered<Value>(
  work: Work,
  id: string,
  type: string,
  change: (trx: Trx, mail: UndeliveredMail) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const { db, clock, actor } = work;
  return db.transaction().execute(async (trx) => {
    const mail = await findUndelivered(trx, id, { lock: true });
    if (!mail) {
      return refuse('not-waiting', 'Someone else has dealt with this mail meanwhile.');
    }
    const changed = await change(trx, mail);
    if (!changed.ok) return changed;
    await appendAudit(trx, {
      at: clock.now(),
      actor: { personId: actor.id, name: actor.name },
      type,
      subject: { kind: 'mail', id: mail.id },
      payload: { template: mail.template },
    });
    return changed;
  });
}
