import { shortDate } from '#kernel/dates.ts';
import { button } from '#ui/components/button.ts';
import { checkboxes } from '#ui/components/checkboxes.ts';
import { input } from '#ui/components/input.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { errorOf, form } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { column, heading, link, paragraph } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';

export interface TypedSettings {
  readonly name: string;
  readonly laCode: string;
  /** Whether the change leaves something behind that has to be confirmed. */
  readonly asksToConfirm: boolean;
}

interface SettingsShown {
  readonly typed: TypedSettings;
  readonly counts: { readonly own: number; readonly all: number };
  /** "yes" when a change was saved, "same" when there was none. */
  readonly saved: string;
  readonly problems: readonly FormError[];
}

export function settingsView(arrival: Arrival, shown: SettingsShown): Html {
  const { typed, problems } = shown;
  return shellPage(arrival, {
    title: 'Settings',
    problems,
    main: column(
      savedBanner(shown.saved),
      heading('Settings', { level: 1 }),
      heading('The authority'),
      form({
        action: '/administration/settings',
        content: html`
          ${input({
            name: 'name',
            label: { content: 'Name', classes: 'govuk-label--s' },
            hint: 'Shown at the top of every page, in mails and on records',
            value: typed.name,
            errorMessage: errorOf(problems, 'name'),
          })}
          ${input({
            name: 'laCode',
            label: { content: 'Local authority code', classes: 'govuk-label--s' },
            hint: codeHint(arrival, shown),
            classes: 'govuk-input--width-3',
            inputmode: 'numeric',
            spellcheck: false,
            value: typed.laCode,
            errorMessage: errorOf(problems, 'laCode'),
          })}
          ${
            typed.asksToConfirm &&
            checkboxes({
              name: 'confirmed',
              errorMessage: errorOf(problems, 'confirmed'),
              items: [
                {
                  value: 'yes',
                  content: 'I have checked the code, and want to change it all the same',
                },
              ],
            })
          }
          ${button({ content: 'Save', preventDoubleClick: true })}`,
      }),
      policy(arrival),
    ),
  });
}

function savedBanner(saved: string): Html | undefined {
  if (saved === 'yes') {
    return notificationBanner({ type: 'success', content: 'The settings have been saved' });
  }
  return saved === 'same'
    ? notificationBanner({ content: 'The settings were as you typed them: nothing was changed' })
    : undefined;
}

function codeHint({ authority }: Arrival, { counts }: SettingsShown): Html {
  const number = (count: number) => count.toLocaleString('en-GB');
  const schools = counts.own === 1 ? 'school that has' : 'schools that have';
  return html`Three digits, as in Get Information About Schools. The schools with this code are the authority’s own: only they are listed, and only for them can a board be opened. With the code ${authority.laCode} there are ${number(counts.own)} ${schools} not closed, of ${number(counts.all)} in the register. A change does not remove anything; what belongs to schools of another code is out of sight until the code is changed back.`;
}

function policy({ services }: Arrival): Html {
  const { title, publisher, version, id, adopted } = services.pack;
  return html`
    ${heading('The policy')}
    ${paragraph('The forms, roles, outcomes and periods come from a policy pack. It is a part of the product and cannot be changed here. A record keeps the version that it was written under.')}
    ${summaryList({
      rows: [
        { key: 'Policy', value: title },
        { key: 'Published by', value: publisher },
        { key: 'Policy pack', value: `${id}, version ${version}` },
        { key: 'Adopted', value: adopted === null ? 'The text bears no date' : shortDate(adopted) },
      ],
    })}
    ${paragraph(link('/fundamental-question', 'The fundamental question: adopt a wording'))}`;
}
