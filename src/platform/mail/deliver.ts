import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import nodemailer from 'nodemailer';
import { z } from 'zod';
import type { Clock } from '#kernel/dates.ts';
import type { Db } from '#platform/db/connection.ts';
import type { Job, JobQueue } from '#platform/jobs/jobs.ts';
import { deliveryFailure } from './failure.ts';
import { deliverJob } from './mail.ts';
import { sendByNotify } from './notify.ts';
import type { NotifySettings } from './notify.ts';
import { emlOf, messageOf } from './message.ts';
import type { Mail, Sender } from './message.ts';

export interface DeliveryOptions {
  readonly db: Db;
  readonly clock: Clock;
  /** `smtp://…`; without it, and without Notify, each mail is written to `folder` as an .eml file. */
  readonly smtpUrl: string | undefined;
  /** GOV.UK Notify; where there is a mail server too, what has an entry for calendars goes by that. */
  readonly notify: NotifySettings | undefined;
  readonly folder: string;
  readonly sender: Sender;
  /**
   * Whether a mail of this template carries a secret, so that its text is taken out of the outbox
   * once it has been sent, or cannot be.
   */
  readonly isSecret: (template: string) => boolean;
}

const payload = z.object({ mail: z.uuid() });

/**
 * Sends one mail of the outbox. Nothing is sent twice unless the process dies between sending and
 * noting it. What the mail server refuses for good is not tried again.
 */
export function mailDelivery(options: DeliveryOptions): Job<z.infer<typeof payload>> & {
  close(): void;
} {
  const { db, clock, smtpUrl, notify, folder, sender, isSecret } = options;
  const transport = smtpUrl === undefined ? undefined : pooled(smtpUrl);

  /** Says whether the mail has left, and gives what Notify calls it, where it went that way. */
  async function deliver(mail: Mail): Promise<['sent' | 'kept', notifyId: string | null]> {
    if (notify && (mail.calendar === null || !transport)) {
      return ['sent', await sendByNotify(notify, mail, clock.now())];
    }
    if (transport) {
      await transport.sendMail(messageOf(mail, sender));
      return ['sent', null];
    }
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = path.join(folder, `${mail.id}.eml`);
    await writeFile(file, await emlOf(mail, sender), { mode: 0o600 });
    return ['kept', null];
  }

  async function note(
    mail: Mail,
    state: Mail['state'],
    error: string | null,
    notifyId: string | null = null,
  ): Promise<void> {
    const done = state !== 'queued';
    await db
      .updateTable('mails')
      .set((eb) => ({
        state,
        attempts: eb('attempts', '+', 1),
        last_error: error,
        notify_id: notifyId,
        sent_at: state === 'sent' ? clock.now() : null,
        ...(done && isSecret(mail.template) ? { body_text: '', body_html: '' } : {}),
      }))
      .where('id', '=', mail.id)
      .execute();
  }

  return {
    name: deliverJob,
    payload,
    retries: 8,
    async handle({ mail: id }, lastTry) {
      const mail = await db
        .selectFrom('mails')
        .selectAll()
        .where('id', '=', id)
        .where('state', '=', 'queued')
        .executeTakeFirst();
      if (!mail) return;
      let delivered;
      try {
        delivered = await deliver(mail);
      } catch (error) {
        const { sentence, final } = deliveryFailure(error);
        await note(mail, final || lastTry ? 'failed' : 'queued', sentence);
        if (final) return;
        throw error;
      }
      const [state, notifyId] = delivered;
      await note(mail, state, null, notifyId);
    },
    close: () => transport?.close(),
  };
}

/** A few connections, kept open between mails; a server that hangs is given up on. */
function pooled(smtpUrl: string) {
  return nodemailer.createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
  });
}

/**
 * Queues again what waits in the outbox without a job: after a restore (jobs are not in a backup).
 * A mail that has its job keeps that one. Returns how many mails wait.
 */
export async function requeueMails(db: Db, jobs: JobQueue): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const waiting = await trx
      .selectFrom('mails')
      .select(['id', 'delivery'])
      .where('state', '=', 'queued')
      .orderBy('created_at')
      .execute();
    for (const { id, delivery } of waiting) {
      await jobs.enqueue(trx, deliverJob, delivery, { mail: id });
    }
    return waiting.length;
  });
}
