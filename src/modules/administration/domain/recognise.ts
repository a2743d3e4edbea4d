import type { ImportReport } from '#modules/schools/index.ts';

/**
 * Whose publication a file is, by its heading row, which stands within its first lines. Only names
 * that have stayed the same over the years are looked for. Undefined when it is neither.
 */
export function recogniseSource(beginning: string): ImportReport['source'] | undefined {
  const lines = beginning.split(/\r\n|\n|\r/, 10).map((line) => line.toLowerCase());
  if (!lines.some((line) => /(?:^|[,"\ufeff])urn(?:[",]|$)/.test(line))) return undefined;
  const has = (...words: readonly string[]) =>
    lines.some((line) => words.every((word) => line.includes(word)));
  if (has('establishmentname')) return 'gias';
  if (has('school name', 'inspection')) return 'ofsted';
  return undefined;
}
