import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';

/** Whose publication a file is. */
export type ImportSource = 'gias' | 'ofsted';

const sourceNames: Readonly<Record<string, string>> = {
  gias: 'Get Information About Schools',
  ofsted: 'Ofsted management information',
  demonstration: 'Demonstration data, invented',
};

export function sourceName(source: string): string {
  return sourceNames[source] ?? source;
}

/** "Get Information About Schools, as at 31 August 2025": what stands under a figure. */
export function sourceText(source: string, asAt: LocalDate | null): string {
  return asAt === null ? sourceName(source) : `${sourceName(source)}, as at ${shortDate(asAt)}`;
}
