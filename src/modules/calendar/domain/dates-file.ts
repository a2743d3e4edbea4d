import type { AcademicYear } from '#kernel/academic-year.ts';
import { addDays, dayOfWeek, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { blockName, placeInYear } from '#kernel/school-days.ts';
import type { Term } from '#kernel/school-days.ts';
import { problemsIn, sixBlocks, span, yearOfDates } from './year-dates.ts';
import type { BlockDates, DatesProblem, InsetDay } from './year-dates.ts';

/** What some days of a file are. */
export type What =
  | { readonly kind: 'block'; readonly term: Term; readonly half: 1 | 2 }
  /** A whole term, with its half-term holiday within it. */
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'holiday' }
  | { readonly kind: 'INSET' }
  /** They come with their own list. */
  | { readonly kind: 'bank holiday' };

/** One entry of a file of term dates: a row, or an event. */
export interface Entry {
  readonly line: number;
  /** As the file says it; where it does not, the dates tell. */
  readonly year: AcademicYear | undefined;
  /** The school that has its own dates; undefined for the authority's. */
  readonly urn: Urn | undefined;
  readonly what: What;
  /** As the file calls it. */
  readonly name: string;
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly source: string;
}

/** The dates that a file gives an authority or a school for a year. */
export interface GivenYear {
  readonly urn: Urn | undefined;
  readonly year: AcademicYear;
  readonly blocks: readonly BlockDates[] | null;
  /** Null where the file names none: those that are held stay. */
  readonly inset: readonly InsetDay[] | null;
  readonly source: string;
}

/** Something that stops the whole file. */
export interface LineRefusal {
  readonly line: number;
  /** A whole sentence without the line. */
  readonly sentence: string;
}

export interface Assembled {
  readonly years: readonly GivenYear[];
  readonly refusals: readonly LineRefusal[];
}

const seasons: readonly (readonly [RegExp, Term])[] = [
  [/\bautumn\b|\bmichaelmas\b/, 'autumn'],
  [/\bspring\b|\blent\b/, 'spring'],
  [/\bsummer\b/, 'summer'],
];

/**
 * What the words of a file mean: "autumn 1", "Spring term, second half", "Term 5", "Summer term",
 * "October half term", "Teacher training day". Undefined when they mean nothing that is known.
 */
export function meaningOf(words: string): What | undefined {
  const text = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  const says = (pattern: RegExp) => pattern.test(text);
  if (says(/\b(inset|training|teacher|staff|pupil free|non pupil|non teaching)\b/)) {
    return { kind: 'INSET' };
  }
  if (says(/\b(bank holiday|good friday|easter monday|may day|boxing day|christmas day)\b/)) {
    return { kind: 'bank holiday' };
  }
  const isBreak = says(/\b(holidays?|break|vacation|closed|closure|easter|christmas)\b/);
  const numbered = /\b(?:half )?term ([1-6])$/.exec(text);
  const term = seasons.find(([pattern]) => says(pattern))?.[1];
  if (isBreak) return { kind: 'holiday' };
  if (term === undefined) {
    const block = numbered && sixBlocks[Number(numbered[1]) - 1];
    if (block) return { kind: 'block', ...block };
    return says(/\bhalf ?term\b/) ? { kind: 'holiday' } : undefined;
  }
  if (says(/\b(1|1st|first|one|a)\b/)) return { kind: 'block', term, half: 1 };
  if (says(/\b(2|2nd|second|two|b)\b/)) return { kind: 'block', term, half: 2 };
  if (says(/\bhalf ?term\b/)) return { kind: 'holiday' };
  // Not a fair, nor the day on which a term begins.
  return says(/^(the )?[a-z]+( term)?( 20\d\d)?( \d{2,4})?$/) ? { kind: 'term', term } : undefined;
}

/**
 * Puts the entries of a file together to academic years. Each year of the authority needs its six
 * half-term blocks; a school's, all six or INSET days alone. What cannot be is refused by line:
 * dates upside down or in another year, the same block twice, terms that overlap or stand in the
 * wrong order, a holiday within a term, a year that is not whole.
 */
export function assemble(entries: readonly Entry[]): Assembled {
  const refusals: LineRefusal[] = [];
  const years: GivenYear[] = [];
  for (const group of groupsOf(entries, refusals)) {
    const made = yearFrom(group, refusals);
    if (made) years.push(made);
  }
  return { years, refusals: refusals.toSorted((a, b) => a.line - b.line) };
}

interface Group {
  readonly urn: Urn | undefined;
  readonly year: AcademicYear;
  readonly entries: readonly Entry[];
  /** Whether an entry of it was refused already. */
  readonly isSpoilt: boolean;
}

function groupsOf(entries: readonly Entry[], refusals: LineRefusal[]): Group[] {
  const groups = new Map<string, Group & { readonly entries: Entry[]; isSpoilt: boolean }>();
  for (const entry of entries) {
    const { line, first, last, urn, name } = entry;
    if (last < first) {
      const sentence = `${name} ends on ${shortDate(last)}, before it begins on ${shortDate(first)}.`;
      refusals.push({ line, sentence });
    }
    const year = entry.year ?? yearOfDates(first);
    const key = `${year} ${urn ?? ''}`;
    const group = groups.get(key) ?? { urn, year, entries: [], isSpoilt: false };
    if (last < first) group.isSpoilt = true;
    else group.entries.push(entry);
    groups.set(key, group);
  }
  return [...groups.values()];
}

interface LinedBlock extends BlockDates {
  readonly line: number;
}

function yearFrom(
  { urn, year, entries, isSpoilt }: Group,
  refusals: LineRefusal[],
): GivenYear | undefined {
  const before = refusals.length;
  const refuse = (line: number, sentence: string) => refusals.push({ line, sentence });
  const blocks = blocksFrom(entries, year, refuse);
  const insets = insetsFrom(entries);
  const whole = sixBlocks.flatMap(
    (each) => blocks.find((block) => placeInYear(block) === placeInYear(each)) ?? [],
  );
  const needsBlocks = blocks.length > 0 || urn === undefined;
  if (needsBlocks && !isSpoilt && refusals.length === before && whole.length < sixBlocks.length) {
    const missing = sixBlocks
      .filter((each) => !whole.some((block) => placeInYear(block) === placeInYear(each)))
      .map(blockName);
    const line = entries.at(-1)?.line ?? 1;
    refuse(line, `${year} is not whole: the file has no ${missing.join(', no ')} of it${of(urn)}.`);
  }
  const dates = {
    blocks: whole,
    inset: insets.map(({ day, name }) => ({ day, name })),
    source: '',
  };
  for (const problem of problemsIn(year, dates)) {
    refuse(lineOf(problem, whole, insets), sentenceOf(problem, whole));
  }
  holidaysWithin(entries, whole, refuse);
  if (isSpoilt || refusals.length > before) return undefined;
  return {
    urn,
    year,
    blocks: needsBlocks
      ? whole.map(({ term, half, first, last }) => ({ term, half, first, last }))
      : null,
    inset: insets.length === 0 ? null : dates.inset,
    source: entries.find(({ source }) => source !== '')?.source ?? '',
  };
}

function blocksFrom(
  entries: readonly Entry[],
  year: AcademicYear,
  refuse: (line: number, sentence: string) => void,
): LinedBlock[] {
  const blocks: LinedBlock[] = [];
  const add = (block: LinedBlock) => {
    const earlier = blocks.find((each) => placeInYear(each) === placeInYear(block));
    if (earlier) {
      refuse(
        block.line,
        `${blockName(block)} of ${year} is there already, on line ${earlier.line}.`,
      );
    } else blocks.push(block);
  };
  for (const { what, line, first, last, name } of entries) {
    if (what.kind === 'block') add({ term: what.term, half: what.half, first, last, line });
    if (what.kind !== 'term') continue;
    const { term } = what;
    const within = entries.find(
      (each) => each.what.kind === 'holiday' && each.first > first && each.last < last,
    );
    if (!within) {
      refuse(
        line,
        `${name} of ${year} (${span({ first, last })}) has no half-term holiday within it. Add one, or give its two halves.`,
      );
      continue;
    }
    add({ term, half: 1, first, last: weekdayUntil(addDays(within.first, -1)), line });
    add({ term, half: 2, first: weekdayFrom(addDays(within.last, 1)), last, line });
  }
  return blocks;
}

function weekdayFrom(day: LocalDate): LocalDate {
  return dayOfWeek(day) > 5 ? weekdayFrom(addDays(day, 1)) : day;
}

function weekdayUntil(day: LocalDate): LocalDate {
  return dayOfWeek(day) > 5 ? weekdayUntil(addDays(day, -1)) : day;
}

interface LinedInset extends InsetDay {
  readonly line: number;
}

function insetsFrom(entries: readonly Entry[]): LinedInset[] {
  const days = entries.flatMap((entry): LinedInset[] => {
    if (entry.what.kind !== 'INSET') return [];
    const made: LinedInset[] = [];
    for (let day = entry.first; day <= entry.last; day = addDays(day, 1)) {
      made.push({ day, name: entry.name, line: entry.line });
    }
    return made;
  });
  const once = new Map(days.toReversed().map((each) => [each.day, each]));
  return [...once.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** A holiday that lies in a block contradicts it: one of the two is wrong. */
function holidaysWithin(
  entries: readonly Entry[],
  blocks: readonly LinedBlock[],
  refuse: (line: number, sentence: string) => void,
): void {
  for (const { what, first, last, line, name } of entries) {
    if (what.kind !== 'holiday') continue;
    const block = blocks.find((each) => each.first <= last && first <= each.last);
    if (!block) continue;
    refuse(
      line,
      `The holiday “${name}” (${span({ first, last })}) overlaps with ${blockName(block)} (${span(block)}) on line ${block.line}.`,
    );
  }
}

function lineOf(
  { at }: DatesProblem,
  blocks: readonly LinedBlock[],
  insets: readonly LinedInset[],
): number {
  const found =
    'block' in at ? blocks.find((each) => placeInYear(each) === at.block) : insets[at.inset];
  return found?.line ?? 1;
}

function sentenceOf(problem: DatesProblem, blocks: readonly LinedBlock[]): string {
  const other = blocks.find((each) => placeInYear(each) === problem.with);
  const sentence = `${problem.sentence.charAt(0).toUpperCase()}${problem.sentence.slice(1)}`;
  return other ? `${sentence} on line ${other.line}.` : `${sentence}.`;
}

function of(urn: Urn | undefined): string {
  return urn === undefined ? '' : ` for the school ${urn}`;
}
