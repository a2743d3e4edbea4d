import type { BoardMember } from '#modules/cases/index.ts';
import type { Section } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import { checkboxes } from '#ui/components/checkboxes.ts';
import { input } from '#ui/components/input.ts';
import { radios } from '#ui/components/radios.ts';
import { select } from '#ui/components/select.ts';
import { errorOf, formPage } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { paragraph } from '#ui/text.ts';
import { siteOf } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { MeetingMatter } from '../../index.ts';

export function attendeeView(
  arrival: Arrival,
  shown: {
    readonly matter: MeetingMatter;
    readonly sections: readonly Section[];
    readonly members: readonly BoardMember[];
    readonly typed: Form;
    readonly problems: readonly FormError[];
  },
): Html {
  const { matter, sections, members, typed, problems } = shown;
  const here = `/meetings/${matter.meetingId}`;
  const parts = typed.all('parts');
  return formPage({
    site: siteOf(arrival),
    title: 'Add another attendee, or a substitute',
    caption: matter.schoolName,
    back: { href: here, content: 'The meeting' },
    action: `${here}/attendees/new`,
    errors: problems,
    intro: paragraph(
      'Colleagues may be invited to one meeting, or to parts of it. They see only their parts of the final record.',
    ),
    fields: html`
      ${input({
        name: 'name',
        label: { content: 'Name', classes: 'govuk-label--s' },
        value: typed.raw('name'),
        autocomplete: 'off',
        errorMessage: errorOf(problems, 'name'),
      })}
      ${
        members.length > 0 &&
        select({
          name: 'standsInFor',
          label: {
            content: 'For whom they stand in at this meeting (optional)',
            classes: 'govuk-label--s',
          },
          hint: 'A substitute comes to the whole meeting, and to this one only.',
          items: [
            { value: '', text: 'Nobody: they come as themselves' },
            ...members.map(({ id, name }) => ({ value: id, text: name })),
          ],
          value: typed.raw('standsInFor'),
          errorMessage: errorOf(problems, 'standsInFor'),
        })
      }
      ${input({
        name: 'capacity',
        label: { content: 'What they are', classes: 'govuk-label--s' },
        hint: 'For example, English lead. Not needed for a substitute.',
        value: typed.raw('capacity'),
        errorMessage: errorOf(problems, 'capacity'),
      })}
      ${input({
        name: 'address',
        type: 'email',
        label: { content: 'Email address (optional)', classes: 'govuk-label--s' },
        hint: 'With an address they get an invitation. Without one they are named on the record only.',
        value: typed.raw('address'),
        spellcheck: false,
        autocomplete: 'off',
        errorMessage: errorOf(problems, 'address'),
      })}
      ${radios({
        name: 'whole',
        fieldset: { legend: { content: 'What they attend', classes: 'govuk-fieldset__legend--s' } },
        value: typed.raw('whole'),
        errorMessage: errorOf(problems, 'whole'),
        items: [
          { value: 'whole', content: 'The whole meeting' },
          {
            value: 'parts',
            content: 'Parts of it',
            conditional: checkboxes({
              name: 'parts',
              fieldset: { legend: 'Parts' },
              errorMessage: errorOf(problems, 'parts'),
              items: sections.map(({ key, label }) => ({
                value: key,
                content: label,
                checked: parts.includes(key),
              })),
            }),
          },
        ],
      })}`,
    submit: 'Add to the meeting',
  });
}
