import type { AcademicYear } from '#kernel/academic-year.ts';
import type { Urn } from '#kernel/ids.ts';
import { blockName } from '#kernel/school-days.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { input } from '#ui/components/input.ts';
import { radios } from '#ui/components/radios.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, formPage, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, paragraph } from '#ui/text.ts';
import { siteOf } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { sixBlocks } from '../../domain/year-dates.ts';
import { inAddress } from '../year-address.ts';
import { keyOf } from './form.ts';
import type { Typed } from './form.ts';

/** The year that is edited, of the authority or of one school. */
export interface About {
  readonly year: AcademicYear;
  readonly urn: Urn | undefined;
  readonly schoolName: string;
}

export interface EditShown {
  readonly about: About;
  readonly typed: Typed;
  /** The version that what is typed goes after. */
  readonly after: number;
  readonly problems: readonly FormError[];
}

export function editView(arrival: Arrival, shown: EditShown): Html {
  const { about, typed, after, problems } = shown;
  const { year, urn, schoolName } = about;
  const here = `/calendar/${inAddress(year)}`;
  return formPage({
    site: siteOf(arrival),
    title: `Dates of ${year}`,
    caption: urn === undefined ? arrival.authority.name : schoolName,
    back: { href: here, content: `Calendar ${year}` },
    action: urn === undefined ? `${here}/edit` : `${here}/schools/${urn}/edit`,
    errors: problems,
    intro: paragraph(
      urn === undefined
        ? 'For all schools that have no dates of their own. What was there before is kept.'
        : 'For this school alone. What was there before is kept.',
    ),
    fields: html`
      ${hidden('after', after)}
      ${
        urn === undefined
          ? blockFields(shown)
          : radios({
              name: 'terms',
              value: typed['terms'] ?? '',
              fieldset: {
                legend: { content: 'Term dates', classes: 'govuk-fieldset__legend--s' },
              },
              errorMessage: errorOf(problems, 'terms'),
              items: [
                { value: 'authority', content: 'The same as the authority’s' },
                {
                  value: 'own',
                  content: 'The school’s own',
                  hint: 'Then only its own INSET days count.',
                  conditional: blockFields(shown),
                },
              ],
            })
      }
      ${textarea({
        name: 'inset',
        label: { content: 'INSET days', classes: 'govuk-label--s' },
        hint:
          urn === undefined
            ? 'One a line, like 4 January 2027. A name can follow after a comma.'
            : 'One a line, like 4 January 2027, beside those of the authority. A name can follow after a comma.',
        rows: 5,
        value: typed['inset'] ?? '',
        errorMessage: errorOf(problems, 'inset'),
      })}
      ${input({
        name: 'source',
        label: { content: 'Where the dates are from (optional)', classes: 'govuk-label--s' },
        hint: 'For example, the address of the page that publishes them',
        value: typed['source'] ?? '',
        errorMessage: errorOf(problems, 'source'),
      })}`,
    submit: 'Save the dates',
  });
}

function blockFields({ typed, problems }: EditShown): Html {
  const date = (key: string, content: string) =>
    dateInput({
      id: key,
      namePrefix: key,
      fieldset: { legend: { content } },
      values: typed,
      errorMessage: errorOf(problems, key),
    });
  return html`${sixBlocks.map((block) => {
    const name = blockName(block);
    return html`${heading(name.charAt(0).toUpperCase() + name.slice(1), { level: 2, size: 's' })}
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-one-half">${date(`${keyOf(block)}-first`, `First day of ${name}`)}</div>
        <div class="govuk-grid-column-one-half">${date(`${keyOf(block)}-last`, `Last day of ${name}`)}</div>
      </div>`;
  })}`;
}
