import { inflateSync } from 'node:zlib';

/**
 * What is painted on the pages of one of the product's own PDF files, a line for each piece of text
 * in the order of the file: enough to see whether words are on the paper. A file in which it finds
 * no text, or a glyph without a letter, throws: silence would look like words that are not there.
 */
export function textOfPdf(bytes: Uint8Array): string {
  const file = Buffer.from(bytes).toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    objects.set(id, body);
  }
  const letters = new Map<string, ReadonlyMap<string, string>>();
  const lines: string[] = [];
  for (const body of objects.values()) {
    if (!/\/Type \/Page\b(?!s)/.test(body)) continue;
    const [, fonts = ''] = /\/Font <<([\s\S]*?)>>/.exec(body) ?? [];
    for (const [, name = '', id = ''] of fonts.matchAll(/\/(\S+) (\d+) 0 R/g)) {
      letters.set(name, lettersOf(objects, id));
    }
    const content = streamOf(objects.get(referred(body, 'Contents')) ?? '');
    lines.push(...painted(content, letters));
  }
  if (lines.length === 0) throw new Error('No text was found in the PDF.');
  return lines.join('\n');
}

/** The letters of a font's glyphs, by its map to Unicode. */
function lettersOf(
  objects: ReadonlyMap<string, string>,
  font: string,
): ReadonlyMap<string, string> {
  const map = streamOf(objects.get(referred(objects.get(font) ?? '', 'ToUnicode')) ?? '');
  const found = new Map<string, string>();
  for (const [, glyph = '', text = ''] of map.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>\n/gi)) {
    found.set(glyph.toUpperCase(), Buffer.from(text, 'hex').swap16().toString('utf16le'));
  }
  return found;
}

/** Walks through what a page paints: fonts are set, then strings shown; numbers between these only move them. */
function painted(
  content: string,
  letters: ReadonlyMap<string, ReadonlyMap<string, string>>,
): string[] {
  const lines: string[] = [];
  let font: ReadonlyMap<string, string> | undefined;
  let shown = '';
  let at = 0;
  while (at < content.length) {
    if (content[at] === '(') {
      const { bytes, end } = stringAt(content, at);
      shown += bytes;
      at = end;
      continue;
    }
    const [operator, name] = /^\/(\S+) [\d.]+ Tf|^TJ/.exec(content.slice(at, at + 40)) ?? [];
    if (name !== undefined) font = letters.get(name);
    if (operator === 'TJ') lines.push(read(shown, font));
    // What stands before it belongs to another operator: the language of the text, say.
    if (content[at] === '[') shown = '';
    at += operator?.length ?? 1;
  }
  return lines;
}

function read(bytes: string, font: ReadonlyMap<string, string> | undefined): string {
  const glyphs = Buffer.from(bytes, 'latin1').toString('hex').toUpperCase().match(/.{4}/g) ?? [];
  return glyphs
    .map((glyph) => {
      const letter = font?.get(glyph);
      if (letter === undefined) throw new Error(`The PDF does not say what glyph ${glyph} is.`);
      return letter;
    })
    .join('');
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
};

/** A string in brackets; brackets within it need no escape as long as they are in pairs. */
function stringAt(content: string, start: number): { bytes: string; end: number } {
  let bytes = '';
  let depth = 0;
  let at = start;
  do {
    const character = content[at] ?? '';
    if (character === '') throw new Error('A string of the PDF does not end.');
    if (character === '\\') {
      const [escape = ''] = /^(?:[0-7]{1,3}|[\s\S])/.exec(content.slice(at + 1, at + 4)) ?? [];
      bytes += /^[0-7]/.test(escape)
        ? String.fromCodePoint(Number.parseInt(escape, 8))
        : (escapes[escape] ?? escape);
      at += 1 + escape.length;
      continue;
    }
    if (character === ')') depth -= 1;
    if (depth > 0) bytes += character;
    if (character === '(') depth += 1;
    at += 1;
  } while (depth > 0);
  return { bytes, end: at };
}

function referred(body: string, key: string): string {
  return new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1] ?? '';
}

function streamOf(body: string): string {
  const [head = '', dictionary = ''] = /^([\s\S]*?)stream\r?\n/.exec(body) ?? [];
  // By its length, not by what ends it: a packed stream may itself end with a line break.
  const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
  const stream = body.slice(head.length, head.length + length);
  return dictionary.includes('/FlateDecode')
    ? inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
    : stream;
}
