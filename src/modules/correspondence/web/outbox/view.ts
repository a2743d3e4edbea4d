import { longInstant, shortInstant } from '#kernel/dates.ts';
import type { Mail } from '#platform/mail/message.ts';
import { button } from '#ui/components/button.ts';
import { input } from '#ui/components/input.ts';
import { select } from '#ui/components/select.ts';
import { subNavigation } from '#ui/components/sub-navigation.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { tag } from '#ui/components/tag.ts';
import { form } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';
import { path, safeUrl } from '#ui/url.ts';
import { pagingLinks } from '#web/paging.ts';
import { workbookLink } from '#web/list-workbook.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { mailsPerPage } from '../../queries/outbox.ts';
import type { ListedMail, MailState, OutboxFilter } from '../../queries/outbox.ts';

const states = {
  queued: { word: 'Waiting', classes: 'govuk-tag--yellow' },
  kept: { word: 'Kept', classes: 'govuk-tag--grey' },
  sent: { word: 'Sent', classes: 'govuk-tag--green' },
  delivered: { word: 'Delivered', classes: 'govuk-tag--green' },
  failed: { word: 'Not sent', classes: 'govuk-tag--red' },
  bounced: { word: 'Came back', classes: 'govuk-tag--red' },
} as const;

/** In the order in which a mail goes through them. */
export const mailStates = Object.keys(states) as MailState[];

/** How a mail stands, in a word or two. */
export function stateWord({ state }: Pick<ListedMail, 'state'>): string {
  return states[state].word;
}

/** How a mail stands. */
export function stateTag({ state }: Pick<ListedMail, 'state'>): Html {
  const { word, classes } = states[state];
  return tag({ content: word, classes });
}

interface OutboxShown {
  readonly mails: readonly ListedMail[];
  readonly filter: OutboxFilter;
  readonly total: number;
  /** How many did not arrive and wait for somebody. */
  readonly undelivered: number;
  readonly page: number;
  /** Whether whoever looks sees to it that they arrive. */
  readonly mayMend: boolean;
}

export function outboxView(arrival: Arrival, shown: OutboxShown): Html {
  const { mails, filter, total, undelivered, page, mayMend } = shown;
  const { mode, keepsMail } = arrival.services;
  const intro = keepsMail
    ? 'No mail server is set: mail is kept here and as files, and none leaves.'
    : 'Mail leaves through the mail server or GOV.UK Notify, as it is set.';
  const { show, search, state } = filter;
  const isAll = show === 'all';
  const isNarrowed = search !== '' || state !== undefined;
  const count = `${total} ${total === 1 ? 'mail' : 'mails'}${isNarrowed ? ' found' : ''}`;
  return shellPage(arrival, {
    title: isAll ? 'Outbox' : 'Mails that did not arrive',
    main: html`
      ${heading(isAll ? 'Outbox' : 'Mails that did not arrive', { level: 1 })}
      ${subNavigation({
        label: 'Mails of the outbox',
        folded: 'Mails',
        items: [
          { href: '/outbox', content: 'All mails', current: isAll },
          {
            href: '/outbox?show=undelivered',
            content: `Did not arrive (${undelivered})`,
            current: !isAll,
          },
        ],
      })}
      ${isAll && filterForm(filter)}
      ${paragraph(
        isAll
          ? `${intro} ${count}, the newest first.`
          : total === 0
            ? 'None is known that did not arrive.'
            : `${count} could not be sent or came back, the newest first. Whoever they were for may not know of it.`,
      )}
      ${
        mails.length > 0 &&
        stackingTable({
          caption: html`<span class="govuk-visually-hidden">Mails, the newest first</span>`,
          head: ['To', 'What', 'When', 'State'],
          rows: mails.map((mail) => [
            { classes: 'app-breaks', content: mail.to_address },
            mode === 'demo' ? link(path`/outbox/${mail.id}`, mail.template) : mail.template,
            shortInstant(mail.created_at),
            stateCell(mail, mayMend),
          ]),
        })
      }
      ${mails.length > 0 && workbookLink(arrival)}
      ${pagingLinks({
        path: '/outbox',
        query: {
          ...(!isAll && { show }),
          ...(search !== '' && { search }),
          ...(state && { state }),
        },
        page,
        total,
        perPage: mailsPerPage,
      })}`,
  });
}

function filterForm({ search, state }: OutboxFilter): Html {
  return form({
    action: '/outbox',
    method: 'get',
    attributes: { class: 'app-filter app-not-printed' },
    content: html`<div class="app-filter__fields">${input({
      name: 'search',
      label: 'Address or kind of mail',
      type: 'search',
      value: search,
    })}${select({
      name: 'state',
      label: 'State',
      value: state ?? '',
      items: [
        { value: '', text: 'Any' },
        ...mailStates.map((each) => ({ value: each, text: states[each].word })),
      ],
    })}</div>${button({ content: 'Show', classes: 'govuk-button--secondary' })}`,
  });
}

function stateCell(mail: ListedMail, mayMend: boolean): Html {
  const { id, state, attempts, last_error: why, put_aside_at: aside } = mail;
  const isUndelivered = state === 'failed' || state === 'bounced';
  const more = [
    why,
    state === 'queued' &&
      attempts > 0 &&
      `Tried ${attempts} ${attempts === 1 ? 'time' : 'times'}; it is tried again.`,
    aside && `They were told another way by ${longInstant(aside)}.`,
  ].filter((each) => !!each);
  return html`${stateTag(mail)}${more.map(
    (each) => html`<br><span class="govuk-hint">${each}</span>`,
  )}${
    isUndelivered &&
    aside === null &&
    mayMend &&
    html`<br>${link(path`/outbox/${id}/undelivered`, 'What to do', `about the mail to ${mail.to_address}`)}`
  }`;
}

export function mailView(arrival: Arrival, mail: Mail): Html {
  const files = html`${link(path`/outbox/${mail.id}/eml`, 'Download it as a mail file (.eml)')}`;
  return shellPage(arrival, {
    title: mail.subject,
    back: { href: '/outbox', content: 'Outbox' },
    main: html`
      ${heading(mail.subject, { level: 1 })}
      ${summaryList({
        rows: [
          { key: 'To', value: mail.to_address },
          { key: 'Kind of mail', value: mail.template },
          { key: 'Written', value: longInstant(mail.created_at) },
          { key: 'State', value: stateTag(mail) },
          mail.sent_at !== null && { key: 'Sent', value: longInstant(mail.sent_at) },
          mail.last_error !== null && { key: 'Why', value: mail.last_error },
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
