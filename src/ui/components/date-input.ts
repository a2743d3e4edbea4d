import { attributes, html } from '../html.ts';
import type { AttributeValues, Html } from '../html.ts';
import { fieldsetGroup } from './form-group.ts';
import type { FieldsetGroupOptions } from './form-group.ts';
import { input } from './input.ts';
import { classNames } from './part.ts';
import type { Dressing, Maybe } from './part.ts';

/** One box of a date. */
export interface DatePart {
  readonly name: string;
  /** The name with a capital unless told. */
  readonly label?: string | undefined;
  readonly value?: string | undefined;
  /** Whether this box is wrong. When none says so, an error message marks them all. */
  readonly error?: boolean | undefined;
  readonly id?: string | undefined;
  readonly classes?: string | undefined;
  readonly inputmode?: string | undefined;
  readonly autocomplete?: string | undefined;
  readonly pattern?: string | undefined;
  readonly attributes?: AttributeValues | undefined;
}

export interface DateInputOptions extends FieldsetGroupOptions, Dressing {
  readonly id: string;
  /** The names of the boxes become "prefix-day" and so on. */
  readonly namePrefix?: string | undefined;
  /** False leaves the box out. */
  readonly day?: Partial<DatePart> | false | undefined;
  readonly month?: Partial<DatePart> | false | undefined;
  readonly year?: Partial<DatePart> | false | undefined;
  /** Instead of day, month and year. */
  readonly items?: readonly Maybe<DatePart>[] | undefined;
  /** What was typed, by the full names of the boxes. */
  readonly values?: Readonly<Record<string, string | undefined>> | undefined;
}

/** GOV.UK date input: day, month and year unless `items` says otherwise. */
export function dateInput(options: DateInputOptions): Html {
  const items = (options.items?.length ? options.items : defaultParts(options)).filter(
    (item) => !!item,
  );
  const isAnyWrong = items.some(isWrong);
  const own = attributes({
    class: classNames('govuk-date-input', options.classes),
    ...options.attributes,
    id: options.id,
  });
  const boxes = () =>
    html`<div${own}>${items.map((item) => box(item, options, !isAnyWrong && !!options.errorMessage))}</div>`;
  return fieldsetGroup(options, options.id, boxes, { role: 'group' });
}

function defaultParts({ day, month, year }: DateInputOptions): Maybe<DatePart>[] {
  return [
    day !== false && { name: 'day', ...day },
    month !== false && { name: 'month', ...month },
    year !== false && { name: 'year', ...year },
  ];
}

function isWrong(item: DatePart): boolean {
  return item.error || !!item.classes?.includes('govuk-input--error');
}

function box(item: DatePart, options: DateInputOptions, isMarked: boolean): Html {
  const { namePrefix } = options;
  const name = `${namePrefix ? `${namePrefix}-` : ''}${item.name}`;
  const hasOwnMark = item.classes?.includes('govuk-input--error');
  const hasOwnWidth = item.classes?.includes('govuk-input--width-');
  const isYear = item.name === 'year' || (options.year && options.year.name === item.name);
  return html`<div class="govuk-date-input__item">${input({
    label: { content: item.label || capital(item.name), classes: 'govuk-date-input__label' },
    id: item.id || `${options.id}-${item.name}`,
    name,
    classes: classNames(
      'govuk-date-input__input',
      !hasOwnMark && (item.error || (isMarked && item.error !== false)) && 'govuk-input--error',
      !hasOwnWidth && `govuk-input--width-${isYear ? 4 : 2}`,
      item.classes,
    ),
    value: item.value ?? options.values?.[name],
    inputmode: item.inputmode || 'numeric',
    autocomplete: item.autocomplete,
    pattern: item.pattern,
    attributes: item.attributes,
  })}</div>`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
