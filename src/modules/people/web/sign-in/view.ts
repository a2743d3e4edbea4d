import { button } from '#ui/components/button.ts';
import { details } from '#ui/components/details.ts';
import { input } from '#ui/components/input.ts';
import { errorOf, form, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { column, heading, paragraph } from '#ui/text.ts';
import { path } from '#ui/url.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { DemonstrationPerson, RoleGroup } from '../../queries/demonstration.ts';

/** So many people of a role are shown at once; the others are folded away. */
const shownAtOnce = 6;

export function demonstrationView(
  arrival: Arrival,
  groups: readonly RoleGroup[],
  next: string,
): Html {
  const title = 'Who do you want to be?';
  return shellPage(arrival, {
    title,
    main: column(
      heading(title, { level: 1 }),
      paragraph(
        'This is a demonstration. Its people and schools are invented: sign in as any of them, and change what you like.',
      ),
      groups.length === 0 && paragraph('There is nobody here yet.'),
      form({
        action: '/sign-in',
        content: html`${hidden('next', next)}${groups.map(group)}`,
      }),
    ),
  });
}

function group({ name, people }: RoleGroup): Html {
  const first = people.slice(0, shownAtOnce);
  const others = people.slice(shownAtOnce);
  return html`${heading(name)}${personList(first)}${
    others.length > 0 &&
    details({
      summary: `${others.length} more: ${name}`,
      content: personList(others),
    })
  }`;
}

function personList(people: readonly DemonstrationPerson[]): Html {
  return html`<ul class="govuk-list">${people.map(personItem)}</ul>`;
}

function personItem(person: DemonstrationPerson): Html {
  const remarks = [...person.at, ...(person.onABoard ? ['on an open board'] : [])].join(' · ');
  return html`<li class="govuk-!-margin-bottom-3">${button({
    content: person.name,
    classes: 'govuk-button--secondary govuk-!-margin-bottom-1',
    attributes: { formaction: path`/sign-in/as/${person.id}` },
  })}${remarks !== '' && html`<br><span class="govuk-hint">${remarks}</span>`}</li>`;
}

export function askView(
  arrival: Arrival,
  shown: {
    readonly address: string;
    readonly next: string;
    readonly problems: readonly FormError[];
  },
): Html {
  const title = 'Sign in';
  const { address, next, problems } = shown;
  return shellPage(arrival, {
    title,
    problems,
    main: column(
      heading(title, { level: 1 }),
      paragraph('There is no password. We send you a link that signs you in.'),
      form({
        action: '/sign-in',
        content: html`${hidden('next', next)}${input({
          name: 'address',
          label: 'Your email address',
          hint: 'The one at which the authority writes to you.',
          type: 'email',
          autocomplete: 'email',
          spellcheck: false,
          classes: 'govuk-!-width-two-thirds',
          value: address,
          errorMessage: errorOf(problems, 'address'),
        })}${button({ content: 'Send me a link', preventDoubleClick: true })}`,
      }),
    ),
  });
}

/** The same whether or not the address is known here. */
export function linkOnItsWayView(arrival: Arrival, address: string): Html {
  const { value } = arrival.services.pack.periods.signInLink;
  const title = 'Check your email';
  return shellPage(arrival, {
    title,
    back: { href: '/sign-in' },
    main: column(
      heading(title, { level: 1 }),
      paragraph(`If ${address} is known here, a link is on its way.`),
      paragraph(`The link works once, for ${value} minutes.`),
      paragraph(
        'If nothing comes, look in your junk or spam folder, then ask the person at the authority who invited you.',
      ),
    ),
  });
}
