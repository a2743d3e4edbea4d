import type { LocalDate } from '#kernel/dates.ts';
import type { GradedInspection } from '#modules/inspections/index.ts';
import type { PredecessorHistory, SchoolHistory } from './finding.ts';

/**
 * The graded inspections that count on a day, the newest first: those that had begun. Ofsted’s own
 * files mean the same by "as at", and frameworks too go by the first day; a report is published
 * some weeks later.
 */
export function begunBy(
  inspections: readonly GradedInspection[],
  asAt: LocalDate,
): GradedInspection[] {
  return inspections
    .filter(({ firstDay }) => firstDay <= asAt)
    .toSorted((a, b) => compare(b.firstDay, a.firstDay) || compare(b.number, a.number));
}

/** Code units, not a language’s order: the same on every machine, and fast. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface PredecessorsLatest {
  readonly urn: PredecessorHistory['urn'];
  readonly name: string | null;
  /** Undefined where none is held: then nothing can be said of it. */
  readonly latest: GradedInspection | undefined;
}

/** The latest inspection of each predecessor before the only one of the school itself. */
export function latestOfPredecessors(
  { predecessors }: SchoolHistory,
  only: GradedInspection,
  asAt: LocalDate,
): PredecessorsLatest[] {
  return predecessors.map(({ urn, name, graded }) => ({
    urn,
    name,
    latest: begunBy(graded, asAt).find(
      ({ number, firstDay }) => number !== only.number && firstDay < only.firstDay,
    ),
  }));
}
