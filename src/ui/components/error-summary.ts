import { attributes, html } from '../html.ts';
import type { AttributeValues, Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Dressing } from './part.ts';

export interface ErrorSummaryItem {
  readonly content: Content;
  /** "#" and the id of the field. */
  readonly href?: string | undefined;
  readonly attributes?: AttributeValues | undefined;
}

export interface ErrorSummaryOptions extends Dressing {
  /** "There is a problem" unless told. */
  readonly title?: Content | undefined;
  readonly description?: Content | undefined;
  readonly errorList?: readonly ErrorSummaryItem[] | undefined;
  readonly disableAutoFocus?: boolean | undefined;
}

/** GOV.UK error summary. */
export function errorSummary(options: ErrorSummaryOptions): Html {
  const { title = 'There is a problem', description, errorList = [] } = options;
  const own = attributes({
    class: classNames('govuk-error-summary', options.classes),
    'data-disable-auto-focus':
      options.disableAutoFocus === undefined ? undefined : String(options.disableAutoFocus),
    ...options.attributes,
    'data-module': 'govuk-error-summary',
  });
  return html`<div${own}><div role="alert"><h2 class="govuk-error-summary__title">${title}</h2><div class="govuk-error-summary__body">${description && html`<p>${description}</p>`}${
    errorList.length > 0 &&
    html`<ul class="govuk-list govuk-error-summary__list">${errorList.map(item)}</ul>`
  }</div></div></div>`;
}

function item({ content, href, attributes: more }: ErrorSummaryItem): Html {
  return html`<li>${href ? html`<a href="${href}"${attributes(more)}>${content}</a>` : content}</li>`;
}
