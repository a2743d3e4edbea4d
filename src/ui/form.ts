import { button } from './components/button.ts';
import { errorSummary } from './components/error-summary.ts';
import type { Content, Maybe } from './components/part.ts';
import { attributes, html } from './html.ts';
import type { AttributeValues, Html } from './html.ts';
import { page } from './layout.ts';
import type { PageOptions } from './layout.ts';
import { column, heading } from './text.ts';

/** What is wrong with a form, in a sentence for a person, and the id of the field it is about. */
export interface FormError {
  readonly sentence: string;
  readonly field?: string | undefined;
}

/** The first sentence about a field, for its `errorMessage`. */
export function errorOf(errors: readonly FormError[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.sentence;
}

/** The summary at the top of a page, linked to the fields; nothing when there is nothing wrong. */
export function summaryOf(errors: readonly FormError[]): Html | undefined {
  if (errors.length === 0) return undefined;
  return errorSummary({
    errorList: errors.map(({ sentence, field }) => ({
      content: sentence,
      href: field && `#${field}`,
    })),
  });
}

export interface FormOptions {
  readonly action: string;
  readonly content: Html;
  /** For a form that carries a file. */
  readonly isMultipart?: boolean | undefined;
  /** "get" for searches; "post" unless told. */
  readonly method?: 'get' | 'post' | undefined;
  readonly attributes?: AttributeValues | undefined;
}

/** A form whose answers are checked by the server, not by the browser's own bubbles. */
export function form(options: FormOptions): Html {
  const own = attributes({
    action: options.action,
    method: options.method ?? 'post',
    enctype: options.isMultipart ? 'multipart/form-data' : undefined,
    novalidate: true,
    ...options.attributes,
  });
  return html`<form${own}>${options.content}</form>`;
}

/** A field that no one sees. */
export function hidden(name: string, value: string | number): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

export interface FormPageOptions extends Omit<PageOptions, 'main' | 'hasErrors'> {
  /** The title unless told; false when a legend or a label is the page's heading. */
  readonly heading?: Content | false | undefined;
  readonly caption?: Content | undefined;
  /** Between the heading and the form. */
  readonly intro?: Maybe<Html>;
  readonly action: string;
  readonly isMultipart?: boolean | undefined;
  readonly errors: readonly FormError[];
  /** The fields, showing what was typed. */
  readonly fields: Html;
  /** The words on the button: "Save and continue". */
  readonly submit: string;
  /** Beside the button, such as a link that cancels. */
  readonly beside?: Maybe<Html>;
  /** Below the form. */
  readonly after?: Maybe<Html>;
}

/** A page that is one form: error summary, heading, fields, button. */
export function formPage(options: FormPageOptions): Html {
  const { errors, caption } = options;
  const title = options.heading ?? options.title;
  const content = html`${options.fields}<div class="govuk-button-group">${button({
    content: options.submit,
    preventDoubleClick: true,
  })}${options.beside}</div>`;
  return page({
    ...options,
    hasErrors: errors.length > 0,
    main: column(
      summaryOf(errors),
      title !== false && heading(title, { level: 1, caption }),
      options.intro,
      form({ action: options.action, isMultipart: options.isMultipart, content }),
      options.after,
    ),
  });
}
