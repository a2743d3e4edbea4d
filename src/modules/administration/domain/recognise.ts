import type { ImportSource } from '#modules/schools/index.ts';
import { publications } from './publications.ts';
import type { Headings } from './publications.ts';

/**
 * Which publication a file is, by its heading row, which stands within its first lines. Undefined
 * when it is none that is known.
 */
export function recogniseSource(beginning: string): ImportSource | undefined {
  const rows = beginning
    .replace('\ufeff', '')
    .split(/\r\n|\n|\r/, 10)
    .map(headingsOf);
  for (const source of Object.keys(publications) as ImportSource[]) {
    if (rows.some((row) => publications[source].isKnownBy(row))) return source;
  }
  return undefined;
}

function headingsOf(line: string): Headings {
  const text = line.toLowerCase();
  const cells = new Set(text.split(',').map((cell) => cell.replace(/^"|"$/g, '').trim()));
  return {
    has: (...headings) => headings.every((heading) => cells.has(heading)),
    mentions: (...words) => words.every((word) => text.includes(word)),
  };
}
