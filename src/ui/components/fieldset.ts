import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames, part } from './part.ts';
import type { Dressing, Part } from './part.ts';

export interface LegendOptions {
  readonly classes?: string | undefined;
  readonly isPageHeading?: boolean | undefined;
}

export interface FieldsetOptions extends Dressing {
  readonly legend?: Part<LegendOptions> | undefined;
  readonly describedBy?: string | undefined;
  readonly role?: string | undefined;
  readonly content?: Html | undefined;
}

/** GOV.UK fieldset: `content` is the fields inside. */
export function fieldset(options: FieldsetOptions): Html {
  const own = attributes({
    class: classNames('govuk-fieldset', options.classes),
    role: options.role || undefined,
    'aria-describedby': options.describedBy || undefined,
    ...options.attributes,
  });
  return html`<fieldset${own}>${options.legend && legend(options.legend)}${options.content}</fieldset>`;
}

function legend(given: Part<LegendOptions>): Html {
  const { content, classes, isPageHeading } = part<LegendOptions>(given);
  if (content === '') return html``;
  const text = isPageHeading ? html`<h1 class="govuk-fieldset__heading">${content}</h1>` : content;
  return html`<legend class="${classNames('govuk-fieldset__legend', classes)}">${text}</legend>`;
}
