/**
 * What was sent with a form: texts by field name. Line ends are single line feeds, and NUL (which
 * no keyboard types and no database keeps) is dropped; nothing else is changed.
 */
export class Form {
  readonly #fields: URLSearchParams;

  constructor(fields: URLSearchParams) {
    this.#fields = fields;
  }

  /** The field's text as typed, or an empty text when it was not sent. */
  raw(name: string): string {
    return clean(this.#fields.get(name) ?? '');
  }

  /** The field's text without space around it. */
  text(name: string): string {
    return this.raw(name).trim();
  }

  all(name: string): string[] {
    return this.#fields.getAll(name).map(clean);
  }

  has(name: string): boolean {
    return this.#fields.has(name);
  }

  names(): string[] {
    return [...new Set(this.#fields.keys())];
  }

  /** Every field once, for pages that give back what was typed. */
  entries(): [string, string][] {
    return [...this.#fields.entries()].map(([name, value]) => [name, clean(value)]);
  }
}

function clean(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\0', '');
}
