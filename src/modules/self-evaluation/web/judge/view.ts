import type { SchoolMatter } from '#modules/cases/index.ts';
import type { JudgedFramework } from '#modules/inspections/index.ts';
import type { School } from '#modules/schools/index.ts';
import type { Form } from '#platform/http/form.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { fieldset } from '#ui/components/fieldset.ts';
import { select } from '#ui/components/select.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, formPage, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { link, paragraph } from '#ui/text.ts';
import { siteOf } from '#web/pages.ts';
import type { Arrival, Visit } from '#web/route.ts';

interface JudgeShown {
  readonly school: School;
  readonly framework: JudgedFramework;
  readonly typed: Form;
  readonly id: string;
  readonly problems: readonly FormError[];
}

/** The areas of the framework of the day, each with a judgement and a short why. */
export function judgeView(arrival: Arrival, shown: JudgeShown): Html {
  const { school, framework, typed, id, problems } = shown;
  const here = `/schools/${school.urn}/self-evaluation`;
  const error = (field: string) => errorOf(problems, field);
  return formPage({
    site: siteOf(arrival),
    title: 'How the school judges itself',
    caption: school.name,
    back: { href: here, content: 'Self-evaluation' },
    errors: problems,
    action: `${here}/new`,
    intro: html`
      ${paragraph(html`The framework of that day: <strong>${framework.name}</strong>. What the school said last is filled in: change what has changed, and leave out an area that is not judged.`)}
      ${paragraph(link(`${here}/new/day`, 'Enter judgements of a day under an earlier framework'))}`,
    fields: html`
      ${hidden('id', id)}
      ${dayField(typed, error('on'))}
      ${framework.areas.map(({ key, name, grades }) =>
        fieldset({
          legend: { content: name, classes: 'govuk-fieldset__legend--m' },
          content: html`
            ${select({
              name: `grade-${key}`,
              label: {
                content: html`Judgement<span class="govuk-visually-hidden"> of ${name}</span>`,
              },
              value: typed.raw(`grade-${key}`),
              errorMessage: error(`grade-${key}`),
              items: [
                { value: '', text: 'Not judged' },
                ...grades.map((grade) => ({ value: grade.key, text: grade.name })),
              ],
            })}
            ${textarea({
              name: `why-${key}`,
              label: { content: html`Why?<span class="govuk-visually-hidden"> ${name}</span>` },
              rows: 3,
              value: typed.raw(`why-${key}`),
              errorMessage: error(`why-${key}`),
            })}`,
        }),
      )}`,
    submit: 'Save the judgements',
    beside: link(here, 'Cancel'),
  });
}

/** Asks for the day first, where it decides on another framework than today's. */
export function dayView(
  visit: Visit<SchoolMatter>,
  typed: Form,
  problems: readonly FormError[],
): Html {
  const here = `/schools/${visit.subject.urn}/self-evaluation`;
  return formPage({
    site: siteOf(visit),
    title: 'Of which day are the judgements?',
    back: { href: `${here}/new`, content: 'How the school judges itself' },
    errors: problems,
    action: `${here}/new/day`,
    intro: paragraph('The day decides the framework, and so the areas and the grades.'),
    fields: dayField(typed, errorOf(problems, 'on')),
    submit: 'Continue',
    beside: link(here, 'Cancel'),
  });
}

function dayField(typed: Form, errorMessage: string | undefined): Html {
  return dateInput({
    id: 'on',
    namePrefix: 'on',
    fieldset: {
      legend: {
        content: 'Day on which the school judged so',
        classes: 'govuk-fieldset__legend--s',
      },
    },
    hint: 'For example, 14 1 2027',
    values: Object.fromEntries(
      ['on-day', 'on-month', 'on-year'].map((name) => [name, typed.raw(name)]),
    ),
    errorMessage,
  });
}
