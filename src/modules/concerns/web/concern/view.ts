import type { School } from '#modules/schools/index.ts';
import type { Form } from '#platform/http/form.ts';
import { concernKinds } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
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

interface ConcernShown {
  readonly school: School;
  /** Whether it has a level, so that it reads at once what is shown to it. */
  readonly hasLevel: boolean;
  readonly typed: Form;
  readonly id: string;
  readonly problems: readonly FormError[];
}

export function concernView(arrival: Arrival, shown: ConcernShown): Html {
  const { school, hasLevel, typed, id, problems } = shown;
  const back = `/schools/${school.urn}/level`;
  const error = (field: string) => errorOf(problems, field);
  const small = (content: string) => ({ content, classes: 'govuk-label--s' });
  const legend = (content: string) => ({
    legend: { content, classes: 'govuk-fieldset__legend--s' },
  });
  const dateNames = ['ofDate-day', 'ofDate-month', 'ofDate-year'];
  return formPage({
    site: siteOf(arrival),
    title: 'Record a concern',
    caption: school.name,
    back: { href: back, content: 'Level and concerns' },
    errors: problems,
    action: `/schools/${school.urn}/concerns/new`,
    intro: paragraph(
      'For what is in no published file. A concern may lead to a suggestion of a level; an officer decides. It cannot be changed or deleted afterwards, only resolved. Do not name pupils.',
    ),
    fields: html`
      ${hidden('id', id)}
      ${kindRadios(arrival.services.pack, typed.raw('kind'), error('kind'))}
      ${dateInput({
        id: 'ofDate',
        namePrefix: 'ofDate',
        fieldset: legend('Date of the concern'),
        hint: 'The day of the visit, the letter or the announcement. For example, 14 1 2026',
        values: Object.fromEntries(dateNames.map((name) => [name, typed.raw(name)])),
        errorMessage: error('ofDate'),
      })}
      ${input({
        name: 'source',
        label: small('Where does it come from?'),
        hint: 'Where someone else would find it. For example, Visit of 12 January, or Letter from the Chair of Governors',
        value: typed.raw('source'),
        errorMessage: error('source'),
      })}
      ${textarea({
        name: 'text',
        label: small('What is the concern?'),
        rows: 6,
        value: typed.raw('text'),
        errorMessage: error('text'),
      })}
      ${radios({
        name: 'shown',
        value: typed.raw('shown'),
        fieldset: legend(
          hasLevel ? 'May the school read it?' : 'May the school read it, once it has a level?',
        ),
        hint: hasLevel
          ? 'The school has a level, so it reads at once what is shown to it.'
          : undefined,
        errorMessage: error('shown'),
        items: [
          { value: 'yes', content: 'Yes, show it to the school' },
          {
            value: 'no',
            content: 'No, withhold it',
            hint: 'The school is told that something is withheld, and by which role: not what it is',
            conditional: textarea({
              name: 'reason',
              label: 'Why is it withheld?',
              rows: 3,
              value: typed.raw('reason'),
              errorMessage: error('reason'),
            }),
          },
        ],
      })}`,
    submit: 'Record the concern',
    beside: link(back, 'Cancel'),
  });
}

/** The kinds, with the level that each speaks for: said once for the level of most of them. */
function kindRadios(pack: PolicyPack, value: string, errorMessage: string | undefined): Html {
  const kinds = concernKinds(pack);
  const count = (key: string) => kinds.filter(({ level }) => level.key === key).length;
  const [usual] = pack.levels.toSorted((a, b) => count(b.key) - count(a.key));
  return radios({
    name: 'kind',
    value,
    fieldset: { legend: { content: 'What is it about?', classes: 'govuk-fieldset__legend--s' } },
    hint: usual && `A concern speaks for a ${usual.label}, where nothing else is said.`,
    errorMessage,
    items: kinds.map(({ key, label, hint, level }) => {
      const speaks = level.key === usual?.key ? undefined : `Speaks for a ${level.label}`;
      const hints = [hint, speaks].filter((part) => !!part).join('. ');
      return { value: key, content: label, hint: hints === '' ? undefined : hints };
    }),
  });
}
