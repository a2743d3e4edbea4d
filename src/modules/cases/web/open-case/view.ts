import type { School } from '#modules/schools/index.ts';
import type { Process } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { textarea } from '#ui/components/textarea.ts';
import { warningText } from '#ui/components/warning-text.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { errorOf } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';

export function openCaseView(
  arrival: Arrival,
  shown: {
    readonly school: School;
    readonly process: Process;
    readonly typed: { readonly id: string; readonly background: string };
    readonly problems: readonly FormError[];
  },
): Html {
  const { school, process, typed, problems } = shown;
  const here = `/schools/${school.urn}`;
  return shellPage(arrival, {
    title: `Open a ${process.name}`,
    back: { href: here, content: school.name },
    problems,
    main: html`
      <span class="govuk-caption-l">${school.name}</span>
      <h1 class="govuk-heading-l">Open a ${process.name}</h1>
      <p class="govuk-body">A ${process.name} is a sequence of meetings that supports rapid improvement through monitoring, challenge and support. It starts with an entry meeting.</p>
      ${
        !school.maintained &&
        warningText({
          content: `${school.name} is not maintained by the authority (${school.type.name}).`,
        })
      }
      <form method="post" action="${here}/open-board" novalidate>
        <input type="hidden" name="id" value="${typed.id}">
        ${textarea({
          name: 'background',
          label: {
            content: `Why is the ${process.name} being started?`,
            classes: 'govuk-label--m',
          },
          hint: `The board and the headteacher will read this. It becomes “${process.abbreviation} background” in the record of the entry meeting, where it can still be changed.`,
          rows: 10,
          value: typed.background,
          errorMessage: errorOf(problems, 'background'),
        })}
        ${button({ content: `Open the ${process.name}`, preventDoubleClick: true })}
      </form>`,
  });
}
