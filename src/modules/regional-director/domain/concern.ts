import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Answered, Closed, ConcernFact, FollowedUp, Raised, Withdrawn } from './facts.ts';

/** How far a concern about an academy has come. */
export type ConcernState =
  | { readonly status: 'raised' }
  | { readonly status: 'answered'; readonly answer: Answered }
  | { readonly status: 'closed'; readonly answer: Answered; readonly closing: Closed }
  | { readonly status: 'withdrawn'; readonly withdrawal: Withdrawn };

export type ConcernStatus = ConcernState['status'];

export const concernStatusNames: Readonly<Record<ConcernStatus, string>> = {
  raised: 'Waiting for an answer',
  answered: 'Answered',
  closed: 'Closed',
  withdrawn: 'Withdrawn',
};

/** A concern about an academy’s standards, leadership or governance. An academy never has a level. */
export interface Concern {
  readonly raised: Raised;
  readonly followUps: readonly FollowedUp[];
  readonly state: ConcernState;
}

export type FurtherConcernFact = Exclude<ConcernFact, Raised>;

export function raisedConcern(raised: Raised): Concern {
  return { raised, followUps: [], state: { status: 'raised' } };
}

export function checkRaising(raised: Raised, today: LocalDate): Result<Concern> {
  return raised.on > today
    ? refuse('in-future', `The day must not be after today, ${shortDate(today)}`, 'on')
    : ok(raisedConcern(raised));
}

/**
 * Records a fact in a concern: the fact is the event. `today` is the day on which it is recorded.
 * Refuses what cannot follow on what is recorded; the days of a fact must be possible.
 */
export function recordInConcern(
  concern: Concern,
  fact: FurtherConcernFact,
  today: LocalDate,
): Result<Concern> {
  const { raised, state } = concern;
  if (state.status === 'closed' || state.status === 'withdrawn') {
    const { on } = state.status === 'closed' ? state.closing : state.withdrawal;
    return refuse(
      state.status,
      `The concern was ${state.status} on ${shortDate(on)}. What came after belongs in a new one; an entry that is wrong can still be corrected.`,
    );
  }
  if (fact.on > today) {
    return refuse('in-future', `The day must not be after today, ${shortDate(today)}`, 'on');
  }
  if (fact.on < raised.on) {
    return refuse(
      'before-raising',
      `The day must not be before the concern was raised, ${shortDate(raised.on)}`,
      'on',
    );
  }
  switch (fact.kind) {
    case 'answered':
      if (state.status === 'answered') {
        return refuse(
          'answered',
          `The answer of ${shortDate(state.answer.on)} is recorded already. Record what came after it as a follow-up; correct the answer if it is wrong.`,
        );
      }
      break;
    case 'closed':
      if (state.status === 'raised') {
        return refuse(
          'not-answered',
          'No answer is recorded. Record it first, or record that the concern was withdrawn.',
        );
      }
      if (fact.on < state.answer.on) {
        return refuse(
          'before-answer',
          `The day must not be before the answer, ${shortDate(state.answer.on)}`,
          'on',
        );
      }
      break;
    case 'follow-up':
    case 'withdrawn':
      break;
  }
  return ok(withConcernFact(concern, fact));
}

/** The concern with a fact that has been found possible. */
export function withConcernFact(before: Concern, fact: FurtherConcernFact): Concern {
  switch (fact.kind) {
    case 'follow-up':
      return { ...before, followUps: [...before.followUps, fact] };
    case 'answered':
      return { ...before, state: { status: 'answered', answer: fact } };
    case 'closed':
      return before.state.status === 'answered'
        ? { ...before, state: { status: 'closed', answer: before.state.answer, closing: fact } }
        : before;
    case 'withdrawn':
      return { ...before, state: { status: 'withdrawn', withdrawal: fact } };
  }
}
