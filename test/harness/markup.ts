/**
 * Two readings of a piece of HTML, to compare what two templates mean whatever their white space:
 * - `tree`: a line for each tag, with its attributes in order, and for each run of text;
 * - `words`: what is read, where white space between inline elements counts.
 */
export interface Markup {
  readonly tree: readonly string[];
  readonly words: string;
}

const token = /<!--[\s\S]*?-->|<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|[^<]+|</gi;
const attribute = /([^\s=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const inline = new Set(['a', 'span', 'strong', 'em', 'b', 'i', 'code', 'abbr']);
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ctdot: '⋯',
};

/** Reads well-formed HTML. An entity that it does not know throws. */
export function readMarkup(text: string): Markup {
  const tree: string[] = [];
  let words = '';
  let isPreformatted = false;
  for (const found of text.matchAll(token)) {
    const [whole, slash, name, rest = ''] = found;
    if (whole.startsWith('<!--')) continue;
    if (name === undefined) {
      const read = decode(whole);
      const shown = isPreformatted ? read.replace(/^\n/, '') : read.replace(/[ \t\r\n\f]+/g, ' ');
      words += shown;
      if (isPreformatted ? shown : shown.trim())
        tree.push(isPreformatted ? JSON.stringify(shown) : shown.trim());
      continue;
    }
    const tag = name.toLowerCase();
    isPreformatted = (tag === 'textarea' || tag === 'pre') && !slash;
    if (!inline.has(tag)) words += ' | ';
    tree.push(slash ? `</${tag}>` : `<${[tag, ...attributesOf(rest)].join(' ')}>`);
  }
  return {
    tree,
    words: words
      .replace(/[ \t\r\n\f]+/g, ' ')
      .replace(/(?: \|)+ /g, ' | ')
      .trim(),
  };
}

function attributesOf(text: string): string[] {
  const found = [...text.matchAll(attribute)].map(([, name = '', ...values]) => {
    const value = decode(values.find((one) => one !== undefined) ?? '');
    return `${name.toLowerCase()}=${JSON.stringify(name === 'class' ? value.trim().split(/\s+/).join(' ') : value)}`;
  });
  return found.toSorted();
}

function decode(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (entity, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      const character = named[name ?? ''];
      if (character === undefined)
        throw new Error(`An entity that this reader does not know: ${entity}`);
      return character;
    },
  );
}
