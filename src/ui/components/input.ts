import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { labelledField } from './form-group.ts';
import type { FieldOptions } from './form-group.ts';
import { classNames, part } from './part.ts';
import type { Dressing, Part } from './part.ts';

export interface InputOptions extends FieldOptions {
  readonly type?: 'text' | 'email' | 'search' | 'tel' | 'url' | 'number' | 'password' | undefined;
  readonly value?: string | undefined;
  readonly inputmode?: string | undefined;
  readonly autocomplete?: string | undefined;
  readonly autocapitalize?: string | undefined;
  readonly pattern?: string | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly prefix?: Part | undefined;
  readonly suffix?: Part | undefined;
  readonly inputWrapper?: Dressing | undefined;
}

/** GOV.UK text input. */
export function input(options: InputOptions): Html {
  return labelledField(options, (id, describedBy) => {
    const element = inputElement(options, id, describedBy);
    const { prefix, suffix, inputWrapper } = options;
    if (!prefix && !suffix) return element;
    const own = attributes({
      class: classNames('govuk-input__wrapper', inputWrapper?.classes),
      ...inputWrapper?.attributes,
    });
    return html`<div${own}>${prefix && affix('prefix', prefix)}${element}${suffix && affix('suffix', suffix)}</div>`;
  });
}

function inputElement(options: InputOptions, id: string, describedBy: string | undefined): Html {
  const own = attributes({
    class: classNames('govuk-input', options.classes, options.errorMessage && 'govuk-input--error'),
    id,
    name: options.name,
    type: options.type ?? 'text',
    spellcheck: options.spellcheck === undefined ? undefined : String(options.spellcheck),
    value: options.value,
    disabled: options.disabled,
    'aria-describedby': describedBy,
    autocomplete: options.autocomplete,
    autocapitalize: options.autocapitalize,
    pattern: options.pattern,
    inputmode: options.inputmode,
    ...options.attributes,
  });
  return html`<input${own}>`;
}

function affix(side: 'prefix' | 'suffix', given: Part): Html {
  const { content, classes, attributes: more } = part<Dressing>(given);
  const own = attributes({
    class: classNames(`govuk-input__${side}`, classes),
    'aria-hidden': 'true',
    ...more,
  });
  return html`<div${own}>${content}</div>`;
}
