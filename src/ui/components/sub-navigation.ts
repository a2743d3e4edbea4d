import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Maybe } from './part.ts';
import type { NavigationItem } from './service-navigation.ts';

/** Navigation within one section of the service: between the pages about one school, for example. */
export function subNavigation(options: {
  /** What the pages are about, for those who hear it: "Pages about Elm Primary School". */
  readonly label: string;
  readonly items: readonly Maybe<NavigationItem>[];
}): Html {
  const items = options.items.filter((item) => !!item);
  return html`<nav${attributes({ class: 'app-sub-navigation', 'aria-label': options.label })}><ul class="app-sub-navigation__list">${items.map(
    ({ href, content, current }) =>
      html`<li class="app-sub-navigation__item"><a${attributes({
        class: 'app-sub-navigation__link',
        href,
        'aria-current': current ? 'page' : undefined,
      })}>${content}</a></li>`,
  )}</ul></nav>`;
}
