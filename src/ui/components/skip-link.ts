import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Dressing } from './part.ts';

export interface SkipLinkOptions extends Dressing {
  readonly content: Content;
  /** "#content" unless told. */
  readonly href?: string | undefined;
}

/** GOV.UK skip link. */
export function skipLink(options: SkipLinkOptions): Html {
  const own = attributes({
    href: options.href || '#content',
    class: classNames('govuk-skip-link', options.classes),
    ...options.attributes,
    'data-module': 'govuk-skip-link',
  });
  return html`<a${own}>${options.content}</a>`;
}
