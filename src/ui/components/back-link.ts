import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Dressing } from './part.ts';

export interface BackLinkOptions extends Dressing {
  readonly href: string;
  /** "Back" unless told. */
  readonly content?: Content | undefined;
}

/** GOV.UK back link. */
export function backLink(options: BackLinkOptions): Html {
  const own = attributes({
    href: options.href || '#',
    class: classNames('govuk-back-link', options.classes),
    ...options.attributes,
  });
  return html`<a${own}>${options.content || 'Back'}</a>`;
}
