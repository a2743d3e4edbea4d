import type { Form } from '#platform/http/form.ts';
import { checkboxes } from '#ui/components/checkboxes.ts';
import { input } from '#ui/components/input.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, heading, link } from '#ui/text.ts';
import type { ClosingWanted, Unfinished } from '../../index.ts';

// What is typed wherever it is decided that a case ends, or goes on after an inspection.

export function decisionIn(form: Form): Omit<ClosingWanted, 'about'> {
  return {
    reason: form.text('reason'),
    decidedBy: form.text('decidedBy'),
    stopsActions: form.has('stopsActions'),
  };
}

/** What must be ended first, each a link to where that is done. */
export function unfinishedPart(unfinished: readonly Unfinished[]): Html | undefined {
  const first = unfinished.filter(({ kind }) => kind !== 'action');
  if (first.length === 0) return undefined;
  return html`<div id="unfinished">${heading('Before it can be closed')}${bulletList(
    first.map(({ sentence, href }) => link(href, sentence)),
  )}</div>`;
}

/** The reason, and who decided. */
export function reasonFields(
  typed: Form,
  problems: readonly FormError[],
  you: string,
  hint = 'It stays in the timeline of the process.',
): Html {
  return html`
    ${textarea({
      name: 'reason',
      label: { content: 'The reason, in your own words', classes: 'govuk-label--s' },
      hint,
      rows: 4,
      value: typed.raw('reason'),
      errorMessage: errorOf(problems, 'reason'),
    })}
    ${input({
      name: 'decidedBy',
      label: { content: 'Who decided', classes: 'govuk-label--s' },
      value: typed.has('decidedBy') ? typed.raw('decidedBy') : you,
      classes: 'govuk-input--width-20',
      autocomplete: 'off',
      errorMessage: errorOf(problems, 'decidedBy'),
    })}`;
}

/** The actions that are open, and whether they are stopped with the case. */
export function openActionsPart(
  typed: Form,
  problems: readonly FormError[],
  unfinished: readonly Unfinished[],
): Html | undefined {
  const actions = unfinished.filter(({ kind }) => kind === 'action');
  if (actions.length === 0) return undefined;
  return html`${heading('Actions that are still open', { size: 's' })}${bulletList(
    actions.map(({ sentence, href }) => link(href, sentence)),
  )}${checkboxes({
    name: 'stopsActions',
    classes: 'govuk-checkboxes--small',
    errorMessage: errorOf(problems, 'stopsActions'),
    items: [
      {
        value: 'yes',
        content: 'Stop them when the process is closed, for the same reason',
        checked: typed.has('stopsActions'),
      },
    ],
  })}`;
}
