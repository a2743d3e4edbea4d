import { longDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { input } from '#ui/components/input.ts';
import { radios } from '#ui/components/radios.ts';
import type { Maybe } from '#ui/components/part.ts';
import { errorOf, formPage, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { link, paragraph } from '#ui/text.ts';
import { siteOf } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { Window } from '../../domain/dates.ts';
import type { Meeting } from '../../index.ts';
import type { Typed } from './form.ts';

export interface ArrangeShown {
  readonly title: string;
  /** What has to be done before, above the form. */
  readonly before?: Maybe<Html>;
  readonly schoolName: string;
  readonly action: string;
  readonly back: { readonly href: string; readonly content: string };
  /** The id of the meeting that the form will make; none when it moves one. */
  readonly id?: string;
  /** The state of the meeting that it moves. */
  readonly moves?: Meeting['status'];
  readonly minutes: number;
  readonly typed: Typed;
  /** Dates that fit; none where term dates are not loaded. */
  readonly offered: readonly LocalDate[];
  /** When it is to be, by what the board agreed. */
  readonly window: Window;
  /** Whether the term dates of the coming weeks are loaded. */
  readonly isChecked: boolean;
  readonly problems: readonly FormError[];
  readonly submit: string;
}

export function arrangeView(arrival: Arrival, shown: ArrangeShown): Html {
  const { typed, problems } = shown;
  return formPage({
    site: siteOf(arrival),
    title: shown.title,
    caption: shown.schoolName,
    back: shown.back,
    action: shown.action,
    errors: problems,
    intro: html`${shown.before}${paragraph(
      `Allow about ${shown.minutes} minutes. Everyone on the board gets an invitation for their calendar as soon as you press the button.`,
    )}${paragraph(html`Dates are checked against ${link('/calendar', 'term dates and bank holidays')}.`)}`,
    fields: html`
      ${shown.id !== undefined && hidden('id', shown.id)}
      ${datePart(shown)}
      ${input({
        name: 'time',
        label: { content: 'Start time', classes: 'govuk-label--s' },
        hint: 'For example, 9:30am or 2pm',
        classes: 'govuk-input--width-5',
        value: typed['time'] ?? '',
        errorMessage: errorOf(problems, 'time'),
      })}
      ${venueField(typed, problems)}
      ${reasonFields(shown)}`,
    submit: shown.submit,
  });
}

/** Why the meeting is moved, and why it is on an unusual day: for one without a date these are the same. */
function reasonFields({ typed, problems, moves, window }: ArrangeShown): Html {
  const field = (name: string, label: string, hint: string) =>
    input({
      name,
      label: { content: label, classes: 'govuk-label--s' },
      hint,
      value: typed[name] ?? '',
      errorMessage: errorOf(problems, name),
    });
  const unusual = 'Reason for an unusual date (optional)';
  const needed = `Needed only when the date is ${window.kind === 'within' ? 'not one of those offered, is ' : ''}no school day, is too soon for the pre-read documents, or someone of the board is at another board. The board sees this.`;
  if (moves === undefined) return field('reason', unusual, needed);
  return moves === 'planned'
    ? html`${field('reason', 'Why the meeting is moved', 'The board sees this.')}${field('whyThisDay', unusual, needed)}`
    : field('reason', 'Why it is on this day', 'The board sees this.');
}

/** The dates offered as radios, with another date below; the boxes alone where none can be offered. */
function datePart({ typed, problems, offered, isChecked, window }: ArrangeShown): Html {
  const legend = { legend: { content: 'Date', classes: 'govuk-fieldset__legend--s' } };
  const hint = isChecked
    ? 'For example, 14 1 2027'
    : 'For example, 14 1 2027. Term dates are not loaded, so school holidays are not checked: weekends and bank holidays are.';
  const boxes = { id: 'date', namePrefix: 'date', values: typed };
  const errorMessage = errorOf(problems, 'date');
  if (offered.length === 0) {
    return dateInput({ ...boxes, fieldset: legend, hint, errorMessage });
  }
  return radios({
    name: 'on',
    value: typed['on'] ?? (typed['date-day'] ? 'another' : ''),
    fieldset: legend,
    hint: `School days${window.kind === 'within' ? ` in ${window.name}, as the board agreed,` : ''} on which nobody of the board is at another board, with time for the pre-read documents.`,
    errorMessage: errorOf(problems, 'on'),
    items: [
      ...offered.map((day) => ({ value: day, content: longDate(day) })),
      {
        value: 'another',
        content: 'Another date',
        conditional: dateInput({
          ...boxes,
          fieldset: { legend: { content: 'Which date' } },
          hint,
          errorMessage,
        }),
      },
    ],
  });
}

/** Where the meeting is. */
export function venueField(typed: Typed, problems: readonly FormError[]): Html {
  return radios({
    name: 'venue',
    value: typed['venue'] ?? '',
    fieldset: { legend: { content: 'Where', classes: 'govuk-fieldset__legend--s' } },
    errorMessage: errorOf(problems, 'venue'),
    items: [
      { value: 'school', content: 'At the school', hint: 'Where meetings are expected to be' },
      {
        value: 'teams',
        content: 'On Microsoft Teams',
        conditional: linkField('detail', typed),
      },
      {
        value: 'hybrid',
        content: 'Hybrid: at the school and on Microsoft Teams',
        conditional: linkField('hybridDetail', typed),
      },
      {
        value: 'elsewhere',
        content: 'Somewhere else',
        conditional: html`${input({
          name: 'elsewhere',
          label: 'Where',
          value: typed['elsewhere'] ?? '',
          errorMessage: errorOf(problems, 'elsewhere'),
        })}${input({
          name: 'venueReason',
          label: 'Why it is not at the school',
          value: typed['venueReason'] ?? '',
          errorMessage: errorOf(problems, 'venueReason'),
        })}`,
      },
    ],
  });
}

function linkField(name: string, typed: Typed): Html {
  return input({
    name,
    label: 'Link or joining details (optional)',
    value: typed[name] ?? '',
    spellcheck: false,
  });
}
