import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Maybe } from './part.ts';
import type { NavigationItem } from './service-navigation.ts';

/** An entry: a page, or a few pages under one name. */
export interface SubNavigationItem extends NavigationItem {
  /** The pages under this name, the first of which it leads to. On a wide screen the open group shows its own, in a row below. */
  readonly pages?: readonly NavigationItem[] | undefined;
}

/** More than so many pages are folded away on a phone. */
const mostUnfolded = 3;

/**
 * Navigation within one section of the service: between the pages about one school, for example. On a
 * phone the many are folded behind the name of the open one; it needs no script to open, and a browser
 * that cannot unfold it on a wide screen shows it folded there too.
 */
export function subNavigation(options: {
  /** What the pages are about, for those who hear it: "Pages about Elm Primary School". */
  readonly label: string;
  /** The same in few words, before the name of the open page where they are folded: "Pages about this school". */
  readonly folded: string;
  readonly items: readonly Maybe<SubNavigationItem>[];
}): Html {
  const items = options.items.filter((item) => !!item);
  const pages = items.flatMap((item) => item.pages ?? [item]);
  const open = pages.find(({ current }) => current);
  const list = html`<ul class="app-sub-navigation__list">${items.map(entry)}</ul>`;
  return html`<nav${attributes({ class: 'app-sub-navigation', 'aria-label': options.label })}>${
    pages.length > mostUnfolded
      ? html`<details class="app-sub-navigation__fold"><summary class="app-sub-navigation__summary">${options.folded}${open && html`: <strong>${open.content}</strong>`}</summary>${list}</details>`
      : list
  }</nav>`;
}

function entry({ pages, ...item }: SubNavigationItem): Html {
  if (!pages) return html`<li class="app-sub-navigation__item">${pageLink(item)}</li>`;
  const isOpen = pages.some(({ current }) => current);
  const classes = classNames(
    'app-sub-navigation__item',
    'app-sub-navigation__item--group',
    isOpen && 'app-sub-navigation__item--open',
  );
  return html`<li class="${classes}">${pageLink({ ...item, active: isOpen })}<ul class="app-sub-navigation__pages">${pages.map(
    (page) => html`<li class="app-sub-navigation__item">${pageLink(page)}</li>`,
  )}</ul></li>`;
}

function pageLink({ href, content, current, active }: NavigationItem): Html {
  return html`<a${attributes({
    class: 'app-sub-navigation__link',
    href,
    'aria-current': current ? 'page' : active ? 'true' : undefined,
  })}>${content}</a>`;
}
