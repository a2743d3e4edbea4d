import { attributes, html } from '../html.ts';
import type { AttributeValues, Html } from '../html.ts';
import { labelledField } from './form-group.ts';
import type { FieldOptions } from './form-group.ts';
import { classNames } from './part.ts';

export interface FileUploadOptions extends FieldOptions {
  readonly multiple?: boolean | undefined;
  /** A drop zone where there is script. */
  readonly javascript?: boolean | undefined;
  readonly wrapperClasses?: string | undefined;
  readonly wrapperAttributes?: AttributeValues | undefined;
}

/** GOV.UK file upload. The kinds of file allowed go into `attributes: { accept }`. */
export function fileUpload(options: FileUploadOptions): Html {
  return labelledField(options, (id, describedBy) => {
    const own = attributes({
      class: classNames(
        'govuk-file-upload',
        options.classes,
        options.errorMessage && 'govuk-file-upload--error',
      ),
      id,
      name: options.name,
      type: 'file',
      disabled: options.disabled,
      multiple: options.multiple,
      'aria-describedby': describedBy,
      ...options.attributes,
    });
    const field = html`<input${own}>`;
    if (!options.javascript) return field;
    const wrapper = attributes({
      class: classNames('govuk-file-upload-wrapper', options.wrapperClasses),
      'data-module': 'govuk-file-upload',
      ...options.wrapperAttributes,
    });
    return html`<div${wrapper}>${field}</div>`;
  });
}
