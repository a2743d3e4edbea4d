import { permitsAuthority } from '#modules/people/index.ts';
import type { Reach } from '#modules/people/index.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { link, paragraph } from '#ui/text.ts';
import type { Arrival } from './route.ts';

/** In the place of a list of schools where the register has none within reach: what to do about it. */
export function noSchools({ actor, authority }: Arrival, reach: Reach): Html {
  if (!reach.authority) return paragraph('None of your schools is in the register.');
  const imports = actor && permitsAuthority(actor, 'administration', 'write');
  return insetText({
    content: html`No school with the local authority code ${authority.laCode} is in the register yet. ${
      imports
        ? html`${link('/administration/imports', 'Import the register of schools')}, or ${link('/administration/settings', 'change the code')}.`
        : 'The administrator can import the register of schools.'
    }`,
  });
}
