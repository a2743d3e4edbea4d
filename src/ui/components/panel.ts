import { attributes, html } from '../html.ts';
import type { AttributeValues, Html } from '../html.ts';
import { button } from './button.ts';
import { classNames } from './part.ts';
import type { Content, Dressing } from './part.ts';

export interface PanelAction {
  readonly content: Content;
  readonly href?: string | undefined;
  /** Without an address it is a button: "button" unless told. With "button" an address looks like one. */
  readonly type?: 'button' | 'submit' | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: AttributeValues | undefined;
}

export interface PanelOptions extends Dressing {
  readonly title: Content;
  readonly content?: Content | undefined;
  /** 1 unless told. */
  readonly headingLevel?: number | undefined;
  /** Only for a panel with the class "govuk-panel--interruption": the ways on. */
  readonly actions?:
    (Dressing & { readonly items?: readonly PanelAction[] | undefined }) | undefined;
}

/** GOV.UK panel: a confirmation, or an interruption by its class. */
export function panel(options: PanelOptions): Html {
  const level = options.headingLevel || 1;
  const isInterruption = !!options.classes?.includes('govuk-panel--interruption');
  const own = attributes({
    class: classNames(
      'govuk-panel',
      !isInterruption && 'govuk-panel--confirmation',
      options.classes,
    ),
    ...options.attributes,
  });
  return html`<div${own}><h${level} class="govuk-panel__title">${options.title}</h${level}>${
    options.content && html`<div class="govuk-panel__body">${options.content}</div>`
  }${isInterruption && options.actions && panelActions(options.actions)}</div>`;
}

function panelActions(actions: NonNullable<PanelOptions['actions']>): Html {
  const own = attributes({
    class: classNames('govuk-panel__actions', actions.classes),
    ...actions.attributes,
  });
  const items = actions.items ?? [];
  return html`<div${own}>${items.length > 0 && html`<div class="govuk-button-group">${items.map(panelAction)}</div>`}</div>`;
}

function panelAction(action: PanelAction): Html {
  if (!action.href || action.type === 'button') {
    return button({
      ...action,
      type: action.type ?? 'button',
      classes: classNames('govuk-button--inverse', action.classes),
    });
  }
  const own = attributes({
    class: classNames('govuk-link govuk-link--inverse', action.classes),
    href: action.href,
    ...action.attributes,
  });
  return html` <a${own}>${action.content}</a>`;
}
