import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Dressing } from './part.ts';

export interface ErrorMessageOptions extends Dressing {
  readonly content: Content;
  readonly id?: string | undefined;
  /** Read out before the message; "Error" unless told, '' for nothing. */
  readonly visuallyHiddenText?: string | undefined;
}

/** GOV.UK error message. */
export function errorMessage(options: ErrorMessageOptions): Html {
  const { content, visuallyHiddenText = 'Error' } = options;
  const own = attributes({
    id: options.id || undefined,
    class: classNames('govuk-error-message', options.classes),
    ...options.attributes,
  });
  return html`<p${own}>${visuallyHiddenText && html`<span class="govuk-visually-hidden">${visuallyHiddenText}:</span> `}${content}</p>`;
}
