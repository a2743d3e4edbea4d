import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { PolicyPack, Process } from '#policy-pack/index.ts';
import { changed, mayHave, mustBeOpen } from './case.ts';
import type { Case, CaseStatus, SchoolStanding } from './case.ts';

/**
 * Why a case ends. `exit` is the board's own outcome, which opens the next process; `next-step` leads to
 * the one that the policy names where engagement or progress is lacking.
 */
export const closings = {
  exit: 'The board agreed the exit',
  'next-step': 'The school goes on to the next step of the policy',
  inspection: 'An inspection was published',
  'academy-conversion': 'The school becomes an academy',
  'school-closure': 'The school closes',
  other: 'Another reason',
} as const;
export type Closing = keyof typeof closings;

/** What the policy names as leading from a Progress Check-In to the next step. */
export const setbacks = {
  'lack-of-engagement': 'Lack of engagement',
  'insufficient-progress': 'Insufficient progress',
} as const;
export type Setback = keyof typeof setbacks;

/** What happened to a case. */
export type CaseEvent =
  | { readonly kind: 'opened' | 'taken-on' }
  | { readonly kind: 'paused' | 'resumed' | 'reopened'; readonly reason: string }
  | {
      readonly kind: 'closed';
      readonly about: Closing;
      readonly reason: string;
      readonly decidedBy: string;
      /** The first day of the inspection for which it was reviewed. */
      readonly inspectedOn: LocalDate | undefined;
    }
  | {
      readonly kind: 'continued' | 'exit-forward';
      readonly reason: string;
      readonly decidedBy: string;
      readonly inspectedOn: LocalDate;
    }
  | { readonly kind: 'setback'; readonly about: Setback; readonly reason: string };

/** An event as the case's timeline keeps it: with how the case stood since, who did it, and when. */
export type CaseChange = CaseEvent & {
  readonly position: number;
  readonly status: CaseStatus;
  readonly at: Date;
  readonly by: { readonly id: PersonId | undefined; readonly name: string };
};

/** What a rule decided: the case as it now is, and what happened. */
export interface Changed {
  readonly case: Case;
  readonly event: CaseEvent;
}

const longestReason = 10_000;
const longestName = 200;

/** Pauses an open case: from now on it can be read, and nothing in it changed. */
export function pause(present: Case, reason: string): Result<Changed> {
  if (present.status === 'paused') return refuse('paused', 'This process is paused already.');
  const open = mustBeOpen(present, 'so it cannot be paused');
  if (!open.ok) return open;
  const said = checkReason(reason, 'Enter why the process is paused');
  if (!said.ok) return said;
  return ok({
    case: changed(present, { status: 'paused' }),
    event: { kind: 'paused', reason: said.value },
  });
}

export function resume(present: Case, reason: string): Result<Changed> {
  if (present.status !== 'paused') {
    return refuse(
      present.status,
      `This process is ${present.status}, so there is nothing to resume.`,
    );
  }
  const said = checkReason(reason, 'Enter why the process goes on');
  if (!said.ok) return said;
  return ok({
    case: changed(present, { status: 'open' }),
    event: { kind: 'resumed', reason: said.value },
  });
}

/** What must be ended before a case is: each with a sentence, and the page where it is done. */
export interface Unfinished {
  readonly kind: 'record' | 'meeting' | 'action';
  readonly sentence: string;
  readonly href: string;
}

export interface ClosingWanted {
  readonly about: Closing | undefined;
  readonly reason: string;
  /** Who decided, in words. */
  readonly decidedBy: string;
  /** Open actions are stopped with the case, for the same reason. */
  readonly stopsActions: boolean;
}

/**
 * Closes a case for another reason than its own exit. Refuses while a record is unfinished or a past
 * meeting has none, while actions are open that are not to be stopped, and without a reason in words
 * and who decided.
 */
export function close(
  present: Case,
  wanted: ClosingWanted,
  unfinished: readonly Unfinished[],
  inspectedOn: LocalDate | undefined,
): Result<Changed> {
  const open = mustBeOpen(present, 'so it cannot be closed again');
  if (!open.ok) return open;
  const { about } = wanted;
  if (about === undefined || about === 'exit') {
    return refuse('no-closing', 'Choose why the process is closed', 'about');
  }
  if (about === 'inspection' && inspectedOn === undefined) {
    return refuse(
      'no-inspection',
      'No inspection of the school has been published since the process was opened. Choose another reason',
      'about',
    );
  }
  const said = checkReason(wanted.reason, 'Enter the reason in your own words');
  if (!said.ok) return said;
  const decider = checkDecider(wanted.decidedBy);
  if (!decider.ok) return decider;
  const [first] = unfinished.filter(({ kind }) => kind !== 'action');
  if (first) return refuse('unfinished', first.sentence, 'unfinished');
  const actions = unfinished.filter(({ kind }) => kind === 'action').length;
  // Open actions go along to the next process.
  if (about !== 'next-step' && actions > 0 && !wanted.stopsActions) {
    return refuse(
      'open-actions',
      `${actions === 1 ? 'One action is' : `${actions} actions are`} still open. End ${actions === 1 ? 'it' : 'them'} first, or tick that ${actions === 1 ? 'it is' : 'they are'} stopped with the process`,
      'stopsActions',
    );
  }
  return ok({
    case: changed(present, { status: 'closed', nextForm: undefined }),
    event: {
      kind: 'closed',
      about,
      reason: said.value,
      decidedBy: decider.value,
      inspectedOn: about === 'inspection' ? inspectedOn : undefined,
    },
  });
}

/** Opens a closed case again. Refuses where the school could not have a new one either. */
export function reopen(
  present: Case,
  process: Process,
  school: SchoolStanding,
  reason: string,
): Result<Changed> {
  if (present.status !== 'closed') {
    return refuse(
      present.status,
      `This process is ${present.status}, so there is nothing to reopen.`,
    );
  }
  const may = mayHave(school, process, 'reopened');
  if (!may.ok) return may;
  const said = checkReason(reason, 'Enter why the process is reopened');
  if (!said.ok) return said;
  return ok({
    case: changed(present, { status: 'open' }),
    event: { kind: 'reopened', reason: said.value },
  });
}

/** Records that a check-in process lacks engagement or progress. What follows, an officer decides. */
export function setBack(
  present: Case,
  about: Setback | undefined,
  reason: string,
): Result<Changed> {
  const open = mustBeOpen(present, 'so nothing can be recorded in it');
  if (!open.ok) return open;
  if (about === undefined) return refuse('no-setback', 'Choose what is lacking', 'about');
  const said = checkReason(reason, 'Enter what you saw');
  if (!said.ok) return said;
  return ok({
    case: changed(present, {}),
    event: { kind: 'setback', about, reason: said.value },
  });
}

/** An inspection of the school, as far as a review looks at it. */
export interface Inspected {
  readonly kind: 'graded' | 'ungraded' | 'monitoring';
  readonly firstDay: LocalDate;
  readonly publishedOn: LocalDate;
}

export type ReviewChoice = 'continue' | 'exit-forward' | 'close';

/**
 * The inspections for which a case is up for review, oldest first: published after it was opened (or
 * taken on: whoever ran it before knew of the earlier ones), and not decided on yet.
 */
export function upForReview(
  present: Case,
  changes: readonly CaseChange[],
  inspections: readonly Inspected[],
): Inspected[] {
  if (present.status === 'closed') return [];
  const since = present.takenOn ?? present.openedOn;
  const decided = new Set(
    changes.flatMap((change) => ('inspectedOn' in change ? (change.inspectedOn ?? []) : [])),
  );
  return inspections
    .filter(({ publishedOn, firstDay }) => publishedOn > since && !decided.has(firstDay))
    .toSorted((a, b) => (a.firstDay < b.firstDay ? -1 : 1));
}

/**
 * What is chosen unless told otherwise: to continue, after a monitoring visit or an ungraded
 * inspection. After a graded one nothing is chosen; but check-ins end with it.
 */
export function usualReview(
  { kind }: Inspected,
  exitForm: string | undefined,
): ReviewChoice | undefined {
  if (kind !== 'graded') return 'continue';
  return exitForm === undefined ? 'close' : undefined;
}

/** The agenda at which a board can agree the exit; undefined where the process has none. */
export function exitFormOf(pack: PolicyPack, { key }: Process): string | undefined {
  return pack.forms.find(
    ({ process, outcomes }) =>
      process === key && outcomes.some(({ leadsTo }) => leadsTo.kind === 'process'),
  )?.key;
}

/** Decides, after an inspection, that the case goes on, or goes on to its exit. */
export function review(
  present: Case,
  process: Process & { readonly exitForm: string | undefined },
  choice: Exclude<ReviewChoice, 'close'>,
  wanted: { readonly reason: string; readonly decidedBy: string },
  inspected: Inspected,
): Result<Changed> {
  const open = mustBeOpen(present, 'so there is nothing to review');
  if (!open.ok) return open;
  const exit = process.exitForm;
  if (choice === 'exit-forward' && exit === undefined) {
    return refuse(
      'no-exit',
      `A ${process.name} has no exit meeting. Continue it, or close it`,
      'choice',
    );
  }
  const isUsual = usualReview(inspected, exit) === choice;
  const said = isUsual
    ? ok(wanted.reason)
    : checkReason(wanted.reason, 'Enter the reason for the decision');
  if (!said.ok) return said;
  const decider = checkDecider(wanted.decidedBy);
  if (!decider.ok) return decider;
  return ok({
    case: changed(present, choice === 'exit-forward' ? { nextForm: exit } : {}),
    event: {
      kind: choice === 'continue' ? 'continued' : 'exit-forward',
      reason: said.value,
      decidedBy: decider.value,
      inspectedOn: inspected.firstDay,
    },
  });
}

/** What the timeline says of an event, in a few words. */
export function eventWords(event: CaseEvent): string {
  switch (event.kind) {
    case 'opened':
      return 'Opened';
    case 'taken-on':
      return 'Taken on';
    case 'paused':
      return 'Paused';
    case 'resumed':
      return 'Resumed';
    case 'reopened':
      return 'Reopened';
    case 'closed':
      return `Closed: ${lower(closings[event.about])}`;
    case 'continued':
      return `Reviewed after the inspection of ${shortDate(event.inspectedOn)}: continues`;
    case 'exit-forward':
      return `Reviewed after the inspection of ${shortDate(event.inspectedOn)}: the exit is brought forward`;
    case 'setback':
      return setbacks[event.about];
  }
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function checkReason(typed: string, missing: string): Result<string> {
  const reason = typed.trim();
  if (reason === '') return refuse('no-reason', missing, 'reason');
  return reason.length > longestReason
    ? refuse(
        'too-long',
        `The reason must be ${longestReason.toLocaleString('en-GB')} characters or fewer`,
        'reason',
      )
    : ok(reason);
}

function checkDecider(typed: string): Result<string> {
  const name = typed.trim();
  if (name === '') return refuse('no-decider', 'Enter who decided', 'decidedBy');
  return name.length > longestName
    ? refuse('name-too-long', `Who decided must be ${longestName} characters or fewer`, 'decidedBy')
    : ok(name);
}
