import { dateInput } from '#ui/components/date-input.ts';
import { input } from '#ui/components/input.ts';
import { radios } from '#ui/components/radios.ts';
import { errorOf, formPage, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { paragraph } from '#ui/text.ts';
import { siteOf } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { Typed } from './form.ts';

export interface ArrangeShown {
  readonly title: string;
  readonly schoolName: string;
  readonly action: string;
  readonly back: { readonly href: string; readonly content: string };
  /** The id of the meeting that the form will make; none when it moves one. */
  readonly id?: string;
  readonly minutes: number;
  readonly typed: Typed;
  readonly problems: readonly FormError[];
  readonly submit: string;
}

export function arrangeView(arrival: Arrival, shown: ArrangeShown): Html {
  const { typed, problems } = shown;
  const isMove = shown.id === undefined;
  return formPage({
    site: siteOf(arrival),
    title: shown.title,
    caption: shown.schoolName,
    back: shown.back,
    action: shown.action,
    errors: problems,
    intro: paragraph(
      `Allow about ${shown.minutes} minutes. Everyone on the board gets an invitation for their calendar as soon as you press the button.`,
    ),
    fields: html`
      ${shown.id !== undefined && hidden('id', shown.id)}
      ${dateInput({
        id: 'date',
        namePrefix: 'date',
        fieldset: { legend: { content: 'Date', classes: 'govuk-fieldset__legend--s' } },
        hint: 'For example, 14 1 2027. Term dates are not loaded, so holidays are not checked: weekends and bank holidays are.',
        values: typed,
        errorMessage: errorOf(problems, 'date'),
      })}
      ${input({
        name: 'time',
        label: { content: 'Start time', classes: 'govuk-label--s' },
        hint: 'For example, 9:30am or 2pm',
        classes: 'govuk-input--width-5',
        value: typed['time'] ?? '',
        errorMessage: errorOf(problems, 'time'),
      })}
      ${radios({
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
      })}
      ${input({
        name: 'reason',
        label: {
          content: isMove ? 'Why the meeting is moved' : 'Reason for an unusual day (optional)',
          classes: 'govuk-label--s',
        },
        hint: isMove
          ? 'The board sees this.'
          : 'Needed only when the meeting is at a weekend or on a bank holiday.',
        value: typed['reason'] ?? '',
        errorMessage: errorOf(problems, 'reason'),
      })}`,
    submit: shown.submit,
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
