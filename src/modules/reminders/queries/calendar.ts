import type { LocalDate } from '#kernel/dates.ts';
import { blockOn } from '#kernel/school-days.ts';
import type { SchoolCalendar } from '#kernel/school-days.ts';
import type { TermDays } from '../domain/gap.ts';

/** The term that a day is in, or the last one before the holiday that it is in; undefined where none is known. */
export function termOn(calendar: SchoolCalendar, day: LocalDate): TermDays | undefined {
  const block = blockOn(calendar, day);
  if (!block) return undefined;
  const halves = calendar.blocks.filter(
    ({ year, term }) => year === block.year && term === block.term,
  );
  const first = halves.map((half) => half.first).toSorted()[0];
  const last = halves
    .map((half) => half.last)
    .toSorted()
    .at(-1);
  return first !== undefined && last !== undefined ? { first, last } : undefined;
}
