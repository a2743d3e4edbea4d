import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('fonts/', import.meta.url);

/** The families of `fonts/`, in the order in which a character looks for its shape. */
export const families: readonly { readonly name: string; readonly files: readonly string[] }[] = [
  { name: 'Arimo', files: ['Arimo-Regular', 'Arimo-Bold', 'Arimo-Italic', 'Arimo-BoldItalic'] },
  { name: 'Noto Sans Arabic', files: ['NotoSansArabic-Regular'] },
  { name: 'Noto Sans Devanagari', files: ['NotoSansDevanagari-Regular'] },
  { name: 'Noto Sans Gurmukhi', files: ['NotoSansGurmukhi-Regular'] },
  { name: 'Noto Sans Gujarati', files: ['NotoSansGujarati-Regular'] },
  { name: 'Noto Sans Bengali', files: ['NotoSansBengali-Regular'] },
  { name: 'Noto Sans Tamil', files: ['NotoSansTamil-Regular'] },
  { name: 'Noto Sans Math', files: ['NotoSansMath-Regular'] },
  { name: 'Noto Sans Symbols', files: ['NotoSansSymbols-Regular'] },
  { name: 'Noto Sans Symbols2', files: ['NotoSansSymbols2-Regular'] },
  { name: 'Noto Emoji', files: ['NotoEmoji-Regular'] },
];

export function fontFile(file: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`${file}.ttf`, folder)));
}

/** Whether some one font holds every visible character of a grapheme cluster. */
export type Coverage = (cluster: string) => boolean;

/** Which clusters the fonts can draw. `families` are read in order; without any, the shipped ones. */
export function coverageOf(fonts: readonly ReadonlySet<number>[]): Coverage {
  return (cluster) => {
    const points = Array.from(cluster)
      .filter((character) => !/\p{Default_Ignorable_Code_Point}/u.test(character))
      .map((character) => character.codePointAt(0) ?? 0);
    return fonts.some((font) => points.every((point) => font.has(point)));
  };
}

/** The characters that each family holds. */
export function shippedFonts(): Set<number>[] {
  return families.map(({ files: [regular = ''] }) => characters(fontFile(regular)));
}

/** The code points of a TrueType font: formats 4 and 12 of its `cmap` table (OpenType 1.9, cmap). */
function characters(font: Buffer): Set<number> {
  const cmap = table(font, 'cmap');
  const found = new Set<number>();
  for (let index = 0; index < cmap.readUInt16BE(2); index++) {
    const subtable = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4));
    const format = subtable.readUInt16BE(0);
    if (format === 4) segments(subtable, found);
    if (format === 12) groups(subtable, found);
  }
  return found;
}

function table(font: Buffer, tag: string): Buffer {
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const entry = 12 + index * 16;
    if (font.toString('latin1', entry, entry + 4) === tag) {
      const offset = font.readUInt32BE(entry + 8);
      return font.subarray(offset, offset + font.readUInt32BE(entry + 12));
    }
  }
  throw new Error(`The font has no ${tag} table.`);
}

function segments(subtable: Buffer, found: Set<number>): void {
  const double = subtable.readUInt16BE(6);
  const [ends, starts, deltas, ranges] = [14, 16 + double, 16 + 2 * double, 16 + 3 * double];
  for (let at = 0; at < double; at += 2) {
    const start = subtable.readUInt16BE(starts + at);
    const end = subtable.readUInt16BE(ends + at);
    const delta = subtable.readUInt16BE(deltas + at);
    const range = subtable.readUInt16BE(ranges + at);
    for (let point = start; point <= end && point !== 0xffff; point++) {
      const glyph =
        range === 0 ? point : subtable.readUInt16BE(ranges + at + range + 2 * (point - start));
      if (glyph !== 0 && ((glyph + delta) & 0xffff) !== 0) found.add(point);
    }
  }
}

function groups(subtable: Buffer, found: Set<number>): void {
  for (let index = 0; index < subtable.readUInt32BE(12); index++) {
    const group = 16 + index * 12;
    const end = subtable.readUInt32BE(group + 4);
    for (let point = subtable.readUInt32BE(group); point <= end; point++) found.add(point);
  }
}
