import { attributes, html } from '../html.ts';
import type { AttributeValues, Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Dressing, Maybe } from './part.ts';

export interface PaginationLink {
  readonly href: string;
  /** "Previous" or "Next" unless told. */
  readonly content?: Content | undefined;
  /** What lies there; shown only when there are no numbered pages. */
  readonly labelText?: string | undefined;
  readonly attributes?: AttributeValues | undefined;
}

export type PaginationItem =
  | { readonly ellipsis: true }
  | {
      readonly ellipsis?: false | undefined;
      readonly number: string;
      readonly href: string;
      readonly current?: boolean | undefined;
      /** "Page 2" unless told. */
      readonly visuallyHiddenText?: string | undefined;
      readonly attributes?: AttributeValues | undefined;
    };

export interface PaginationOptions extends Dressing {
  readonly items?: readonly Maybe<PaginationItem>[] | undefined;
  readonly previous?: PaginationLink | undefined;
  readonly next?: PaginationLink | undefined;
  /** "Pagination" unless told. */
  readonly landmarkLabel?: string | undefined;
}

const arrows = {
  prev: html`<svg class="govuk-pagination__icon govuk-pagination__icon--prev" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"></path></svg>`,
  next: html`<svg class="govuk-pagination__icon govuk-pagination__icon--next" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z"></path></svg>`,
};

const words = {
  prev: html`Previous<span class="govuk-visually-hidden"> page</span>`,
  next: html`Next<span class="govuk-visually-hidden"> page</span>`,
};

/** GOV.UK pagination. */
export function pagination(options: PaginationOptions): Html {
  const { items, previous, next } = options;
  const isBlock = !items && !!(previous || next);
  const own = attributes({
    class: classNames('govuk-pagination', isBlock && 'govuk-pagination--block', options.classes),
    'aria-label': options.landmarkLabel || 'Pagination',
    ...options.attributes,
  });
  return html`<nav${own}>${previous?.href && arrowLink('prev', previous, isBlock)}${
    items &&
    html`<ul class="govuk-pagination__list">${items.map((item) => item && pageItem(item))}</ul>`
  }${next?.href && arrowLink('next', next, isBlock)}</nav>`;
}

function arrowLink(side: 'prev' | 'next', link: PaginationLink, isBlock: boolean): Html {
  const own = attributes({
    class: 'govuk-link govuk-pagination__link',
    href: link.href,
    rel: side,
    ...link.attributes,
  });
  const isDecorated = isBlock && !link.labelText;
  const names = classNames(
    'govuk-pagination__link-title',
    isDecorated && 'govuk-pagination__link-title--decorated',
  );
  const isArrowFirst = isBlock || side === 'prev';
  return html`<div class="govuk-pagination__${side}"><a${own}>${isArrowFirst && arrows[side]}
<span class="${names}">${link.content || words[side]}</span>${
    isBlock &&
    link.labelText &&
    html`
<span class="govuk-visually-hidden">:</span>
<span class="govuk-pagination__link-label">${link.labelText}</span>`
  }
${!isArrowFirst && arrows[side]}</a></div>`;
}

function pageItem(item: PaginationItem): Html {
  if (item.ellipsis) {
    return html`<li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>`;
  }
  const own = attributes({
    class: 'govuk-link govuk-pagination__link',
    href: item.href,
    'aria-label': item.visuallyHiddenText ?? `Page ${item.number}`,
    'aria-current': item.current && 'page',
    ...item.attributes,
  });
  const names = classNames(
    'govuk-pagination__item',
    item.current && 'govuk-pagination__item--current',
  );
  return html`<li class="${names}"><a${own}>${item.number}</a></li>`;
}
