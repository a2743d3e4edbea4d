import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { labelledField } from './form-group.ts';
import type { FieldOptions } from './form-group.ts';
import { classNames } from './part.ts';

export interface TextareaOptions extends FieldOptions {
  readonly value?: string | undefined;
  /** 5 unless told. */
  readonly rows?: number | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly autocomplete?: string | undefined;
}

/** GOV.UK textarea. */
export function textarea(options: TextareaOptions): Html {
  return labelledField(options, (id, describedBy) => {
    const own = attributes({
      class: classNames(
        'govuk-textarea',
        options.errorMessage && 'govuk-textarea--error',
        options.classes,
      ),
      id,
      name: options.name,
      rows: options.rows || 5,
      spellcheck: options.spellcheck === undefined ? undefined : String(options.spellcheck),
      disabled: options.disabled,
      'aria-describedby': describedBy,
      autocomplete: options.autocomplete || undefined,
      ...options.attributes,
    });
    // Browsers drop one line break after the tag, so that what a person typed first is kept.
    return html`<textarea${own}>${'\n'}${options.value}</textarea>`;
  });
}
