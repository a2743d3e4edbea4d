import { attributes, html } from '../html.ts';
import type { AttributeValues, Html } from '../html.ts';
import { classNames, part } from './part.ts';
import type { Content, Dressing, Maybe, Part } from './part.ts';

export interface SummaryAction {
  readonly href: string;
  readonly content: Content;
  /** What the link is about, for those who hear it alone: "Change" + "name". */
  readonly visuallyHiddenText?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: AttributeValues | undefined;
}

export interface SummaryActions {
  readonly items?: readonly SummaryAction[] | undefined;
  readonly classes?: string | undefined;
}

interface Classes {
  readonly classes?: string | undefined;
}

export interface SummaryRow extends Classes {
  readonly key: Part<Classes>;
  readonly value: Part<Classes>;
  readonly actions?: SummaryActions | undefined;
}

interface TitleOptions extends Classes {
  readonly headingLevel?: number | undefined;
}

export interface SummaryCard extends Dressing {
  readonly title?: Part<TitleOptions> | undefined;
  readonly actions?: SummaryActions | undefined;
}

export interface SummaryListOptions extends Dressing {
  readonly rows: readonly Maybe<SummaryRow>[];
  /** A frame with a title around the list. */
  readonly card?: SummaryCard | undefined;
}

/** GOV.UK summary list. */
export function summaryList(options: SummaryListOptions): Html {
  const own = attributes({
    class: classNames('govuk-summary-list', options.classes),
    ...options.attributes,
  });
  const title = options.card?.title && part(options.card.title).content;
  const hasActions = options.rows.some((item) => item && (item.actions?.items ?? []).length > 0);
  const rows = options.rows.map((item) => item && row(item, hasActions, title));
  const list = html`<dl${own}>${rows}</dl>`;
  return options.card ? summaryCard(options.card, list) : list;
}

/** GOV.UK summary card around any content. */
export function summaryCard(card: SummaryCard, content: Html): Html {
  const own = attributes({
    class: classNames('govuk-summary-card', card.classes),
    ...card.attributes,
  });
  const title = card.title ? part<TitleOptions>(card.title) : undefined;
  const level = title?.headingLevel || 2;
  const items = card.actions?.items ?? [];
  const names = classNames('govuk-summary-card__actions', card.actions?.classes);
  return html`<div${own}><div class="govuk-summary-card__title-wrapper">${
    title &&
    html`<h${level} class="${classNames('govuk-summary-card__title', title.classes)}">${title.content}</h${level}>`
  }${
    items.length === 1
      ? html`<div class="${names}">${items.map((item) => actionLink(item, title?.content))}</div>`
      : items.length > 1 &&
        html`<ul class="${names}">${items.map(
          (item) =>
            html`<li class="govuk-summary-card__action">${actionLink(item, title?.content)}</li>`,
        )}</ul>`
  }</div><div class="govuk-summary-card__content">${content}</div></div>`;
}

function row(item: SummaryRow, hasActions: boolean, cardTitle: Content | undefined): Html {
  const key = part<Classes>(item.key);
  const value = part<Classes>(item.value);
  const names = classNames(
    'govuk-summary-list__row',
    hasActions && !item.actions?.items && 'govuk-summary-list__row--no-actions',
    item.classes,
  );
  return html`<div class="${names}"><dt class="${classNames('govuk-summary-list__key', key.classes)}">${key.content}</dt>
<dd class="${classNames('govuk-summary-list__value', value.classes)}">${value.content}</dd>${
    item.actions && rowActions(item.actions, cardTitle)
  }</div>`;
}

function rowActions(actions: SummaryActions, cardTitle: Content | undefined): Html | undefined {
  const items = actions.items ?? [];
  if (items.length === 0) return undefined;
  const names = classNames('govuk-summary-list__actions', actions.classes);
  const links = items.map((item) => actionLink(item, cardTitle));
  if (links.length === 1) return html`<dd class="${names}">${links}</dd>`;
  return html`<dd class="${names}"><ul class="govuk-summary-list__actions-list">${links.map(
    (link) => html`<li class="govuk-summary-list__actions-list-item">${link}</li>`,
  )}</ul></dd>`;
}

function actionLink(action: SummaryAction, cardTitle: Content | undefined): Html {
  const own = attributes({
    class: classNames('govuk-link', action.classes),
    href: action.href,
    ...action.attributes,
  });
  const about = action.visuallyHiddenText;
  const hidden =
    (about || cardTitle) &&
    html`<span class="govuk-visually-hidden">${about && ` ${about}`}${cardTitle && html` (${cardTitle})`}</span>`;
  return html`<a${own}>${action.content}${hidden}</a>`;
}
