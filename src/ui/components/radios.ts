import { attributes, html } from '../html.ts';
import type { AttributeValues, Html } from '../html.ts';
import { fieldsetGroup } from './form-group.ts';
import type { FieldsetGroupOptions } from './form-group.ts';
import { hint } from './hint.ts';
import { label } from './label.ts';
import { classNames, part } from './part.ts';
import type { Content, Dressing, Maybe, Part } from './part.ts';

export interface Divider {
  /** A word between items, such as "or". */
  readonly divider: string;
}

export interface RadiosItem {
  readonly content: Content;
  readonly value: string;
  /** The first item has the id of the group, so that the error summary can link to it; later ones end in their number. */
  readonly id?: string | undefined;
  readonly hint?: Part | undefined;
  readonly label?: Dressing | undefined;
  readonly checked?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** Shown while the item is chosen; always shown without script. */
  readonly conditional?: Content | undefined;
  readonly attributes?: AttributeValues | undefined;
}

export interface RadiosOptions extends FieldsetGroupOptions, Dressing {
  readonly name: string;
  readonly items: readonly Maybe<RadiosItem | Divider>[];
  /** The value of the item that is chosen. */
  readonly value?: string | undefined;
  /** The name unless told. */
  readonly idPrefix?: string | undefined;
}

/** GOV.UK radios. */
export function radios(options: RadiosOptions): Html {
  const idPrefix = options.idPrefix || options.name;
  return fieldsetGroup(options, idPrefix, () => {
    const own = attributes({
      class: classNames('govuk-radios', options.classes),
      ...options.attributes,
      'data-module': 'govuk-radios',
    });
    const items = options.items.map((item, index) => {
      if (!item) return undefined;
      if ('divider' in item) return html`<div class="govuk-radios__divider">${item.divider}</div>`;
      return radio(item, item.id || `${idPrefix}${index > 0 ? `-${index + 1}` : ''}`, options);
    });
    return html`<div${own}>${items}</div>`;
  });
}

function radio(item: RadiosItem, id: string, options: RadiosOptions): Html {
  const isChecked = item.checked ?? (options.value ? item.value === options.value : false);
  const own = attributes({
    class: 'govuk-radios__input',
    id,
    name: options.name,
    type: 'radio',
    value: item.value,
    checked: isChecked,
    disabled: item.disabled,
    'data-aria-controls': item.conditional && `conditional-${id}`,
    'aria-describedby': item.hint && `${id}-item-hint`,
    ...item.attributes,
  });
  return html`<div class="govuk-radios__item"><input${own}>${choiceLabel('radios', item, id)}</div>${
    item.conditional && conditional('radios', item.conditional, id, isChecked)
  }`;
}

type Kind = 'radios' | 'checkboxes';

/** The label and hint of a radio or a checkbox. */
export function choiceLabel(
  kind: Kind,
  item: {
    readonly content: Content;
    readonly label?: Dressing | undefined;
    readonly hint?: Part | undefined;
  },
  id: string,
): Html {
  const about = item.hint && part<Dressing>(item.hint);
  return html`${label({
    content: item.content,
    classes: classNames(`govuk-${kind}__label`, item.label?.classes),
    attributes: item.label?.attributes,
    for: id,
  })}${
    about &&
    hint({
      ...about,
      id: `${id}-item-hint`,
      classes: classNames(`govuk-${kind}__hint`, about.classes),
    })
  }`;
}

/** What a chosen radio or checkbox reveals. */
export function conditional(kind: Kind, content: Content, id: string, isShown: boolean): Html {
  const names = classNames(
    `govuk-${kind}__conditional`,
    !isShown && `govuk-${kind}__conditional--hidden`,
  );
  return html`<div class="${names}" id="conditional-${id}">${content}</div>`;
}
