import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Dressing } from './part.ts';

export interface WarningTextOptions extends Dressing {
  readonly content: Content;
  /** Read out before the text; "Warning" unless told. */
  readonly iconFallbackText?: string | undefined;
}

/** GOV.UK warning text. */
export function warningText(options: WarningTextOptions): Html {
  const own = attributes({
    class: classNames('govuk-warning-text', options.classes),
    ...options.attributes,
  });
  return html`<div${own}><span class="govuk-warning-text__icon" aria-hidden="true">!</span>
<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">${options.iconFallbackText || 'Warning'}</span> ${options.content}</strong></div>`;
}
