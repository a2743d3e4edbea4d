import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import nodemailer from 'nodemailer';
import { z } from 'zod';
import type { Clock } from '#kernel/dates.ts';
import type { Db } from '#platform/db/connection.ts';
import type { Job } from '#platform/jobs/jobs.ts';
import { deliverJob } from './mail.ts';

interface DeliveryOptions {
  readonly db: Db;
  readonly clock: Clock;
  /** `smtp://…`; without it each mail is written to `folder` as an .eml file instead. */
  readonly smtpUrl: string | undefined;
  readonly folder: string;
  readonly sender: { readonly name: string; readonly address: string };
}

const payload = z.object({ mail: z.uuid() });

/** Sends one mail of the outbox. Nothing is sent twice unless the process dies between sending and noting it. */
export function mailDelivery(options: DeliveryOptions): Job<z.infer<typeof payload>> & {
  close(): void;
} {
  const { db, clock, smtpUrl, folder, sender } = options;
  const transport =
    smtpUrl === undefined
      ? nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
      : nodemailer.createTransport(smtpUrl, { pool: true });

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
      try {
        const info: { message?: unknown } = await transport.sendMail({
          from: sender,
          to: mail.to_address,
          subject: mail.subject,
          text: mail.body_text,
          html: mail.body_html,
          messageId: `<${mail.id}@${sender.address.split('@')[1] ?? 'localhost'}>`,
          date: mail.created_at,
          ...(mail.calendar !== null && mail.calendar_method !== null
            ? {
                icalEvent: {
                  method: mail.calendar_method,
                  filename: 'invitation.ics',
                  content: mail.calendar,
                },
              }
            : {}),
        });
        if (Buffer.isBuffer(info.message)) {
          await mkdir(folder, { recursive: true, mode: 0o700 });
          await writeFile(path.join(folder, `${mail.id}.eml`), info.message, { mode: 0o600 });
        }
        await db
          .updateTable('mails')
          .set((eb) => ({
            state: 'sent',
            sent_at: clock.now(),
            attempts: eb('attempts', '+', 1),
            last_error: null,
          }))
          .where('id', '=', id)
          .execute();
      } catch (error) {
        await db
          .updateTable('mails')
          .set((eb) => ({
            state: lastTry ? 'failed' : 'queued',
            attempts: eb('attempts', '+', 1),
            last_error: error instanceof Error ? error.message : String(error),
          }))
          .where('id', '=', id)
          .execute();
        throw error;
      }
    },
    close: () => transport.close(),
  };
}
