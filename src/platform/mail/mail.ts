import { newId } from '#kernel/ids.ts';
import type { Branded, PersonId } from '#kernel/ids.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { JobQueue } from '#platform/jobs/jobs.ts';

type MailId = Branded<string, 'MailId'>;

/** A mail as its template makes it. Paragraphs are plain text; the one link stands below them. */
export interface MailContent {
  /** The template's name, shown in the outbox. */
  readonly template: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link?: { readonly label: string; readonly url: string };
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
  const { text, html } = render(to.name, content, options.from);
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
      calendar_method: options.calendar?.method ?? null,
      calendar: options.calendar?.text ?? null,
      state: 'queued',
      last_error: null,
      sent_at: null,
    })
    .execute();
  await jobs.enqueue(trx, deliverJob, id, { mail: id });
}

function render(name: string, content: MailContent, from: string): { text: string; html: string } {
  const { paragraphs, link } = content;
  const text = [
    `Dear ${name}`,
    ...paragraphs,
    ...(link ? [`${link.label}:\n${link.url}`] : []),
    from,
  ].join('\n\n');
  const html = [
    `<p>Dear ${escape(name)}</p>`,
    ...paragraphs.map((paragraph) => `<p>${escape(paragraph)}</p>`),
    ...(link ? [`<p><a href="${escape(link.url)}">${escape(link.label)}</a></p>`] : []),
    `<p>${escape(from)}</p>`,
  ].join('\n');
  return {
    text: `${text}\n`,
    html: `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>${escape(content.subject)}</title></head><body>\n${html}\n</body></html>\n`,
  };
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
