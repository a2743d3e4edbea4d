import type { LocalDate } from '#kernel/dates.ts';
import { shortDate } from '#kernel/dates.ts';
import { button } from '#ui/components/button.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { details } from '#ui/components/details.ts';
import { errorOf, form } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { dateBoxes, problemOf, readDate } from '#web/fields.ts';
import type { Arrival } from '#web/route.ts';

/** The day that a page is asked about: today unless the address carries another. */
export interface AsAt {
  readonly day: LocalDate;
  /** What was typed, by the names of the boxes. */
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: readonly FormError[];
}

const boxes = ['day', 'month', 'year'].map((part) => `date-${part}`);

/** Reads the day from the address. A day that cannot be read is said to be so; today is shown. */
export function readAsAt({ query, today }: Arrival): AsAt {
  if (!boxes.some((name) => query.has(name))) {
    return { day: today, typed: dateBoxes('date', today), problems: [] };
  }
  const typed = Object.fromEntries(boxes.map((name) => [name, query.text(name)]));
  const read = readDate(query, 'date', 'The date');
  return read.ok
    ? { day: read.value, typed, problems: [] }
    : { day: today, typed, problems: [problemOf(read.refusal, 'date')] };
}

/** A form that asks the same page about another day. */
export function asAtForm({ path, today }: Arrival, { day, typed, problems }: AsAt): Html {
  return details({
    summary:
      day === today
        ? 'Ask about another day'
        : `Shown as at ${shortDate(day)}: ask about another day`,
    open: problems.length > 0,
    content: form({
      action: path,
      method: 'get',
      content: html`${dateInput({
        id: 'date',
        namePrefix: 'date',
        fieldset: { legend: { content: 'On which day?' } },
        hint: 'The rules in force on that day are applied, to the inspections that had begun by then.',
        values: typed,
        errorMessage: errorOf(problems, 'date'),
      })}${button({ content: 'Show', classes: 'govuk-button--secondary' })}`,
    }),
  });
}
