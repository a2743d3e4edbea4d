import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Dressing } from './part.ts';

export interface HintOptions extends Dressing {
  readonly content: Content;
  readonly id?: string | undefined;
}

/** GOV.UK hint. */
export function hint(options: HintOptions): Html {
  const own = attributes({
    id: options.id,
    class: classNames('govuk-hint', options.classes),
    ...options.attributes,
  });
  return html`<div${own}>${options.content}</div>`;
}
