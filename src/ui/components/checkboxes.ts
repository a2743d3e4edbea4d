import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { fieldsetGroup } from './form-group.ts';
import type { FieldsetGroupOptions } from './form-group.ts';
import { classNames } from './part.ts';
import type { Dressing, Maybe } from './part.ts';
import { choiceLabel, conditional } from './radios.ts';
import type { Divider, RadiosItem } from './radios.ts';

export interface CheckboxesItem extends RadiosItem {
  /** The name of the group unless told. */
  readonly name?: string | undefined;
  /** "exclusive" unticks the others, as in "None of these". */
  readonly behaviour?: 'exclusive' | undefined;
}

export interface CheckboxesOptions extends FieldsetGroupOptions, Dressing {
  readonly name: string;
  readonly items: readonly Maybe<CheckboxesItem | Divider>[];
  /** The values of the items that are ticked. */
  readonly values?: readonly string[] | undefined;
  /** The name unless told. */
  readonly idPrefix?: string | undefined;
  /** Ids of elements elsewhere that describe the group. */
  readonly describedBy?: string | undefined;
}

/** GOV.UK checkboxes. */
export function checkboxes(options: CheckboxesOptions): Html {
  const idPrefix = options.idPrefix || options.name;
  const outside = { describedBy: options.describedBy };
  return fieldsetGroup(
    options,
    idPrefix,
    (describedBy) => checkboxList(options, idPrefix, describedBy),
    outside,
  );
}

function checkboxList(
  options: CheckboxesOptions,
  idPrefix: string,
  describedBy: string | undefined,
): Html {
  const own = attributes({
    class: classNames('govuk-checkboxes', options.classes),
    ...options.attributes,
    'data-module': 'govuk-checkboxes',
  });
  const items = options.items.map((item, index) => {
    if (!item) return undefined;
    if ('divider' in item)
      return html`<div class="govuk-checkboxes__divider">${item.divider}</div>`;
    const id = item.id || `${idPrefix}${index > 0 ? `-${index + 1}` : ''}`;
    return checkbox(item, id, options, options.fieldset ? undefined : describedBy);
  });
  return html`<div${own}>${items}</div>`;
}

function checkbox(
  item: CheckboxesItem,
  id: string,
  options: CheckboxesOptions,
  describedBy: string | undefined,
): Html {
  const isChecked = item.checked ?? options.values?.includes(item.value) ?? false;
  const own = attributes({
    class: 'govuk-checkboxes__input',
    id,
    name: item.name || options.name,
    type: 'checkbox',
    value: item.value,
    checked: isChecked,
    disabled: item.disabled,
    'data-aria-controls': item.conditional && `conditional-${id}`,
    'data-behaviour': item.behaviour,
    'aria-describedby': classNames(describedBy, item.hint && `${id}-item-hint`) || undefined,
    ...item.attributes,
  });
  return html`<div class="govuk-checkboxes__item"><input${own}>${choiceLabel('checkboxes', item, id)}</div>${
    item.conditional && conditional('checkboxes', item.conditional, id, isChecked)
  }`;
}
