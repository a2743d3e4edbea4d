import { measures } from '#modules/schools/index.ts';
import type { FigureUnit, Measure, School } from '#modules/schools/index.ts';
import type { Form } from '#platform/http/form.ts';
import { checkboxes } from '#ui/components/checkboxes.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { input } from '#ui/components/input.ts';
import { radios } from '#ui/components/radios.ts';
import { select } from '#ui/components/select.ts';
import { errorOf, formPage } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { link, paragraph } from '#ui/text.ts';
import { siteOf } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';

interface FigureShown {
  readonly school: School;
  readonly typed: Form;
  readonly problems: readonly FormError[];
}

const units: Readonly<Record<FigureUnit, string>> = {
  pupils: 'a number of pupils',
  percent: 'per cent',
  pounds: 'in pounds',
  score: 'a score',
};

export function figureView(arrival: Arrival, { school, typed, problems }: FigureShown): Html {
  const here = `/schools/${school.urn}`;
  const error = (field: string) => errorOf(problems, field);
  const small = (content: string) => ({ content, classes: 'govuk-label--s' });
  const dateNames = ['asAt-day', 'asAt-month', 'asAt-year'];
  const all: readonly (readonly [string, Measure])[] = Object.entries(measures);
  return formPage({
    site: siteOf(arrival),
    title: 'Add a figure',
    caption: school.name,
    back: { href: here, content: school.name },
    errors: problems,
    action: `${here}/figures/new`,
    intro: paragraph(
      'For a figure that no imported file has. It is shown with its source and date, and as typed by you. The same measure, group and period typed again takes the place of the figure before.',
    ),
    fields: html`
      ${select({
        name: 'measure',
        label: small('What is measured'),
        value: typed.raw('measure'),
        errorMessage: error('measure'),
        items: [
          { value: '', text: 'Choose' },
          ...all.map(([value, { name, unit }]) => ({ value, text: `${name} (${units[unit]})` })),
        ],
      })}
      ${input({
        name: 'value',
        label: small('Figure'),
        hint: 'For example, 46.3 or 210',
        classes: 'govuk-input--width-10',
        inputmode: 'decimal',
        spellcheck: false,
        autocomplete: 'off',
        value: typed.raw('value'),
        errorMessage: error('value'),
      })}
      ${checkboxes({
        name: 'suppressed',
        values: [typed.raw('suppressed')],
        classes: 'govuk-checkboxes--small',
        items: [
          {
            value: 'yes',
            content: 'The source suppresses it, because few pupils stand behind it',
          },
        ],
      })}
      ${input({
        name: 'cohort',
        label: small('Group of pupils (optional)'),
        hint: 'For example, Year 6 or disadvantaged. Left empty, it is about all pupils.',
        classes: 'govuk-input--width-20',
        value: typed.raw('cohort'),
        errorMessage: error('cohort'),
      })}
      ${input({
        name: 'period',
        label: small('Period (optional)'),
        hint: 'For example, 2025/26 or Autumn 2026',
        classes: 'govuk-input--width-20',
        value: typed.raw('period'),
        errorMessage: error('period'),
      })}
      ${input({
        name: 'source',
        label: small('Source'),
        hint: 'Where someone else would find it. For example, Autumn census return, or the headteacher’s report to governors',
        value: typed.raw('source'),
        errorMessage: error('source'),
      })}
      ${dateInput({
        id: 'asAt',
        namePrefix: 'asAt',
        fieldset: {
          legend: { content: 'Date of the figure', classes: 'govuk-fieldset__legend--s' },
        },
        hint: 'The day that it was true, or was published. For example, 2 10 2026',
        values: Object.fromEntries(dateNames.map((name) => [name, typed.raw(name)])),
        errorMessage: error('asAt'),
      })}
      ${radios({
        name: 'status',
        value: typed.raw('status'),
        classes: 'govuk-radios--inline govuk-radios--small',
        fieldset: {
          legend: { content: 'Is it final?', classes: 'govuk-fieldset__legend--s' },
        },
        items: [
          { value: 'final', content: 'Final' },
          { value: 'provisional', content: 'Provisional' },
        ],
      })}`,
    submit: 'Add the figure',
    beside: link(here, 'Cancel'),
  });
}
