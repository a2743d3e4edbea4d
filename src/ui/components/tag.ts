import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Dressing } from './part.ts';

export interface TagOptions extends Dressing {
  readonly content: Content;
}

/** GOV.UK tag. Its colour is a class, such as "govuk-tag--green"; the word says it all without the colour. */
export function tag(options: TagOptions): Html {
  const own = attributes({
    class: classNames('govuk-tag', options.classes),
    ...options.attributes,
  });
  return html`<strong${own}>${options.content}</strong>`;
}
