import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { ActionId, CaseId, MeetingId, PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';

export type ActionStatus =
  | { readonly kind: 'open' }
  | { readonly kind: 'complete'; readonly on: LocalDate }
  | { readonly kind: 'stopped'; readonly on: LocalDate; readonly reason: string };

/** What a board wrote down of an action. Every text may be empty but the first. */
export interface ActionWording {
  readonly what: string;
  /** A name, or a job: "English lead". */
  readonly undertakes: string;
  /** Whose it is, where that is a person of the board. */
  readonly undertakesPerson?: PersonId | undefined;
  readonly monitors: string;
  readonly monitorsPerson?: PersonId | undefined;
  /** How success is measured. */
  readonly success: string;
  /** What support the school is offered to achieve it. */
  readonly support: string;
  readonly byWhen: LocalDate | undefined;
}

/** That whoever undertakes an action says that it is complete. */
export interface Proposal {
  readonly by: PersonId;
  readonly on: LocalDate;
}

/** Something that the school does after a meeting, as the board agreed it. */
export interface AgreedAction extends ActionWording {
  readonly id: ActionId;
  readonly caseId: CaseId;
  /** The meeting that agreed it. */
  readonly meetingId: MeetingId;
  /** Its place among the actions of its meeting, from 1. */
  readonly position: number;
  readonly status: ActionStatus;
  /** Set while an open action waits for someone to confirm that it is complete. */
  readonly proposal?: Proposal | undefined;
  readonly version: number;
}

/** An agreed action in a list, with the day of the meeting that agreed it. */
export type ListedAction = AgreedAction & { readonly agreedOn: LocalDate };

/** An action together with what its progress turns on. */
export interface ActionStanding {
  readonly action: AgreedAction;
  /** Whether the record that agreed it is final: until then its wording is still being settled. */
  readonly agreed: boolean;
}

/** Which of its two people: who does it, and who looks whether it is done. */
export type ActionPart = 'undertakes' | 'monitors';

/** The longest text that is kept with an action, in characters. */
export const longestText = 10_000;

/** Says that it is complete, by whoever undertakes it. It stays open until that is confirmed. */
export function proposeCompletion(
  { action, agreed }: ActionStanding,
  by: PersonId,
  on: LocalDate,
): Result<AgreedAction> {
  const checked = mustBe('open', action, agreed);
  if (!checked.ok) return checked;
  if (action.proposal) {
    return refuse('proposed', 'This action waits to be confirmed as complete already.');
  }
  return ok({ ...action, proposal: { by, on }, version: action.version + 1 });
}

/** Says that it is not complete after all, and what is missing. */
export function declineCompletion(
  { action, agreed }: ActionStanding,
  reason: string,
): Result<AgreedAction> {
  const checked = mustBe('open', action, agreed);
  if (!checked.ok) return checked;
  if (!action.proposal) {
    return refuse('not-proposed', 'Nobody has said that this action is complete.');
  }
  const given = checkText(reason, 'Enter what is still missing', 'reason');
  return given.ok ? ok(withStatus(action, { kind: 'open' })) : given;
}

export function complete({ action, agreed }: ActionStanding, on: LocalDate): Result<AgreedAction> {
  const checked = mustBe('open', action, agreed);
  return checked.ok ? ok(withStatus(action, { kind: 'complete', on })) : checked;
}

/** Ends an action that is no longer wanted; the reason stays with it. */
export function stop(
  { action, agreed }: ActionStanding,
  reason: string,
  on: LocalDate,
): Result<AgreedAction> {
  const checked = mustBe('open', action, agreed);
  if (!checked.ok) return checked;
  const given = checkText(reason, 'Enter why the action is stopped', 'reason');
  return given.ok ? ok(withStatus(action, { kind: 'stopped', on, reason })) : given;
}

/** Takes back a completion or a stop. */
export function reopen({ action, agreed }: ActionStanding): Result<AgreedAction> {
  const checked = mustBe('ended', action, agreed);
  return checked.ok ? ok(withStatus(action, { kind: 'open' })) : checked;
}

/** Checks what is said of an open action's progress: words, a file as evidence, or both. */
export function checkProgress(
  { status }: AgreedAction,
  text: string,
  hasFile: boolean,
): Result<undefined> {
  if (status.kind !== 'open') {
    return refuse(
      status.kind,
      `This action is ${status.kind}, so nothing is added to it. Ask the chair to open it again.`,
    );
  }
  if (text === '' && !hasFile) {
    return refuse('nothing', 'Enter what has been done, or choose a file that shows it', 'text');
  }
  return text.length > longestText ? tooLong('text') : ok(undefined);
}

/**
 * Gives a part of an open action to another person, who is on its board. What the board wrote down
 * ("English lead") stays, unless it was the name of whoever had it.
 */
export function handOver(
  action: AgreedAction,
  part: ActionPart,
  to: { readonly id: PersonId; readonly name: string },
  before: string | undefined,
): Result<AgreedAction> {
  if (action.status.kind !== 'open') {
    return refuse(action.status.kind, `This action is already ${action.status.kind}.`);
  }
  const person = part === 'undertakes' ? action.undertakesPerson : action.monitorsPerson;
  if (person === to.id) return refuse('theirs', `${to.name} has it already`, 'person');
  const words = action[part] === '' || action[part] === before ? to.name : action[part];
  return ok({
    ...action,
    ...(part === 'undertakes'
      ? { undertakes: words, undertakesPerson: to.id }
      : { monitors: words, monitorsPerson: to.id }),
    version: action.version + 1,
  });
}

/** "Open", "Complete on 3 March 2027", "Stopped on 3 March 2027: …" */
export function statusText(status: ActionStatus): string {
  switch (status.kind) {
    case 'open':
      return 'Open';
    case 'complete':
      return `Complete on ${shortDate(status.on)}`;
    case 'stopped':
      return `Stopped on ${shortDate(status.on)}: ${status.reason}`;
  }
}

/** Whether the day by which it was to be done has passed. */
export function isOverdue(
  { status, byWhen }: Pick<AgreedAction, 'status' | 'byWhen'>,
  today: LocalDate,
): boolean {
  return status.kind === 'open' && byWhen !== undefined && byWhen < today;
}

/** How an action stands as a tag: the word says it all without the colour. */
export function stateOf(
  action: Pick<AgreedAction, 'status' | 'byWhen' | 'proposal'>,
  today: LocalDate,
): { readonly word: string; readonly colour: string } {
  switch (action.status.kind) {
    case 'complete':
      return { word: 'Complete', colour: 'govuk-tag--green' };
    case 'stopped':
      return { word: 'Stopped', colour: 'govuk-tag--grey' };
    case 'open':
      if (action.proposal) return { word: 'To be confirmed', colour: 'govuk-tag--yellow' };
      return isOverdue(action, today)
        ? { word: 'Overdue', colour: 'govuk-tag--red' }
        : { word: 'Open', colour: 'govuk-tag--blue' };
  }
}

function withStatus(action: AgreedAction, status: ActionStatus): AgreedAction {
  return { ...action, status, proposal: undefined, version: action.version + 1 };
}

function checkText(text: string, missing: string, field: string): Result<undefined> {
  if (text === '') return refuse('no-reason', missing, field);
  return text.length > longestText ? tooLong(field) : ok(undefined);
}

function tooLong(field: string) {
  return refuse('too-long', 'What you enter must be 10,000 characters or fewer', field);
}

function mustBe(
  wanted: 'open' | 'ended',
  { status }: AgreedAction,
  agreed: boolean,
): Result<undefined> {
  if (!agreed) {
    return refuse(
      'not-agreed',
      'The record of the meeting is not final, so this action can still be changed or removed in it.',
    );
  }
  if (wanted === 'open' && status.kind !== 'open') {
    return refuse(status.kind, `This action is already ${status.kind}.`);
  }
  if (wanted === 'ended' && status.kind === 'open') return refuse('open', 'This action is open.');
  return ok(undefined);
}
