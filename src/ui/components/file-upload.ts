import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { labelledField } from './form-group.ts';
import type { FieldOptions } from './form-group.ts';
import { classNames } from './part.ts';

export interface FileUploadOptions extends FieldOptions {
  readonly multiple?: boolean | undefined;
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
    return html`<input${own}>`;
  });
}
