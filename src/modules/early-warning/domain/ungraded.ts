import type { LocalDate } from '#kernel/dates.ts';
import type { Inspection } from '#modules/inspections/index.ts';
import type { Reason } from './reason.ts';

/**
 * The outcomes without grades that say that concerns were found, as Ofsted publishes them: "School
 * remains Good (Concerns) - S5 Next", "School remains Outstanding (Concerns) - S5 Next", "Some
 * aspects not as strong". The wording drifts and an officer may have typed it, so spaces, dashes
 * and case do not count. No other sentence is read for its meaning: "without concerns" and "has
 * halted the decline" say the opposite of their words, and a person reads the report.
 */
const concerns: readonly RegExp[] = [
  /^school remains (?:good|outstanding) \(concerns?\)/,
  /^some aspects (?:[\w’' ]+ )?not (?:\w+ )?as (?:strong|good)\b/,
];

/** Whether the outcome of an ungraded inspection or a monitoring visit is one of concerns. */
export function speaksOfConcerns(outcome: string): boolean {
  const text = outcome.toLowerCase().replace(/\s+/g, ' ').trim();
  return concerns.some((pattern) => pattern.test(text));
}

/**
 * The latest inspection without grades after the latest graded one, where its outcome speaks of
 * concerns and it began on or after `since`. One without an outcome in words says nothing.
 * `begun` are the inspections begun by the day, newest first.
 */
export function ungradedConcerns(
  begun: readonly Inspection[],
  since: LocalDate,
): Reason | undefined {
  for (const inspection of begun) {
    if (inspection.kind === 'graded' || inspection.firstDay < since) return undefined;
    const { outcome } = inspection;
    if (outcome === null || outcome.trim() === '') continue;
    return speaksOfConcerns(outcome)
      ? { kind: 'ungraded-concerns', inspection, outcome }
      : undefined;
  }
  return undefined;
}
