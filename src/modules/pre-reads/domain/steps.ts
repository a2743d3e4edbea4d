import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';

/** What people are told of a meeting's papers: to send them, to send them soon, to read them. */
export type Step = 'ask' | 'remind' | 'distribute';

export interface StepDone {
  readonly step: Step;
  readonly person: PersonId;
  /** The day that the meeting was set for: a meeting that is moved begins anew. */
  readonly meetingOn: LocalDate;
  readonly at: Date;
}

export interface StepDue {
  readonly step: Step;
  readonly person: PersonId;
}

export interface StepFacts {
  readonly today: LocalDate;
  /** Nobody is chased when schools are closed. */
  readonly isSchoolDay: boolean;
  readonly meetingOn: LocalDate;
  readonly required: boolean;
  readonly remindFrom: LocalDate;
  readonly collectedBy: LocalDate;
  readonly distributedBy: LocalDate;
  /** Who owes a paper that is still to be sent. */
  readonly owing: readonly PersonId[];
  /** Who reads the papers before the meeting. */
  readonly readers: readonly PersonId[];
  readonly done: readonly StepDone[];
}

/**
 * Who is to be told what today, each of it once for the day that the meeting is set for. Whoever owes
 * a paper is asked as soon as the meeting is set, and reminded from some days before the collection
 * until its last day, but not on the day on which they were asked; suggested papers are not chased.
 */
export function dueSteps(facts: StepFacts): StepDue[] {
  const { today, meetingOn } = facts;
  if (!facts.isSchoolDay || today > meetingOn) return [];
  const doneFor = (step: Step, person: PersonId) => doneAt(facts.done, step, person, meetingOn);
  const due: StepDue[] = [];
  for (const person of facts.owing) {
    // The link would die today.
    if (today === meetingOn) continue;
    const asked = doneFor('ask', person);
    if (!asked) due.push({ step: 'ask', person });
    const isTime =
      facts.required && today >= facts.remindFrom && today <= facts.collectedBy && asked;
    if (isTime && dateOf(asked) < today && !doneFor('remind', person)) {
      due.push({ step: 'remind', person });
    }
  }
  if (today < facts.distributedBy) return due;
  for (const person of facts.readers) {
    if (!doneFor('distribute', person)) due.push({ step: 'distribute', person });
  }
  return due;
}

/** When someone was told, for the day that the meeting is set for. */
export function doneAt(
  done: readonly StepDone[],
  step: Step,
  person: PersonId,
  meetingOn: LocalDate,
): Date | undefined {
  return done.find(
    (each) => each.meetingOn === meetingOn && each.step === step && each.person === person,
  )?.at;
}

/** When the papers first went to the board, for the day that the meeting is set for. */
export function distributedAt(done: readonly StepDone[], meetingOn: LocalDate): Date | undefined {
  return done
    .filter((each) => each.step === 'distribute' && each.meetingOn === meetingOn)
    .map(({ at }) => at)
    .toSorted((a, b) => a.getTime() - b.getTime())[0];
}
