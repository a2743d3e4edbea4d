import { longInstant } from '#kernel/dates.ts';
import type { Recipient } from '#platform/mail/mail.ts';
import { button } from '#ui/components/button.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { form } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { column, heading, paragraph } from '#ui/text.ts';
import { path } from '#ui/url.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { UndeliveredMail } from '../../queries/outbox.ts';
import { insteadOfSendingAgain } from '../../index.ts';
import { stateTag } from '../outbox/view.ts';

interface Shown {
  readonly mail: UndeliveredMail;
  /** Whose it was, with the address that they have today; undefined where nobody is known, or has none. */
  readonly recipient: Recipient | undefined;
  readonly problems: readonly FormError[];
}

/** A mail that did not arrive: why, and what can be done. */
export function undeliveredView(arrival: Arrival, { mail, recipient, problems }: Shown): Html {
  const here = path`/outbox/${mail.id}/undelivered`;
  const isCorrected = recipient !== undefined && recipient.address !== mail.to_address;
  return shellPage(arrival, {
    title: 'A mail that did not arrive',
    back: { href: '/outbox?show=undelivered', content: 'Mails that did not arrive' },
    problems,
    main: column(
      heading('A mail that did not arrive', { level: 1 }),
      summaryList({
        rows: [
          recipient && { key: 'For', value: recipient.name },
          { key: 'To', value: html`<span class="app-breaks">${mail.to_address}</span>` },
          { key: 'What', value: mail.template },
          { key: 'Written', value: longInstant(mail.created_at) },
          { key: 'State', value: stateTag(mail) },
          mail.last_error !== null && { key: 'Why', value: mail.last_error },
        ],
      }),
      heading('Send it again'),
      mail.has_text ? again(`${here}/again`, mail, recipient) : instead(mail.template),
      heading('Or tell them another way'),
      paragraph('Once they know, it does not have to stand among the mails that did not arrive.'),
      form({
        action: `${here}/aside`,
        content: button({
          content: 'They have been told another way',
          classes: 'govuk-button--secondary',
          preventDoubleClick: true,
        }),
      }),
    ),
  });

  function again(action: string, { to_address: address }: UndeliveredMail, to?: Recipient): Html {
    if (mail.person_id !== null && to === undefined) {
      return insetText({ content: 'They have no email address now, so that nothing can be sent.' });
    }
    return html`${paragraph(
      isCorrected
        ? html`Their address is now <strong class="app-breaks">${to?.address}</strong>.`
        : 'If the address is wrong, have an administrator correct it on the page People first. The mail then goes to the address that is right.',
    )}${form({
      action,
      content: button({
        content: isCorrected
          ? 'Send it to the corrected address'
          : html`Try again<span class="govuk-visually-hidden"> to send it to ${address}</span>`,
        preventDoubleClick: true,
      }),
    })}`;
  }
}

function instead(template: string): Html {
  return insetText({
    content: `This mail had a link that is theirs alone, so that its text was not kept and it cannot be sent again. ${insteadOfSendingAgain(template)}`,
  });
}
