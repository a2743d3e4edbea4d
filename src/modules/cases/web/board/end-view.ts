import { shortDate } from '#kernel/dates.ts';
import { button } from '#ui/components/button.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { errorOf, form } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { buttonGroup, column, heading, link, paragraph } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { BoardMember, CaseMatter } from '../../index.ts';

export function endMemberView(
  arrival: Arrival,
  shown: {
    readonly matter: CaseMatter;
    readonly member: BoardMember;
    readonly typed: Readonly<Record<string, string>>;
    readonly problems: readonly FormError[];
  },
): Html {
  const { matter, member, typed, problems } = shown;
  const here = `/cases/${matter.caseId}/board`;
  const title = `End the membership of ${member.name}`;
  return shellPage(arrival, {
    title,
    problems,
    back: { href: here, content: 'The board' },
    main: column(
      heading(title, { level: 1, caption: matter.schoolName }),
      paragraph(
        `On the board since ${shortDate(member.from)}${member.until ? `, until ${shortDate(member.until)}` : ''}.`,
      ),
      form({
        action: `${here}/${member.id}/end`,
        content: html`${dateInput({
          id: 'until',
          namePrefix: 'until',
          fieldset: {
            legend: {
              content: 'On which day do they leave?',
              classes: 'govuk-fieldset__legend--m',
            },
          },
          hint: 'From that day on they are not on the board. What they wrote, and the records they have had, stay theirs. Actions and checks that are open can then be handed over.',
          values: typed,
          errorMessage: errorOf(problems, 'until'),
        })}${buttonGroup(
          button({ content: 'End the membership', preventDoubleClick: true }),
          link(here, 'Cancel'),
        )}`,
      }),
    ),
  });
}
