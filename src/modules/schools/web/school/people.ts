import { permitsAuthority } from '#modules/people/index.ts';
import type { Candidate, Role } from '#modules/people/index.ts';
import type { Head } from '#modules/schools/index.ts';
import { roleLabel } from '#policy-pack/index.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import type { SummaryRow } from '#ui/components/summary-list.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading } from '#ui/text.ts';
import type { Arrival } from '#web/route.ts';
import { sourceLine } from './source-line.ts';
import type { SchoolShown } from './shown.ts';

/** Those who hold a role for the school here, and the head that the register names. */
export function peoplePart({ services, actor }: Arrival, shown: SchoolShown): Html {
  const { people, networks, school } = shown;
  const { pack } = services;
  const showsAddresses = !!actor && permitsAuthority(actor, 'school facts', 'read');
  const row = (key: string, role: Role): SummaryRow => ({
    key,
    value: names(
      people.filter((person) => person.role === role),
      showsAddresses,
    ),
  });
  return html`
    ${heading('People')}
    ${summaryList({
      classes: 'app-stacked-list',
      rows: [
        row('Headteacher', 'headteacher'),
        row('Chair of Governors', 'chair-of-governors'),
        row(roleLabel(pack, 'monitoring-officer'), 'monitoring-officer'),
        { key: 'Network', value: networks.length === 0 ? 'Not in a network' : networks.join(', ') },
        networks.length > 0 && row('Network Lead', 'network-lead'),
      ],
    })}
    ${school.head && registerHead(school.head, shown)}`;
}

function names(people: readonly Candidate[], showsAddresses: boolean): Html {
  if (people.length === 0)
    return html`<span class="app-secondary">Nobody here has this role yet</span>`;
  return html`${people.map(
    ({ name, address }, index) =>
      html`${index > 0 && html`<br>`}${name}${
        showsAddresses &&
        address !== '' &&
        html`<br><a class="govuk-link app-breaks" href="mailto:${address}">${address}</a>`
      }`,
  )}`;
}

/** It may differ from whoever signs in here as the headteacher: both are shown. */
function registerHead(head: Head, { school }: SchoolShown): Html {
  const name = [head.title, head.firstName, head.lastName].filter((part) => !!part).join(' ');
  return html`${summaryList({
    classes: 'app-stacked-list',
    rows: [
      { key: 'Head in the register', value: `${name}${head.jobTitle ? `, ${head.jobTitle}` : ''}` },
    ],
  })}${sourceLine(school.source.name, school.source.asAt)}`;
}
