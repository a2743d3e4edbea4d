import { attributes, html } from '../html.ts';
import type { AttributeValues, Html } from '../html.ts';
import { labelledField } from './form-group.ts';
import type { FieldOptions } from './form-group.ts';
import { classNames } from './part.ts';
import type { Maybe } from './part.ts';

export interface SelectItem {
  readonly text: string;
  /** The text unless told. */
  readonly value?: string | undefined;
  readonly selected?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly attributes?: AttributeValues | undefined;
}

export interface SelectOptions extends FieldOptions {
  readonly items: readonly Maybe<SelectItem>[];
  /** The value of the item that is selected. */
  readonly value?: string | undefined;
}

/** GOV.UK select. */
export function select(options: SelectOptions): Html {
  return labelledField(options, (id, describedBy) => {
    const own = attributes({
      class: classNames(
        'govuk-select',
        options.classes,
        options.errorMessage && 'govuk-select--error',
      ),
      id,
      name: options.name,
      disabled: options.disabled,
      'aria-describedby': describedBy,
      ...options.attributes,
    });
    return html`<select${own}>${options.items.map((item) => item && option(item, options.value))}</select>`;
  });
}

function option(item: SelectItem, chosen: string | undefined): Html {
  const isChosen = item.selected ?? (chosen ? (item.value ?? item.text) === chosen : false);
  const own = attributes({
    value: item.value,
    selected: isChosen,
    disabled: item.disabled,
    ...item.attributes,
  });
  return html`<option${own}>${item.text}</option>`;
}
