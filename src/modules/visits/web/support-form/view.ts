import type { School } from '#modules/schools/index.ts';
import type { Form } from '#platform/http/form.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { details } from '#ui/components/details.ts';
import { input } from '#ui/components/input.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, formPage, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, link } from '#ui/text.ts';
import { siteOf } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { presentSupport } from '../../domain/support.ts';
import type { Support } from '../../domain/support.ts';
import { versionWords } from '../words.ts';

interface SupportFormShown {
  readonly school: School;
  readonly typed: Form;
  readonly id: string;
  readonly problems: readonly FormError[];
  readonly changing: Support | undefined;
}

export function supportForm(arrival: Arrival, shown: SupportFormShown): Html {
  const { school, typed, id, problems, changing } = shown;
  const here = `/schools/${school.urn}/support`;
  const list = `/schools/${school.urn}/visits#support`;
  const error = (field: string) => errorOf(problems, field);
  const small = (content: string) => ({ content, classes: 'govuk-label--s' });
  const line = (name: string, label: string, hint: string) =>
    input({
      name,
      label: small(label),
      hint,
      value: typed.raw(name),
      autocomplete: 'off',
      errorMessage: error(name),
    });
  const day = (name: string, legend: string, hint?: string) =>
    dateInput({
      id: name,
      namePrefix: name,
      fieldset: { legend: { content: legend, classes: 'govuk-fieldset__legend--s' } },
      hint,
      values: Object.fromEntries(
        ['day', 'month', 'year'].map((part) => [`${name}-${part}`, typed.raw(`${name}-${part}`)]),
      ),
      errorMessage: error(name),
    });
  return formPage({
    site: siteOf(arrival),
    title: changing ? 'Change support' : 'Record support',
    caption: school.name,
    back: { href: list, content: 'Visits and support' },
    errors: problems,
    action: changing ? `${here}/${changing.id}` : `${here}/new`,
    fields: html`
      ${changing ? hidden('after', presentSupport(changing).version) : hidden('id', id)}
      ${line('what', 'What is it?', 'For example, Six days of a specialist leader for English')}
      ${line('receiver', 'Who in the school has it?', 'For example, English lead and year 2 teachers')}
      ${line('provider', 'From whom?', 'For example, Local authority, or a partner school')}
      ${day('from', 'First day', 'For example, 14 1 2027')}
      ${day('until', 'Last day (optional)', 'Leave it empty while it goes on')}
      ${textarea({
        name: 'impact',
        label: small('What difference has it made? (optional)'),
        hint: 'You can add this later. Do not name pupils.',
        rows: 4,
        value: typed.raw('impact'),
        errorMessage: error('impact'),
      })}
      ${
        changing &&
        textarea({
          name: 'reason',
          label: small('Why do you correct it?'),
          hint: 'Not needed for a last day or an impact that you add. What it said before stays.',
          rows: 2,
          value: typed.raw('reason'),
          errorMessage: error('reason'),
        })
      }`,
    submit: changing ? 'Save the change' : 'Save the support',
    beside: link(list, 'Cancel'),
    after:
      changing &&
      details({
        summary: 'Who wrote it',
        content: html`${bulletList(changing.versions.map(versionWords))}`,
      }),
  });
}
