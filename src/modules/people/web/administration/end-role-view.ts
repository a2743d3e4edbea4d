import { shortDate } from '#kernel/dates.ts';
import { button } from '#ui/components/button.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { errorOf, form } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { buttonGroup, column, heading, link, paragraph } from '#ui/text.ts';
import { path } from '#ui/url.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { ListedRole } from '../../queries/people-list.ts';

const people = '/administration/people';

export function endRoleView(
  arrival: Arrival,
  role: ListedRole,
  typed: Readonly<Record<string, string | undefined>>,
  problems: readonly FormError[],
): Html {
  const title = `End the role of ${role.personName}`;
  const what = role.at === '' ? role.name : `${role.name}, ${role.at}`;
  return shellPage(arrival, {
    title,
    problems,
    back: { href: people, content: 'People' },
    main: column(
      heading(title, { level: 1 }),
      paragraph(`${what}, since ${shortDate(role.from)}.`),
      form({
        action: path`/administration/people/roles/${role.id}/end`,
        content: html`${dateInput({
          id: 'until',
          namePrefix: 'until',
          fieldset: {
            legend: { content: 'On which day does it end?', classes: 'govuk-fieldset__legend--m' },
          },
          hint: 'From that day on the role gives no access, and seats on boards that rest on it end too. What they wrote stays theirs. What was theirs to do is listed for the chair of each board.',
          values: typed,
          errorMessage: errorOf(problems, 'until'),
        })}${buttonGroup(
          button({ content: 'End the role', preventDoubleClick: true }),
          link(people, 'Cancel'),
        )}`,
      }),
    ),
  });
}
