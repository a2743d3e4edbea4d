import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { errorMessage } from './error-message.ts';
import type { ErrorMessageOptions } from './error-message.ts';
import { fieldset } from './fieldset.ts';
import type { FieldsetOptions } from './fieldset.ts';
import { hint } from './hint.ts';
import { label } from './label.ts';
import type { LabelOptions } from './label.ts';
import { classNames, part } from './part.ts';
import type { Dressing, Part } from './part.ts';

type MessageOptions = Omit<ErrorMessageOptions, 'content' | 'id'>;
type FieldLabelOptions = Omit<LabelOptions, 'content' | 'for'>;

/** What every field and every group of fields takes. */
export interface GroupOptions {
  readonly hint?: Part | undefined;
  readonly errorMessage?: Part<MessageOptions> | undefined;
  /** The element around label, hint, error message and field. */
  readonly formGroup?: Dressing | undefined;
}

/** What every field with a label of its own takes. */
export interface FieldOptions extends GroupOptions, Dressing {
  readonly label: Part<FieldLabelOptions>;
  readonly name: string;
  /** The name unless told. The hint's id ends in "-hint" and the error's in "-error". */
  readonly id?: string | undefined;
  /** Ids of elements elsewhere that describe the field. */
  readonly describedBy?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** Radios, checkboxes and the parts of a date: fields that share a legend. */
export interface FieldsetGroupOptions extends GroupOptions {
  readonly fieldset?: Omit<FieldsetOptions, 'content' | 'role'> | undefined;
}

/** Label, hint, error message and then the field itself, which is given its id and what describes it. */
export function labelledField(
  options: FieldOptions,
  control: (id: string, describedBy: string | undefined) => Html,
): Html {
  const id = options.id || options.name;
  const about = descriptions(id, options, options.describedBy);
  return formGroup(
    options,
    html`${label({ ...part(options.label), for: id })}${about.shown}${control(id, about.ids)}`,
  );
}

/** Hint, error message and then the fields, inside a fieldset when one is asked for. */
export function fieldsetGroup(
  options: FieldsetGroupOptions,
  id: string,
  controls: (describedBy: string | undefined) => Html,
  outside: { readonly describedBy?: string | undefined; readonly role?: string } = {},
): Html {
  const about = descriptions(id, options, options.fieldset?.describedBy || outside.describedBy);
  const content = html`${about.shown}${controls(about.ids)}`;
  if (!options.fieldset) return formGroup(options, content);
  return formGroup(
    options,
    fieldset({ ...options.fieldset, describedBy: about.ids, role: outside.role, content }),
  );
}

function descriptions(
  id: string,
  options: GroupOptions,
  elsewhere: string | undefined,
): { shown: Html; ids: string | undefined } {
  const { hint: hintPart, errorMessage: errorPart } = options;
  const hintId = hintPart ? `${id}-hint` : undefined;
  const errorId = errorPart ? `${id}-error` : undefined;
  return {
    shown: html`${hintPart && hint({ ...part(hintPart), id: hintId })}${
      errorPart && errorMessage({ ...part<MessageOptions>(errorPart), id: errorId })
    }`,
    ids: classNames(elsewhere, hintId, errorId) || undefined,
  };
}

function formGroup(options: GroupOptions, content: Html): Html {
  const own = attributes({
    class: classNames(
      'govuk-form-group',
      options.errorMessage && 'govuk-form-group--error',
      options.formGroup?.classes,
    ),
    ...options.formGroup?.attributes,
  });
  return html`<div${own}>${content}</div>`;
}
