import { addDays, dayOfWeek, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { schoolDayOnOrBefore } from '#kernel/school-days.ts';
import type { SchoolCalendar } from '#kernel/school-days.ts';
import { gapKinds } from './gap.ts';
import type { Gap, GapKind } from './gap.ts';

/** The Monday of the week that a day is in. */
export function weekOf(day: LocalDate): LocalDate {
  return addDays(day, 1 - dayOfWeek(day));
}

/**
 * Whether digests go out on a day: once a week, on its first day on which schools are open (Monday as
 * a rule), as far as the calendar is known; later in the week where that was missed. Never in holidays.
 */
export function isDigestDay(
  calendar: SchoolCalendar,
  day: LocalDate,
  lastWeek: LocalDate | undefined,
): boolean {
  return schoolDayOnOrBefore(calendar, day) === day && lastWeek !== weekOf(day);
}

const several: Readonly<Record<GapKind, (count: string, first: string) => string>> = {
  'next-date': (_count, first) => `the next meeting has no date (since ${first})`,
  'check-in': (_count, first) => `no check-in is set for this term, which ends on ${first}`,
  'pre-reads': (count, first) => `${count} late (since ${first})`,
  'accuracy-check': (count, first) => `${count} not answered (due by ${first})`,
  'overdue-action': (count, first) => `${count} overdue (since ${first})`,
  'carried-action': (count, first) => `${count} carried over twice without evidence (by ${first})`,
  'no-owner': (count) => `${count} without an owner, because that person has left`,
};

const nouns: Readonly<Record<GapKind, readonly [one: string, many: string]>> = {
  'next-date': ['date', 'dates'],
  'check-in': ['check-in', 'check-ins'],
  'pre-reads': ['pre-read document is', 'pre-read documents are'],
  'accuracy-check': ['accuracy check is', 'accuracy checks are'],
  'overdue-action': ['agreed action is', 'agreed actions are'],
  'carried-action': ['agreed action is', 'agreed actions are'],
  'no-owner': ['agreed action is', 'agreed actions are'],
};

/**
 * What a mail says of someone's gaps: a line for each school and kind, with how many and since when.
 * No wording of an action, no name, no judgement: those are behind the link.
 */
export function digestLines(gaps: readonly Gap[]): string[] {
  const kinds = Object.keys(gapKinds) as GapKind[];
  const bySchool = Map.groupBy(gaps, ({ school }) => school);
  return [...bySchool]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
    .flatMap(([school, own]) =>
      kinds.flatMap((kind) => {
        const these = own.filter((gap) => gap.kind === kind);
        const [first] = these.map(({ due }) => due).toSorted();
        if (first === undefined) return [];
        const [one, many] = nouns[kind];
        const count = these.length === 1 ? `1 ${one}` : `${these.length} ${many}`;
        return [`${school}: ${several[kind](count, shortDate(first))}.`];
      }),
    );
}
