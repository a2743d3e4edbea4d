import { shortDate } from '#kernel/dates.ts';
import { button } from '#ui/components/button.ts';
import { input } from '#ui/components/input.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { form } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';
import { path } from '#ui/url.ts';
import { workbookLink } from '#web/list-workbook.ts';
import { shellPage } from '#web/pages.ts';
import { pagingLinks } from '#web/paging.ts';
import type { Arrival } from '#web/route.ts';
import { peoplePerPage } from '../../queries/people-list.ts';
import type { ListedPerson, ListedRole } from '../../queries/people-list.ts';

const here = '/administration/people';

export function peopleView(
  arrival: Arrival,
  shown: {
    readonly people: readonly ListedPerson[];
    readonly total: number;
    readonly search: string;
    readonly page: number;
    /** What was just done, in a sentence. */
    readonly done: string | undefined;
  },
): Html {
  const { people, total, search, page, done } = shown;
  const count = `${total} ${total === 1 ? 'person' : 'people'}`;
  const found = search === '' ? `${count}.` : `${count} found for “${search}”.`;
  return shellPage(arrival, {
    title: 'People',
    main: html`
      ${done !== undefined && notificationBanner({ type: 'success', content: done })}
      ${heading('People', { level: 1 })}
      ${paragraph('Who can sign in, and as what. Access ends on the day that the last role ends; what someone wrote stays theirs.')}
      ${button({ href: `${here}/invite`, content: 'Invite someone' })}
      ${form({
        action: here,
        method: 'get',
        content: html`${input({
          name: 'search',
          label: 'Search by name or email address',
          type: 'search',
          value: search,
          classes: 'govuk-!-width-one-half',
        })}${button({ content: 'Search', classes: 'govuk-button--secondary' })}`,
      })}
      ${paragraph(found)}
      ${
        people.length > 0 &&
        summaryList({
          rows: people.map((person) => ({ key: nameOf(person), value: rolesOf(person) })),
        })
      }
      ${people.length > 0 && workbookLink(arrival)}
      ${pagingLinks({ path: here, query: search === '' ? {} : { search }, page, total, perPage: peoplePerPage })}`,
  });
}

function nameOf({ name, addresses }: ListedPerson): Html {
  const lines = addresses.length === 0 ? ['No mailbox'] : addresses;
  return html`${name}${lines.map((line) => html`<br><span class="govuk-hint">${line}</span>`)}`;
}

function rolesOf({ roles }: ListedPerson): Html {
  if (roles.length === 0) return html`No role`;
  return html`<ul class="govuk-list">${roles.map(roleItem)}</ul>`;
}

function roleItem(role: ListedRole): Html {
  const title = role.at === '' ? role.name : `${role.name}, ${role.at}`;
  const since = `since ${shortDate(role.from)}`;
  const end =
    role.until === null
      ? ''
      : role.hasEnded
        ? `, ended on ${shortDate(role.until)}`
        : `, ends on ${shortDate(role.until)}`;
  return html`<li>${title}<br><span class="govuk-hint">${since}${end}</span>${
    !role.hasEnded &&
    html` ${link(path`/administration/people/roles/${role.id}/end`, 'End', `the role ${title} of ${role.personName}`)}`
  }</li>`;
}
