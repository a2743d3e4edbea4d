import type { SchoolMatter } from '#modules/cases/index.ts';
import { levelOf } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { radios } from '#ui/components/radios.ts';
import type { RadiosItem } from '#ui/components/radios.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, form, hidden } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading } from '#ui/text.ts';
import type { Visit } from '#web/route.ts';
import { levelHeld } from '../../domain/decision.ts';
import type { LevelShown } from './shown.ts';

/** The officer's decision: confirm, change, end or dismiss, with the reasons. */
export function decisionForm(visit: Visit<SchoolMatter>, shown: LevelShown): Html {
  const { present, typed, problems, formId } = shown;
  const error = (field: string) => errorOf(problems, field);
  const dateNames = ['from-day', 'from-month', 'from-year'];
  return html`
    ${heading('Decide', { id: 'decide' })}
    ${form({
      action: `/schools/${visit.subject.urn}/level`,
      content: html`
        ${hidden('id', formId)}
        ${hidden('after', present.decisions.length)}
        ${hidden('seen', present.seenSha256)}
        ${radios({
          name: 'choice',
          value: typed.raw('choice'),
          fieldset: {
            legend: { content: 'What do you decide?', classes: 'govuk-fieldset__legend--s' },
          },
          errorMessage: error('choice'),
          items: choices(visit, shown),
        })}
        ${dateInput({
          id: 'from',
          namePrefix: 'from',
          fieldset: {
            legend: { content: 'From which day?', classes: 'govuk-fieldset__legend--s' },
          },
          hint: 'Today or before. For example, 14 1 2026',
          values: Object.fromEntries(dateNames.map((name) => [name, typed.raw(name)])),
          errorMessage: error('from'),
        })}
        ${textarea({
          name: 'rationale',
          label: { content: 'Reasons for the decision', classes: 'govuk-label--s' },
          hint: 'If the school has a level, its headteacher and chair of governors read this. Do not repeat what is withheld.',
          rows: 6,
          value: typed.raw('rationale'),
          errorMessage: error('rationale'),
        })}
        ${button({ content: 'Decide', preventDoubleClick: true })}`,
    })}`;
}

function choices({ services }: Visit<SchoolMatter>, { present }: LevelShown): RadiosItem[] {
  const { pack } = services;
  const { suggestion, standing, decisions } = present;
  const held = levelHeld(decisions);
  const name = (key: string) => levelOf(pack, key).label;
  const levels = pack.levels.map(({ key }) => key);
  const ordered =
    suggestion.level === null
      ? levels
      : [suggestion.level, ...levels.filter((key) => key !== suggestion.level)];
  const isWaiting = standing.kind === 'waiting';
  const canHaveLevel = suggestion.never === undefined;
  return [
    ...(canHaveLevel ? ordered : [])
      .filter((key) => isWaiting || key !== held?.level)
      .map((key): RadiosItem => ({
        value: `level:${key}`,
        content:
          key === suggestion.level
            ? key === held?.level
              ? `It stays a ${name(key)}, for the reasons above`
              : `Confirm: ${name(key)}`
            : key === held?.level
              ? `Otherwise: it stays a ${name(key)}`
              : `Otherwise: ${name(key)}`,
      })),
    ...(held
      ? [{ value: 'end', content: `End the level: it is a ${name(held.level)} no longer` }]
      : []),
    ...(isWaiting && canHaveLevel
      ? [
          {
            value: 'dismiss',
            content: 'Dismiss the suggestion',
            hint: held
              ? `The school stays a ${name(held.level)}, as it was decided. The suggestion comes again when there is a new reason.`
              : 'The school has no level. The suggestion comes again when there is a new reason.',
          },
        ]
      : []),
  ];
}
