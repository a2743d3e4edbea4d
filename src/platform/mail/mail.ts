import { newId } from '#kernel/ids.ts';
import type { Branded, PersonId } from '#kernel/ids.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { JobQueue } from '#platform/jobs/jobs.ts';
import { render } from './render.ts';

type MailId = Branded<string, 'MailId'>;

interface MailLink {
  readonly label: string;
  readonly url: string;
}

/** A mail as its template makes it: plain text, with its links below. */
export interface MailContent {
  /** The template's name, shown in the outbox. */
  readonly template: string;
  readonly subject: string;
  /** Each a paragraph, or the items of a list. What is attached for calendars is said by itself. */
  readonly paragraphs: readonly (string | readonly string[])[];
  readonly link: MailLink;
  /** A second link, to something less pressing. */
  readonly also?: MailLink;
}

export interface Recipient {
  readonly personId: PersonId | null;
  readonly name: string;
  readonly address: string;
}

export interface CalendarPart {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly text: string;
}

export const deliverJob = 'mail.deliver';

/** Puts a mail in the outbox and its delivery in the queue, in the transaction of what it tells of. */
export async function queueMail(
  trx: Trx,
  jobs: JobQueue,
  to: Recipient,
  content: MailContent,
  options: { readonly now: Date; readonly from: string; readonly calendar?: CalendarPart },
): Promise<void> {
  const id = newId<MailId>();
  const { calendar } = options;
  const { text, html } = render(to.name, content, options.from, calendar?.method);
  await trx
    .insertInto('mails')
    .values({
      id,
      created_at: options.now,
      person_id: to.personId,
      to_address: to.address,
      template: content.template,
      subject: content.subject,
      body_text: text,
      body_html: html,
      calendar_method: calendar?.method ?? null,
      calendar: calendar?.text ?? null,
      state: 'queued',
      last_error: null,
      sent_at: null,
      delivery: id,
    })
    .execute();
  await jobs.enqueue(trx, deliverJob, id, { mail: id });
}

/**
 * Sends a mail of the outbox again, in the transaction of whoever decided it: to this address, as a new
 * message, for a mail server may take one that it has seen for a copy.
 */
export async function queueAgain(
  trx: Trx,
  jobs: JobQueue,
  id: string,
  address: string,
): Promise<void> {
  const delivery = newId<MailId>();
  await trx
    .updateTable('mails')
    .set({
      delivery,
      to_address: address,
      state: 'queued',
      attempts: 0,
      last_error: null,
      sent_at: null,
      notify_id: null,
      put_aside_at: null,
      put_aside_by: null,
    })
    .where('id', '=', id)
    .execute();
  await jobs.enqueue(trx, deliverJob, delivery, { mail: id });
}
