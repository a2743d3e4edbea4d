import { button } from '#ui/components/button.ts';
import { input } from '#ui/components/input.ts';
import { select } from '#ui/components/select.ts';
import { errorOf, form } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { buttonGroup, column, heading, link, paragraph } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { invitableRoles } from '../../domain/invitation.ts';
import type { InvitationInput } from '../../domain/invitation.ts';
import { roles } from '../../domain/roles.ts';
import type { Role } from '../../domain/roles.ts';

const here = '/administration/people';

export function inviteView(
  arrival: Arrival,
  shown: {
    readonly input: InvitationInput;
    readonly networks: readonly string[];
    readonly problems: readonly FormError[];
  },
): Html {
  const { input: typed, networks, problems } = shown;
  const { value } = arrival.services.pack.periods.signInLink;
  const field = (name: keyof InvitationInput, label: string, hint?: string) => ({
    name,
    label: { content: label, classes: 'govuk-label--s' },
    hint,
    value: typed[name],
    errorMessage: errorOf(problems, name),
  });
  const fields = html`${input({
    ...field('address', 'Email address'),
    type: 'email',
    autocomplete: 'off',
    spellcheck: false,
  })}${input({
    ...field('name', 'Name', 'As people know them. Leave it empty for someone who is known here.'),
    autocomplete: 'off',
    spellcheck: false,
  })}${select({
    ...field('role', 'Role'),
    items: [{ text: 'Choose a role', value: '' }, ...invitableRoles.map(roleItem)],
  })}${input({
    ...field('school', 'School', 'Its URN, for a role at one school.'),
    inputmode: 'numeric',
    classes: 'govuk-input--width-10',
  })}${select({
    ...field('network', 'Network', 'For a role in one network.'),
    items: [{ text: 'No network', value: '' }, ...networks.map((text) => ({ text }))],
  })}${buttonGroup(button({ content: 'Invite', preventDoubleClick: true }), link(here, 'Cancel'))}`;
  return shellPage(arrival, {
    title: 'Invite someone',
    problems,
    back: { href: here, content: 'People' },
    main: column(
      heading('Invite someone', { level: 1 }),
      paragraph(
        `They have the role from today, and get a link by email. It works once, for ${value} minutes; after that they ask for a new one on the sign-in page.`,
      ),
      form({ action: `${here}/invite`, content: fields }),
    ),
  });
}

function roleItem(role: Role): { text: string; value: string } {
  const { name, scope } = roles[role];
  return { text: scope === 'authority' ? name : `${name} (one ${scope})`, value: role };
}
