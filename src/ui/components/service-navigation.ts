import { attributes, html } from '../html.ts';
import type { AttributeValues, Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Dressing, Maybe } from './part.ts';

export interface NavigationItem {
  readonly content: Content;
  readonly href?: string | undefined;
  /** The page that is open. */
  readonly current?: boolean | undefined;
  /** The section that the open page is in. */
  readonly active?: boolean | undefined;
  readonly attributes?: AttributeValues | undefined;
}

export interface ServiceNavigationOptions extends Dressing {
  readonly navigation?: readonly Maybe<NavigationItem>[] | undefined;
  readonly serviceName?: string | undefined;
  readonly serviceUrl?: string | undefined;
  /** "Service information" unless told. */
  readonly ariaLabel?: string | undefined;
  /** "Menu" unless told. */
  readonly menuButtonText?: string | undefined;
  readonly menuButtonLabel?: string | undefined;
  readonly navigationLabel?: string | undefined;
  readonly navigationId?: string | undefined;
  readonly navigationClasses?: string | undefined;
  /** True when there are two items or more, unless told. */
  readonly collapseNavigationOnMobile?: boolean | undefined;
  readonly slots?:
    | {
        readonly start?: Html | undefined;
        readonly end?: Html | undefined;
        /** Puts the end slot on the line of the navigation. */
        readonly isEndInline?: boolean | undefined;
        readonly navigationStart?: Html | undefined;
        readonly navigationEnd?: Html | undefined;
      }
    | undefined;
}

/** GOV.UK service navigation. */
export function serviceNavigation(options: ServiceNavigationOptions): Html {
  const { slots, serviceName } = options;
  const own = {
    class: classNames('govuk-service-navigation', options.classes),
    'data-module': 'govuk-service-navigation',
    ...options.attributes,
  };
  const container = classNames(
    'govuk-width-container',
    slots?.isEndInline && 'govuk-service-navigation__inlining-container',
  );
  const inner = html`<div class="${container}">${slots?.start}<div class="govuk-service-navigation__container">${
    serviceName && name(serviceName, options.serviceUrl)
  }${navigation(options)}</div>${slots?.end}</div>`;
  if (!serviceName && !slots?.start && !slots?.end)
    return html`<div${attributes(own)}>${inner}</div>`;
  const label = options.ariaLabel ?? 'Service information';
  return html`<section${attributes({ 'aria-label': label, ...own })}>${inner}</section>`;
}

function name(serviceName: string, address: string | undefined): Html {
  return html`<span class="govuk-service-navigation__service-name">${
    address
      ? html`<a href="${address}" class="govuk-service-navigation__link">${serviceName}</a>`
      : html`<span class="govuk-service-navigation__text">${serviceName}</span>`
  }</span>`;
}

function navigation(options: ServiceNavigationOptions): Html | undefined {
  const { slots } = options;
  const items = (options.navigation ?? []).filter((item) => !!item);
  if (items.length === 0 && !slots?.navigationStart && !slots?.navigationEnd) return undefined;
  const menu = options.menuButtonText || 'Menu';
  const id = options.navigationId || 'navigation';
  const own = attributes({
    'aria-label': options.navigationLabel || menu,
    class: classNames('govuk-service-navigation__wrapper', options.navigationClasses),
  });
  const collapses = options.collapseNavigationOnMobile ?? items.length > 1;
  return html`<nav${own}>${collapses && toggle(menu, id, options.menuButtonLabel)}<ul class="govuk-service-navigation__list" id="${id}">${
    slots?.navigationStart
  }${items.map(navigationItem)}${slots?.navigationEnd}</ul></nav>`;
}

function toggle(menu: string, id: string, label: string | undefined): Html {
  const own = attributes({
    type: 'button',
    class: 'govuk-service-navigation__toggle govuk-js-service-navigation-toggle',
    'aria-controls': id,
    'aria-label': label && label !== menu ? label : undefined,
    hidden: true,
    'aria-hidden': 'true',
  });
  return html`<button${own}>${menu}</button>`;
}

function navigationItem(item: NavigationItem): Html {
  const isActive = item.active || item.current;
  const current = isActive && { 'aria-current': item.current ? 'page' : 'true' };
  const words = isActive
    ? html`<strong class="govuk-service-navigation__active-fallback">${item.content}</strong>`
    : item.content;
  const names = classNames(
    'govuk-service-navigation__item',
    isActive && 'govuk-service-navigation__item--active',
  );
  const link = {
    class: 'govuk-service-navigation__link',
    href: item.href,
    ...current,
    ...item.attributes,
  };
  const text = { class: 'govuk-service-navigation__text', ...current };
  return html`<li class="${names}">${
    item.href
      ? html`<a${attributes(link)}>${words}</a>`
      : item.content && html`<span${attributes(text)}>${words}</span>`
  }</li>`;
}
