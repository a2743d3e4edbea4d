import { academicYearOf, firstDayOf, yearsAfter } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Inspection } from '#modules/inspections/index.ts';

/**
 * The academic years whose figures are used as at a day: the last ones that are complete, the
 * latest first. On 31 August 2026 these are 2024/25 and 2023/24; a day later 2025/26 and 2024/25.
 * A year that is still going on is not compared with a whole one.
 */
export function yearsUsed(asAt: LocalDate, count: number): AcademicYear[] {
  const present = academicYearOf(asAt);
  return Array.from({ length: count }, (_, index) => yearsAfter(present, -1 - index));
}

/** The first day of the earliest year used: an inspection that began before it is history. */
export function recentSince(asAt: LocalDate, count: number): LocalDate {
  return firstDayOf(yearsAfter(academicYearOf(asAt), -count));
}

/**
 * The inspections that had begun by a day, the newest first: they count as in the national rules,
 * by their first day. Of a report card, a grade that was given at a later visit is left out where
 * the visit was after the day: what it was before is not held.
 */
export function begunBy(inspections: readonly Inspection[], asAt: LocalDate): Inspection[] {
  return inspections
    .filter(({ firstDay }) => firstDay <= asAt)
    .map((inspection) => ('judgedOn' in inspection ? knownOf(inspection, asAt) : inspection))
    .toSorted((a, b) => descending(a.firstDay, b.firstDay) || descending(a.number, b.number));
}

type ReportCard = Extract<
  Inspection,
  { readonly framework: 'report-card'; readonly kind: 'graded' }
>;

function knownOf(card: ReportCard, asAt: LocalDate): ReportCard {
  const later = Object.entries(card.judgedOn).filter(([, day]) => day > asAt);
  if (later.length === 0) return card;
  const areas = new Set(later.map(([area]) => area));
  return {
    ...card,
    judgements: Object.fromEntries(
      Object.entries(card.judgements).filter(([area]) => !areas.has(area)),
    ),
    safeguarding: areas.has('safeguarding') ? null : card.safeguarding,
  };
}

/** Code units, not a language's order: the same on every machine. */
export function descending(a: string, b: string): number {
  return a < b ? 1 : a > b ? -1 : 0;
}
