import nodemailer from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';
import type { Selectable } from 'kysely';
import type { FoundationTables } from '#platform/db/tables/foundation.ts';

/** A row of the outbox. */
export type Mail = Selectable<FoundationTables['mails']>;

export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** A mail of the outbox as the mailer takes it. One delivery of a mail always has the same Message-ID. */
export function messageOf(mail: Mail, sender: Sender): SendMailOptions {
  const { calendar, calendar_method: method } = mail;
  return {
    from: { ...sender },
    to: mail.to_address,
    subject: mail.subject,
    text: mail.body_text,
    html: mail.body_html,
    messageId: `<${mail.delivery}@${sender.address.split('@').at(-1) ?? 'localhost'}>`,
    date: mail.created_at,
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(calendar !== null && method !== null
      ? { icalEvent: { method, filename: 'invitation.ics', content: calendar } }
      : {}),
  };
}

const writer = nodemailer.createTransport({
  streamTransport: true,
  buffer: true,
  newline: 'windows',
});

/** The mail as an .eml file. */
export async function emlOf(mail: Mail, sender: Sender): Promise<Buffer> {
  const { message } = await writer.sendMail(messageOf(mail, sender));
  if (!Buffer.isBuffer(message)) throw new Error('The mail was not written whole');
  return message;
}
