import { longInstant } from '#kernel/dates.ts';
import type { Mail } from '#platform/mail/message.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';
import { path, safeUrl } from '#ui/url.ts';
import { pagingLinks } from '#web/paging.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { mailsPerPage } from '../../queries/outbox.ts';
import type { ListedMail } from '../../queries/outbox.ts';

const states = {
  queued: { word: 'Waiting', classes: 'govuk-tag--yellow' },
  sent: { word: 'Sent', classes: 'govuk-tag--green' },
  failed: { word: 'Not sent', classes: 'govuk-tag--red' },
} as const;

export function outboxView(
  arrival: Arrival,
  shown: {
    readonly mails: readonly ListedMail[];
    readonly total: number;
    readonly page: number;
  },
): Html {
  const { mails, total, page } = shown;
  const { mode, keepsMail } = arrival.services;
  const intro = keepsMail
    ? 'No mail server is set, so mail is kept here and as files instead of being sent.'
    : 'Mail leaves through the mail server that is set.';
  return shellPage(arrival, {
    title: 'Outbox',
    main: html`
      ${heading('Outbox', { level: 1 })}
      ${paragraph(`${intro} ${total} ${total === 1 ? 'mail' : 'mails'}, the newest first.`)}
      ${
        mails.length > 0 &&
        stackingTable({
          caption: html`<span class="govuk-visually-hidden">Mails, the newest first</span>`,
          head: ['To', 'What', 'When', 'State'],
          rows: mails.map((mail) => [
            { classes: 'app-breaks', content: mail.to_address },
            mode === 'demo' ? link(path`/outbox/${mail.id}`, mail.template) : mail.template,
            longInstant(mail.created_at),
            stateCell(mail, mode === 'demo'),
          ]),
        })
      }
      ${pagingLinks({ path: '/outbox', page, total, perPage: mailsPerPage })}`,
  });
}

/** A mail server's answer may repeat what a mail says, so that it is shown in the demonstration only. */
function stateCell(mail: ListedMail, withReason: boolean): Html {
  const { word, classes } = states[mail.state];
  return html`${tag({ content: word, classes })}${
    withReason &&
    mail.last_error !== null &&
    html`<br><span class="govuk-hint">${mail.last_error}</span>`
  }${
    mail.state === 'queued' &&
    mail.attempts > 0 &&
    html`<br><span class="govuk-hint">Tried ${mail.attempts} ${mail.attempts === 1 ? 'time' : 'times'}; it is tried again.</span>`
  }`;
}

export function mailView(arrival: Arrival, mail: Mail): Html {
  const { word, classes } = states[mail.state];
  const files = html`${link(path`/outbox/${mail.id}/eml`, 'Download it as an .eml file')}`;
  return shellPage(arrival, {
    title: mail.subject,
    back: { href: '/outbox', content: 'Outbox' },
    main: html`
      ${heading(mail.subject, { level: 1 })}
      ${summaryList({
        rows: [
          { key: 'To', value: mail.to_address },
          { key: 'Template', value: mail.template },
          { key: 'Written', value: longInstant(mail.created_at) },
          { key: 'State', value: tag({ content: word, classes }) },
          mail.sent_at !== null && { key: 'Sent', value: longInstant(mail.sent_at) },
          mail.last_error !== null && { key: 'Last error', value: mail.last_error },
          mail.calendar !== null && { key: 'Attached', value: 'invitation.ics' },
        ],
      })}
      ${mail.body_text.trim().split('\n\n').map(bodyParagraph)}
      ${paragraph(files)}`,
  });
}

/** A paragraph of the mail, where an address on a line of its own can be followed. */
function bodyParagraph(text: string): Html {
  const lines = text.split('\n').map((line, index) => {
    const address = line.startsWith('http') ? safeUrl(line) : undefined;
    return html`${index > 0 && html`<br>`}${address === undefined ? line : link(address, line)}`;
  });
  return paragraph(html`${lines}`);
}
