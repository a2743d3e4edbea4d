import { classNames } from './components/part.ts';
import type { Content, Maybe } from './components/part.ts';
import { attributes, html } from './html.ts';
import type { Html } from './html.ts';
import { safeUrl } from './url.ts';

export type Size = 'xl' | 'l' | 'm' | 's';

export interface HeadingOptions {
  /** 1 to 6; 2 unless told. */
  readonly level?: 1 | 2 | 3 | 4 | 5 | 6 | undefined;
  /** By the level unless told: l, m, then s. */
  readonly size?: Size | undefined;
  /** A smaller line above, inside the heading: "Autumn 2 board". */
  readonly caption?: Content | undefined;
  readonly id?: string | undefined;
}

export function heading(content: Content, options: HeadingOptions = {}): Html {
  const level = options.level ?? 2;
  const size = options.size ?? (level === 1 ? 'l' : level === 2 ? 'm' : 's');
  const caption =
    options.caption && html`<span class="govuk-caption-${size}">${options.caption}</span> `;
  return html`<h${level}${attributes({ class: `govuk-heading-${size}`, id: options.id })}>${caption}${content}</h${level}>`;
}

export function paragraph(content: Content, classes?: string): Html {
  return html`<p class="${classNames('govuk-body', classes)}">${content}</p>`;
}

/** A list with bullets; nothing at all when it is empty. */
export function bulletList(items: readonly Maybe<Content>[]): Html | undefined {
  const shown = items.filter((item) => !!item);
  if (shown.length === 0) return undefined;
  return html`<ul class="govuk-list govuk-list--bullet">${shown.map((item) => html`<li>${item}</li>`)}</ul>`;
}

/** A link to a page of this site. */
export function link(href: string, content: Content, visuallyHiddenText?: string): Html {
  const hidden =
    visuallyHiddenText && html`<span class="govuk-visually-hidden"> ${visuallyHiddenText}</span>`;
  return html`<a class="govuk-link" href="${href}">${content}${hidden}</a>`;
}

/** A link to an address that someone typed or imported; its text alone when it cannot be trusted. */
export function outsideLink(address: string, content: Content = address): Html {
  const href = safeUrl(address);
  if (href === undefined) return html`${content}`;
  return html`<a class="govuk-link" href="${href}" rel="noreferrer">${content}</a>`;
}

/** A wide table scrolls inside this on a narrow screen, by keyboard too, instead of widening the page. */
export function scrollable(content: Html, label: string): Html {
  return html`<div class="app-scrollable" role="region" aria-label="${label}" tabindex="0">${content}</div>`;
}

/** The words of a page at the width that reads well, on two thirds of it. */
export function column(...content: readonly Maybe<Html>[]): Html {
  return html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${content}</div></div>`;
}

/** Buttons and links beside each other. */
export function buttonGroup(...items: readonly Maybe<Html>[]): Html {
  return html`<div class="govuk-button-group">${items}</div>`;
}

/** "16.1 MB", "218 kB" */
export function fileSize(bytes: number): string {
  if (bytes >= 1_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${Math.max(1, Math.round(bytes / 1000))} kB`;
}
