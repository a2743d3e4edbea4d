import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Dressing } from './part.ts';

export interface LabelOptions extends Dressing {
  readonly content: Content;
  /** The id of the field it names. */
  readonly for?: string | undefined;
  readonly isPageHeading?: boolean | undefined;
}

/** GOV.UK label. Nothing when its text is empty. */
export function label(options: LabelOptions): Html {
  if (!options.content) return html``;
  const own = attributes({
    class: classNames('govuk-label', options.classes),
    ...options.attributes,
    for: options.for || undefined,
  });
  const element = html`<label${own}>${options.content}</label>`;
  return options.isPageHeading ? html`<h1 class="govuk-label-wrapper">${element}</h1>` : element;
}
