import type { LocalDate } from '#kernel/dates.ts';

/** What someone is told of a check that waits: the headteacher of its day, the chair of its silence. */
export type CheckStep = 'remind' | 'unanswered';

export interface CheckFacts {
  readonly today: LocalDate;
  /** Nobody is chased when schools are closed. */
  readonly isSchoolDay: boolean;
  /** The day from which the headteacher is reminded. */
  readonly remindFrom: LocalDate;
  readonly dueOn: LocalDate;
  /** When the headteacher was last mailed a link. */
  readonly askedOn: LocalDate;
  /** What has been told of this round, of this headteacher. */
  readonly done: readonly CheckStep[];
}

/**
 * What is told today of a check that waits for its answer, each once: the headteacher is reminded from
 * some days before its day, but not on the day on which a link reached them; and when its day has
 * passed, that no answer came.
 */
export function dueCheckStep(facts: CheckFacts): CheckStep | undefined {
  const { today, isSchoolDay, remindFrom, dueOn, askedOn, done } = facts;
  if (!isSchoolDay) return undefined;
  const step = today > dueOn ? 'unanswered' : today >= remindFrom ? 'remind' : undefined;
  if (step === undefined || done.includes(step)) return undefined;
  return step === 'remind' && askedOn >= today ? undefined : step;
}
