import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Dressing } from './part.ts';

export interface InsetTextOptions extends Dressing {
  readonly content: Content;
  readonly id?: string | undefined;
}

/** GOV.UK inset text. */
export function insetText(options: InsetTextOptions): Html {
  const own = attributes({
    id: options.id || undefined,
    class: classNames('govuk-inset-text', options.classes),
    ...options.attributes,
  });
  return html`<div${own}>${options.content}</div>`;
}
