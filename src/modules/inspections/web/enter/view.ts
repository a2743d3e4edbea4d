import { shortDate } from '#kernel/dates.ts';
import type { EnteredInspectionId } from '#kernel/ids.ts';
import type { School } from '#modules/schools/index.ts';
import type { Form } from '#platform/http/form.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { input } from '#ui/components/input.ts';
import { radios } from '#ui/components/radios.ts';
import { select } from '#ui/components/select.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, formPage, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';
import { path } from '#ui/url.ts';
import { siteOf } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { areaChoices, categoryChoices, gradesOf, safeguardingsOf } from '../../domain/entered.ts';
import { kindNames, safeguardingNames } from '../../domain/inspection.ts';
import type { DayTyped } from './form.ts';

interface FormShown {
  readonly school: School;
  readonly typed: Form;
  readonly problems: readonly FormError[];
}

const small = (content: string) => ({ content, classes: 'govuk-label--s' });
const legend = (content: string) => ({
  legend: { content, classes: 'govuk-fieldset__legend--s' },
});

function dateField(
  name: string,
  label: string,
  hint: string,
  { typed, problems }: FormShown,
): Html {
  const names = ['day', 'month', 'year'].map((part) => `${name}-${part}`);
  return dateInput({
    id: name,
    namePrefix: name,
    fieldset: legend(label),
    hint,
    values: Object.fromEntries(names.map((each) => [each, typed.raw(each)])),
    errorMessage: errorOf(problems, name),
  });
}

/** The first page: kind and day. */
export function dayView(arrival: Arrival, shown: FormShown): Html {
  const { school, typed, problems } = shown;
  const here = path`/schools/${String(school.urn)}/inspections`;
  return formPage({
    site: siteOf(arrival),
    title: 'Enter an inspection',
    caption: school.name,
    back: { href: here, content: 'Inspections' },
    errors: problems,
    action: `${here}/new`,
    intro: paragraph(
      'For an inspection whose report is published, but which Ofsted’s monthly file does not have yet. It counts as you enter it until a file has it; the file then confirms or contradicts it.',
    ),
    fields: html`
      ${radios({
        name: 'kind',
        fieldset: legend('Kind'),
        value: typed.raw('kind'),
        errorMessage: errorOf(problems, 'kind'),
        items: Object.entries(kindNames).map(([value, content]) => ({ value, content })),
      })}
      ${dateField('firstDay', 'First day of the inspection', 'It decides the framework. For example, 3 2 2026', shown)}`,
    submit: 'Continue',
    beside: link(here, 'Cancel'),
  });
}

interface GradesShown extends FormShown {
  readonly id: EnteredInspectionId;
  readonly asked: DayTyped;
}

/** The second page: what the inspection said, in the grades of the framework of its day. */
export function gradesView(arrival: Arrival, shown: GradesShown): Html {
  const { school, typed, problems, id, asked } = shown;
  const { kind, firstDay, framework } = asked;
  const here = path`/schools/${String(school.urn)}/inspections`;
  const error = (field: string) => errorOf(problems, field);
  return formPage({
    site: siteOf(arrival),
    title: `${kindNames[kind]} of ${shortDate(firstDay)}`,
    caption: school.name,
    back: { href: `${here}/new`, content: 'Kind and first day' },
    errors: problems,
    action: path`/schools/${String(school.urn)}/inspections/new/${kind}/${firstDay}`,
    intro: paragraph(html`The framework of that day: <strong>${framework.name}</strong>.`),
    fields: html`
      ${hidden('id', id)}
      ${dateField('publishedOn', 'Day on which the report was published', 'For example, 20 3 2026', shown)}
      ${
        kind === 'graded'
          ? gradeFields(shown)
          : textarea({
              name: 'outcome',
              label: small('Outcome'),
              hint: 'In Ofsted’s words. For example, School remains Good',
              rows: 3,
              value: typed.raw('outcome'),
              errorMessage: error('outcome'),
            })
      }
      ${areasField(typed, problems, 'Areas for improvement (optional)')}
      ${input({
        name: 'number',
        label: small('Inspection number (optional)'),
        hint: 'On the last pages of the report. For example, 10345678',
        classes: 'govuk-input--width-10',
        spellcheck: false,
        autocomplete: 'off',
        value: typed.raw('number'),
        errorMessage: error('number'),
      })}
      ${input({
        name: 'readIn',
        label: small('Where you read it'),
        hint: 'A link to the report, or words that help someone else to find it',
        value: typed.raw('readIn'),
        errorMessage: error('readIn'),
      })}`,
    submit: 'Enter the inspection',
    beside: link(here, 'Cancel'),
  });
}

/** Areas for improvement, one a line. */
export function areasField(typed: Form, problems: readonly FormError[], label: string): Html {
  return textarea({
    name: 'areas',
    label: small(label),
    hint: 'As the report puts them, each on a line of its own',
    rows: 6,
    value: typed.raw('areas'),
    errorMessage: errorOf(problems, 'areas'),
  });
}

function gradeFields({ typed, problems, asked }: GradesShown): Html {
  const { framework } = asked;
  const grades = gradesOf(framework);
  const choice = (
    name: string,
    label: string,
    items: readonly (readonly [string, string])[],
    none: string,
  ) =>
    select({
      name,
      label: small(label),
      value: typed.raw(name),
      errorMessage: errorOf(problems, name),
      items: [{ value: '', text: none }, ...items.map(([value, text]) => ({ value, text }))],
    });
  const safeguardings = safeguardingsOf(framework.id);
  return html`
    ${heading('Grades', { size: 's' })}
    ${
      framework.overall &&
      choice(
        'overall',
        'Overall effectiveness',
        grades.filter(([value]) => value !== 'insufficient-data'),
        'Choose',
      )
    }
    ${areaChoices(framework).map(([area, name]) => choice(`judgement-${area}`, name, grades, 'Not judged'))}
    ${
      safeguardings.length > 0 &&
      choice(
        'safeguarding',
        'Safeguarding',
        safeguardings.map((each) => [each, safeguardingNames[each]] as const),
        'Not said',
      )
    }
    ${choice('category', 'Category of concern', categoryChoices(framework.id), 'None')}`;
}
