import { holesOf, isAddressAttribute, isForbiddenAttribute } from './holes.ts';
import type { Hole } from './holes.ts';
import { safeUrl } from './url.ts';

/** HTML that is safe to send. Only this module can make one; parsed JSON cannot pass for it. */
class SafeHtml {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  static is(value: unknown): value is SafeHtml {
    return typeof value === 'object' && value !== null && #text in value;
  }
  toString(): string {
    return this.#text;
  }
}

/** Attributes that are safe inside a tag: what `attributes()` makes. */
class SafeAttributes {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  static is(value: unknown): value is SafeAttributes {
    return typeof value === 'object' && value !== null && #text in value;
  }
  toString(): string {
    return this.#text;
  }
}

export type Html = SafeHtml;
export type Attributes = SafeAttributes;
/** What a page may be made of. Nothing is shown for false, null and undefined; true does not compile. */
export type Interpolation =
  Html | Attributes | string | number | false | null | undefined | readonly Interpolation[];
/** The attributes of one element. True gives the name alone; false, null and undefined leave it out. */
export type AttributeValues = Readonly<
  Record<string, string | number | boolean | null | undefined>
>;

const known = new WeakMap<readonly string[], readonly Hole[]>();
/** The names of attributes that have passed, and whether each holds an address. */
const names = new Map<string, boolean>();
const special = /[&<>"']/;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A template that escapes what it is given according to where it stands (see `Hole`).
 * Throws a TypeError, at the first rendering and in the check of the sources, for an interpolation
 * where nothing is safe; and for a value that the types would have refused.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Interpolation[]): Html {
  let holes = known.get(strings);
  if (!holes) known.set(strings, (holes = holesOf(strings)));
  let text = strings[0] ?? '';
  for (let index = 0; index < holes.length; index++) {
    text += render(values[index], holes[index] ?? 'tag') + (strings[index + 1] ?? '');
  }
  return new SafeHtml(text);
}

/** HTML from a constant, or from a library that escapes. Never give it what a person typed. */
export function trustedHtml(text: string): Html {
  return new SafeHtml(text);
}

export const isHtml = (value: unknown): value is Html => SafeHtml.is(value);

/** Attributes for a tag, with a space before each: `<a${attributes({ id, hidden: true })}>`. */
export function attributes(values: AttributeValues | undefined): Attributes {
  let text = '';
  for (const name in values) {
    const value = values[name];
    if (value === undefined || value === null || value === false) continue;
    const isAddress = names.get(name) ?? learn(name);
    if (value === true) text += ` ${name}`;
    else text += ` ${name}="${isAddress ? address(String(value)) : escape(String(value))}"`;
  }
  return new SafeAttributes(text);
}

/** Checks the name of an attribute once, and keeps whether it holds an address. */
function learn(name: string): boolean {
  if (!/^[a-z][a-z0-9._:-]*$/i.test(name) || isForbiddenAttribute(name)) {
    throw new TypeError(`Not an attribute for a page: ${name}`);
  }
  const isAddress = isAddressAttribute(name);
  names.set(name, isAddress);
  return isAddress;
}

function render(value: Interpolation, hole: Hole): string {
  if (typeof value === 'string' && hole !== 'tag')
    return hole === 'address' ? address(value) : escape(value);
  if (typeof value === 'number') return String(value);
  if (value === undefined || value === null || value === false || value === '') return '';
  if (SafeHtml.is(value) && hole === 'text') return value.toString();
  if (SafeAttributes.is(value) && hole === 'tag') return value.toString();
  if (Array.isArray(value)) {
    let text = '';
    for (const item of value as readonly Interpolation[]) text += render(item, hole);
    return text;
  }
  throw new TypeError(
    `This cannot be shown in the ${hole} of a page: ${Object.prototype.toString.call(value)}`,
  );
}

function escape(text: string): string {
  return special.test(text)
    ? text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
    : text;
}

/** An address that is not safe leads nowhere; views that would rather show it as text ask `safeUrl` first. */
function address(text: string): string {
  return escape(safeUrl(text) ?? 'about:blank#refused');
}
