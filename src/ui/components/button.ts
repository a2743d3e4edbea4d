import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Dressing } from './part.ts';

export interface ButtonOptions extends Dressing {
  readonly content: Content;
  /** A link that looks like a button; type, name, value, disabled and preventDoubleClick then mean nothing. */
  readonly href?: string | undefined;
  readonly type?: 'submit' | 'button' | 'reset' | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly preventDoubleClick?: boolean | undefined;
  readonly isStartButton?: boolean | undefined;
  readonly id?: string | undefined;
}

const startIcon = html`<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false"><path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>`;

/** GOV.UK button. */
export function button(options: ButtonOptions): Html {
  const { content, isStartButton, href } = options;
  const common = attributes({
    class: classNames('govuk-button', options.classes, isStartButton && 'govuk-button--start'),
    'data-module': 'govuk-button',
    ...options.attributes,
    id: options.id || undefined,
  });
  const label =
    isStartButton && typeof content !== 'string' ? html`<span>${content}</span>` : content;
  if (href) {
    return html`<a href="${href}" role="button" draggable="false"${common}>${label}${isStartButton && startIcon}</a>`;
  }
  const own = attributes({
    type: options.type ?? 'submit',
    value: options.value || undefined,
    name: options.name || undefined,
    disabled: options.disabled,
    'aria-disabled': options.disabled ? 'true' : undefined,
    'data-prevent-double-click':
      options.preventDoubleClick === undefined ? undefined : String(options.preventDoubleClick),
  });
  return html`<button${own}${common}>${label}${isStartButton && startIcon}</button>`;
}
