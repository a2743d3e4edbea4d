import { academicYearOf, firstDayOf, lastDayOf } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import { addDays, dayOfWeek, daysBetween, longDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { blockName, isLoaded, placeInYear, terms } from '#kernel/school-days.ts';
import type { SchoolCalendar, Term, TermBlock } from '#kernel/school-days.ts';

export type BlockDates = Omit<TermBlock, 'year'>;

export interface InsetDay {
  readonly day: LocalDate;
  /** "INSET day" unless it has a name of its own. */
  readonly name: string;
}

/** The dates of one academic year, of the authority or of a school that has its own. */
export interface YearDates {
  /** The six half-term blocks in order; null where a school keeps the authority's. */
  readonly blocks: readonly BlockDates[] | null;
  /** In order. A school that keeps the authority's terms has these beside the authority's. */
  readonly inset: readonly InsetDay[];
  /** Where the dates are from, in a few words or as an address; empty when nobody said. */
  readonly source: string;
}

/** Whether a school has dates of its own: one that follows the authority again has neither. */
export const isOwn = ({ blocks, inset }: YearDates): boolean => blocks !== null || inset.length > 0;

/** The six blocks of a year, in order. */
export const sixBlocks: readonly { readonly term: Term; readonly half: 1 | 2 }[] = terms.flatMap(
  (term) => [
    { term, half: 1 },
    { term, half: 2 },
  ],
);

/** The academic year that dates belong to: a term may begin in the last days of August. */
export function yearOfDates(first: LocalDate): AcademicYear {
  return academicYearOf(addDays(first, 14));
}

/** Something wrong with the dates of a year. */
export interface DatesProblem {
  /** What it is about: a block's place from 0 to 5, or an INSET day's in its list. */
  readonly at: { readonly block: number } | { readonly inset: number };
  /** The place of the block that it is in conflict with. */
  readonly with?: number;
  /** Begins with a small letter where it begins with a block's name. */
  readonly sentence: string;
}

/** What is wrong with a year: blocks upside down, outside the year, overlapping or out of order; INSET days at weekends. */
export function problemsIn(year: AcademicYear, dates: YearDates): DatesProblem[] {
  const blocks = dates.blocks ?? [];
  return [
    ...blocks.flatMap((block) => blockProblems(year, block)),
    ...blocks.slice(1).flatMap((block, index) => {
      const before = blocks[index];
      return before ? pairProblems(before, block) : [];
    }),
    ...dates.inset.flatMap((each, index) => insetProblems(year, each, index)),
  ];
}

function blockProblems(year: AcademicYear, block: BlockDates): DatesProblem[] {
  const at = { block: placeInYear(block) };
  const name = blockName(block);
  if (block.last < block.first) {
    return [
      {
        at,
        sentence: `${name} ends on ${shortDate(block.last)}, before it begins on ${shortDate(block.first)}`,
      },
    ];
  }
  // It ends before the next year may begin, so that no two years overlap either.
  if (yearOfDates(block.first) !== year || yearOfDates(block.last) !== year) {
    return [{ at, sentence: `${name} (${span(block)}) is not in the academic year ${year}` }];
  }
  return [];
}

function pairProblems(before: BlockDates, block: BlockDates): DatesProblem[] {
  if (before.last < block.first || before.last < before.first || block.last < block.first) {
    return [];
  }
  const at = { block: placeInYear(block) };
  const overlaps = block.last >= before.first;
  return [
    {
      at,
      with: placeInYear(before),
      sentence: overlaps
        ? `${blockName(block)} (${span(block)}) overlaps with ${blockName(before)} (${span(before)})`
        : `${blockName(block)} (${span(block)}) is before ${blockName(before)} (${span(before)})`,
    },
  ];
}

function insetProblems(year: AcademicYear, { day }: InsetDay, index: number): DatesProblem[] {
  const at = { inset: index };
  if (dayOfWeek(day) > 5) {
    return [{ at, sentence: `the INSET day ${longDate(day)} is at a weekend` }];
  }
  if (day < addDays(firstDayOf(year), -14) || day > lastDayOf(year)) {
    return [
      { at, sentence: `the INSET day ${shortDate(day)} is not in the academic year ${year}` },
    ];
  }
  return [];
}

/** Longer than any half-term block, in days. */
const longestBlock = 77;

/** What is unlikely in dates that are possible. */
export function doubtsIn(year: AcademicYear, { blocks }: YearDates): string[] {
  return (blocks ?? [])
    .filter(({ first, last }) => daysBetween(first, last) > longestBlock || first === last)
    .map((block) => `In ${year}, ${blockName(block)} lasts from ${span(block)}.`);
}

/** "3 September 2026 to 23 October 2026" */
export function span({ first, last }: Pick<BlockDates, 'first' | 'last'>): string {
  return `${shortDate(first)} to ${shortDate(last)}`;
}

export function sameDates(a: YearDates, b: YearDates): boolean {
  const text = ({ blocks, inset, source }: YearDates) =>
    JSON.stringify([
      blocks?.map((block) => [blockName(block), block.first, block.last]) ?? null,
      inset.map(({ day, name }) => [day, name]),
      source,
    ]);
  return text(a) === text(b);
}

/** A list of bank holidays, as far as it reaches. */
export type BankHolidays = Pick<SchoolCalendar, 'bankHolidays' | 'knownUntil'>;

/**
 * The calendar of a school: in each year its own dates, or the authority's with its own INSET days
 * beside the authority's.
 */
export function calendarOf(
  bankHolidays: BankHolidays,
  authority: ReadonlyMap<AcademicYear, YearDates>,
  school: ReadonlyMap<AcademicYear, YearDates>,
): SchoolCalendar {
  const years = [...new Set([...authority.keys(), ...school.keys()])].toSorted();
  const blocks: TermBlock[] = [];
  const insetDays = new Map<LocalDate, string>();
  for (const year of years) {
    const own = school.get(year);
    const shared = authority.get(year);
    const takes = own?.blocks ?? shared?.blocks ?? [];
    blocks.push(...takes.map((block) => ({ ...block, year })));
    // Whoever sets their own terms sets their own INSET days too.
    const inset = own?.blocks ? own.inset : [...(shared?.inset ?? []), ...(own?.inset ?? [])];
    for (const { day, name } of inset) insetDays.set(day, name);
  }
  return { ...bankHolidays, blocks, insetDays };
}

/** What is left out where school days are counted from one day to another. */
export function schoolDaysNote(
  calendar: SchoolCalendar,
  from: LocalDate,
  until: LocalDate,
): string {
  const missing = [...new Set([academicYearOf(from), academicYearOf(until)])].filter(
    (year) => !isLoaded(calendar, year),
  );
  return missing.length === 0
    ? 'School days leave out weekends, bank holidays, INSET days and school holidays.'
    : `School days leave out weekends and bank holidays. The term dates of ${missing.join(' and ')} are not loaded, so school holidays are not taken out.`;
}
