import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Maybe } from './part.ts';

export interface TimelineItem {
  readonly id?: string | undefined;
  /** "Thursday 14 January 2027" */
  readonly when: Content;
  readonly title: Content;
  readonly content?: Maybe<Content>;
  /** It no longer counts. */
  readonly struck?: boolean | undefined;
}

/** What happened, one thing below the other, each with its day. `level` is that of the titles. */
export function timeline(items: readonly TimelineItem[], level: 3 | 4 = 3): Html {
  return html`<ol class="app-timeline">${items.map(
    ({ id, when, title, content, struck }) =>
      html`<li${attributes({
        id,
        class: classNames('app-timeline__item', struck === true && 'app-timeline__item--struck'),
      })}><h${level} class="app-timeline__title">${title}</h${level}><p class="app-timeline__when">${when}</p>${content}</li>`,
  )}</ol>`;
}
