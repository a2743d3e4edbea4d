import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Dressing } from './part.ts';

export interface GenericHeaderOptions extends Dressing {
  readonly logo: Content;
  /** "/" unless told. */
  readonly url?: string | undefined;
  /** "govuk-width-container" unless told. */
  readonly containerClasses?: string | undefined;
}

/** GOV.UK generic header: a header with a logo of its own, without the crown. */
export function genericHeader(options: GenericHeaderOptions): Html {
  const own = attributes({
    class: classNames('govuk-generic-header', options.classes),
    ...options.attributes,
  });
  const container = options.containerClasses || 'govuk-width-container';
  return html`<div${own}><div class="govuk-generic-header__container ${container}"><div class="govuk-generic-header__logo"><a href="${options.url || '/'}" class="govuk-generic-header__homepage-link">${options.logo}</a></div></div></div>`;
}
