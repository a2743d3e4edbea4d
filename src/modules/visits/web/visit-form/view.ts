import { shortDate } from '#kernel/dates.ts';
import type { School } from '#modules/schools/index.ts';
import type { Form } from '#platform/http/form.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { input } from '#ui/components/input.ts';
import { radios } from '#ui/components/radios.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, formPage, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { link, paragraph } from '#ui/text.ts';
import { siteOf } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { presentVisit } from '../../domain/visit.ts';
import type { Visit } from '../../domain/visit.ts';

interface VisitFormShown {
  readonly school: School;
  readonly typed: Form;
  readonly id: string;
  readonly problems: readonly FormError[];
  /** The visit as it stands, where it is corrected. */
  readonly correcting: Visit | undefined;
}

/** Short, and in the order in which a visit is remembered: it is filled in on a phone. */
export function visitForm(arrival: Arrival, shown: VisitFormShown): Html {
  const { school, typed, id, problems, correcting } = shown;
  const list = `/schools/${school.urn}/visits`;
  const own = correcting && `${list}/${correcting.id}`;
  const error = (field: string) => errorOf(problems, field);
  const small = (content: string) => ({ content, classes: 'govuk-label--s' });
  const names = ['on-day', 'on-month', 'on-year'];
  return formPage({
    site: siteOf(arrival),
    title: correcting ? 'Correct a visit' : 'Record a visit',
    caption: school.name,
    back: own
      ? { href: own, content: `Visit of ${shortDate(presentVisit(correcting).on)}` }
      : { href: list, content: 'Visits and support' },
    errors: problems,
    action: own ? `${own}/correct` : `${list}/new`,
    intro: paragraph('Do not name pupils.'),
    fields: html`
      ${correcting ? hidden('after', presentVisit(correcting).version) : hidden('id', id)}
      ${dateInput({
        id: 'on',
        namePrefix: 'on',
        fieldset: { legend: { content: 'Day of the visit', classes: 'govuk-fieldset__legend--s' } },
        values: Object.fromEntries(names.map((name) => [name, typed.raw(name)])),
        errorMessage: error('on'),
      })}
      ${input({
        name: 'visitors',
        label: small('Who visited?'),
        value: typed.raw('visitors'),
        autocomplete: 'off',
        errorMessage: error('visitors'),
      })}
      ${input({
        name: 'purpose',
        label: small('What was it about?'),
        hint: 'For example, Early reading in years 1 and 2',
        value: typed.raw('purpose'),
        autocomplete: 'off',
        errorMessage: error('purpose'),
      })}
      ${textarea({
        name: 'seen',
        label: small('What was seen?'),
        hint: 'What you found, and what shows it',
        rows: 6,
        value: typed.raw('seen'),
        errorMessage: error('seen'),
      })}
      ${textarea({
        name: 'follows',
        label: small('What follows? (optional)'),
        rows: 3,
        value: typed.raw('follows'),
        errorMessage: error('follows'),
      })}
      ${correcting ? reason(typed, error('reason')) : sharing(typed, error('shared'))}`,
    submit: correcting ? 'Save the correction' : 'Save the visit',
    beside: link(own ?? list, 'Cancel'),
  });
}

function sharing(typed: Form, errorMessage: string | undefined): Html {
  return radios({
    name: 'shared',
    value: typed.raw('shared'),
    fieldset: {
      legend: {
        content: 'May the school read it now?',
        classes: 'govuk-fieldset__legend--s',
      },
    },
    errorMessage,
    items: [
      {
        value: 'yes',
        content: 'Yes, share it with the school',
        hint: 'It goes into the record of the school’s next meeting',
      },
      { value: 'no', content: 'Not yet', hint: 'You can share it later' },
    ],
  });
}

function reason(typed: Form, errorMessage: string | undefined): Html {
  return textarea({
    name: 'reason',
    label: { content: 'Why do you correct it?', classes: 'govuk-label--s' },
    hint: 'What it said before stays to be read',
    rows: 2,
    value: typed.raw('reason'),
    errorMessage,
  });
}
