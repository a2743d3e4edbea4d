import { attributes, html } from '../html.ts';
import type { AttributeValues, Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Dressing } from './part.ts';

export interface Breadcrumb {
  readonly content: Content;
  /** Left out for the page that is open. */
  readonly href?: string | undefined;
  readonly attributes?: AttributeValues | undefined;
}

export interface BreadcrumbsOptions extends Dressing {
  readonly items: readonly Breadcrumb[];
  readonly collapseOnMobile?: boolean | undefined;
  /** "Breadcrumb" unless told. */
  readonly labelText?: string | undefined;
}

/** GOV.UK breadcrumbs. */
export function breadcrumbs(options: BreadcrumbsOptions): Html {
  const own = attributes({
    class: classNames(
      'govuk-breadcrumbs',
      options.classes,
      options.collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile',
    ),
    ...options.attributes,
    'aria-label': options.labelText ?? 'Breadcrumb',
  });
  return html`<nav${own}><ol class="govuk-breadcrumbs__list">${options.items.map(crumb)}</ol></nav>`;
}

function crumb({ content, href, attributes: more }: Breadcrumb): Html {
  if (!href)
    return html`<li class="govuk-breadcrumbs__list-item" aria-current="page">${content}</li>`;
  const own = attributes({ class: 'govuk-breadcrumbs__link', href, ...more });
  return html`<li class="govuk-breadcrumbs__list-item"><a${own}>${content}</a></li>`;
}
