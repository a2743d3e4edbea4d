import { attributes, html, isHtml } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Dressing } from './part.ts';

export interface NotificationBannerOptions extends Dressing {
  /** Text becomes the banner's heading; HTML is shown as it is. */
  readonly content?: Content | undefined;
  /** "Important", or "Success" for a success, unless told. */
  readonly title?: Content | undefined;
  /** 2 unless told. */
  readonly titleHeadingLevel?: number | undefined;
  readonly titleId?: string | undefined;
  /** A success is read out at once and takes the focus. */
  readonly type?: 'success' | undefined;
  readonly role?: string | undefined;
  readonly disableAutoFocus?: boolean | undefined;
}

/** GOV.UK notification banner. */
export function notificationBanner(options: NotificationBannerOptions): Html {
  const isSuccess = options.type === 'success';
  const level = options.titleHeadingLevel || 2;
  const titleId = options.titleId || 'govuk-notification-banner-title';
  const own = attributes({
    class: classNames(
      'govuk-notification-banner',
      isSuccess && 'govuk-notification-banner--success',
      options.classes,
    ),
    role: options.role || (isSuccess ? 'alert' : 'region'),
    'aria-labelledby': titleId,
    'data-module': 'govuk-notification-banner',
    'data-disable-auto-focus':
      options.disableAutoFocus === undefined ? undefined : String(options.disableAutoFocus),
    ...options.attributes,
  });
  const { content } = options;
  return html`<div${own}><div class="govuk-notification-banner__header"><h${level} class="govuk-notification-banner__title" id="${titleId}">${
    options.title || (isSuccess ? 'Success' : 'Important')
  }</h${level}></div><div class="govuk-notification-banner__content">${
    isHtml(content)
      ? content
      : content && html`<p class="govuk-notification-banner__heading">${content.trim()}</p>`
  }</div></div>`;
}
