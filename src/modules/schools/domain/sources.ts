import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';

/** The publications that are imported, a file each; each has a line in every table of importers. */
const publications = {
  gias: 'Get Information About Schools',
  links: 'Get Information About Schools, links',
  groups: 'Get Information About Schools, groups',
  'group-links': 'Get Information About Schools, group links',
  ofsted: 'Ofsted management information',
  census: 'Performance tables: school census',
  absence: 'Performance tables: absence',
  ks2: 'Performance tables: key stage 2',
  ks4: 'Performance tables: key stage 4',
  calendar: 'Term dates',
  'bank-holidays': 'Bank holidays on GOV.UK',
} as const;

/** Which publication a file is. */
export type ImportSource = keyof typeof publications;

const sourceNames: Readonly<Record<string, string>> = {
  ...publications,
  demonstration: 'Demonstration data, invented',
};

export function sourceName(source: string): string {
  return sourceNames[source] ?? source;
}

/** "Get Information About Schools, as at 31 August 2025": what stands under a figure. */
export function sourceText(source: string, asAt: LocalDate | null): string {
  return asAt === null ? sourceName(source) : `${sourceName(source)}, as at ${shortDate(asAt)}`;
}
