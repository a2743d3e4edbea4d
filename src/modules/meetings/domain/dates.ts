import { assertNever } from '#kernel/assert-never.ts';
import { addDays, longDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import {
  blockName,
  blockOn,
  closedBecause,
  followingBlock,
  kindOfDay,
} from '#kernel/school-days.ts';
import type { SchoolCalendar, TermBlock } from '#kernel/school-days.ts';
import type { HowSoon, Periods } from '#policy-pack/index.ts';
import { preReadDates } from './pre-reads.ts';

/** When a meeting is to be, by what was agreed. */
export type Window =
  /** Nothing was agreed. */
  | { readonly kind: 'any' }
  /** Agreed, but the term dates that it turns on are not loaded. */
  | { readonly kind: 'not loaded' }
  /** `name` goes on after "in": "spring 1 of 2026/27". */
  | {
      readonly kind: 'within';
      readonly name: string;
      readonly first: LocalDate;
      readonly last: LocalDate;
    };

/** What the date of a meeting is held against. */
export interface DateFrame {
  readonly today: LocalDate;
  readonly calendar: SchoolCalendar;
  readonly periods: Pick<Periods, 'preReadsCollected' | 'preReadsDistributed'>;
  readonly window: Window;
  /** Who of the board has another board's meeting on a day. */
  readonly busy: ReadonlyMap<LocalDate, readonly string[]>;
}

/** Something about a date that needs a reason. */
export interface Doubt {
  readonly code: 'outside' | 'too-soon' | 'other-meeting';
  /** A whole sentence. */
  readonly sentence: string;
}

/**
 * The half-term block or the term after a meeting's: after summer 2 comes autumn 1. A meeting in a
 * holiday counts to the block before it. "Next term" is both blocks of the term that follows.
 */
export function windowAfter(
  calendar: SchoolCalendar,
  meeting: LocalDate,
  within: HowSoon | undefined,
): Window {
  if (within === undefined || within === 'to be agreed') return { kind: 'any' };
  const block = blockOn(calendar, meeting);
  switch (within) {
    case 'next half-term': {
      const next = block && followingBlock(calendar, block);
      return next ? windowOf(`${blockName(next)} of ${next.year}`, next, next) : notLoaded;
    }
    case 'next term': {
      const half: TermBlock | undefined = block && { ...block, half: 2 };
      const first = half && followingBlock(calendar, half);
      const second = first && followingBlock(calendar, first);
      return first && second
        ? windowOf(`the ${first.term} term of ${first.year}`, first, second)
        : notLoaded;
    }
    default:
      return assertNever(within);
  }
}

const notLoaded: Window = { kind: 'not loaded' };

function windowOf(name: string, first: TermBlock, last: TermBlock): Window {
  return { kind: 'within', name, first: first.first, last: last.last };
}

/** How far ahead dates are offered where nothing was agreed, in days. */
const lookAhead = 70;

/**
 * So many dates, spread over the time agreed: school days that are known to be, on which nobody of
 * the board is at another board, with the time before them that the pre-read documents need. Fewer,
 * or none, where there are no more.
 */
export function offerDates(frame: DateFrame, count = 3): LocalDate[] {
  const { window, today, calendar, periods } = frame;
  if (window.kind === 'not loaded') return [];
  const first = window.kind === 'within' && window.first > today ? window.first : today;
  const last = window.kind === 'within' ? window.last : addDays(today, lookAhead);
  const good: LocalDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (kindOfDay(calendar, day).kind !== 'school day') continue;
    if (preReadDates(day, periods, calendar).collectedBy < today) continue;
    if (doubtsAbout(day, frame).length === 0) good.push(day);
  }
  // In the middle of equal parts: neither in the first days of a term nor in its last.
  const spread = Array.from(
    { length: Math.min(count, good.length) },
    (_, index, parts = Math.min(count, good.length)) =>
      good[Math.floor((good.length * (2 * index + 1)) / (2 * parts))],
  );
  return spread.flatMap((day) => day ?? []);
}

/** What is to be said against a day on which schools are open; nothing where it fits. */
export function doubtsAbout(day: LocalDate, frame: DateFrame): Doubt[] {
  const { window, busy, calendar, today, periods } = frame;
  const doubts: Doubt[] = [];
  const isClosed = closedBecause(kindOfDay(calendar, day)) !== undefined;
  if (window.kind === 'within' && !isClosed && (day < window.first || day > window.last)) {
    doubts.push({
      code: 'outside',
      sentence: `${longDate(day)} is not in ${window.name}, which is from ${shortDate(window.first)} to ${shortDate(window.last)}`,
    });
  }
  const { distributedBy } = preReadDates(day, periods, calendar);
  if (distributedBy < today) {
    doubts.push({
      code: 'too-soon',
      sentence: `${longDate(day)} is too soon for the pre-read documents: they would have had to go to the board by ${longDate(distributedBy)}`,
    });
  }
  const names = busy.get(day);
  if (names !== undefined && names.length > 0) {
    doubts.push({
      code: 'other-meeting',
      sentence: `${listed(names)} ${names.length === 1 ? 'has' : 'have'} a meeting of another board on ${longDate(day)}`,
    });
  }
  return doubts;
}

/** Whether the year of a day is loaded: what is not is said to be "not checked". */
export function isChecked(calendar: SchoolCalendar, day: LocalDate): boolean {
  return kindOfDay(calendar, day).kind !== 'not checked';
}

/** "not checked against term dates", said beside a date of a year that is not loaded; else nothing. */
export function uncheckedWords(calendar: SchoolCalendar, day: LocalDate): string {
  return isChecked(calendar, day)
    ? ''
    : ' (not checked: the term dates of that year are not loaded)';
}

function listed(names: readonly string[]): string {
  return names.length < 2
    ? (names[0] ?? '')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
