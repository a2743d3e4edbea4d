import { isHtml } from '../html.ts';
import type { AttributeValues, Html } from '../html.ts';

/** Text, which is escaped, or HTML. */
export type Content = string | Html;
/** Content, or content with options of its own. */
export type Part<Options = Dressing> = Content | (Options & { readonly content: Content });
/** An item of a list; false, null and undefined stand for an item that is left out. */
export type Maybe<Item> = Item | false | null | undefined;

/** Options that most elements of the GOV.UK Design System take. */
export interface Dressing {
  readonly classes?: string | undefined;
  readonly attributes?: AttributeValues | undefined;
}

/** A part with its options, whichever way it was given. */
export function part<Options extends object>(
  given: Content | (Options & { readonly content: Content }),
): Partial<Options> & { readonly content: Content } {
  return typeof given === 'string' || isHtml(given)
    ? ({ content: given } as Partial<Options> & { content: Content })
    : given;
}

/** The class names of an element, without those that do not apply. */
export function classNames(...names: readonly Maybe<string>[]): string {
  let joined = '';
  for (const name of names) if (name) joined += joined === '' ? name : ` ${name}`;
  return joined;
}
