import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { ActionId, CaseId, MeetingId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';

export type ActionStatus =
  | { readonly kind: 'open' }
  | { readonly kind: 'complete'; readonly on: LocalDate }
  | { readonly kind: 'stopped'; readonly on: LocalDate; readonly reason: string };

/** What a board wrote down of an action. Every text may be empty but the first. */
export interface ActionWording {
  readonly what: string;
  readonly undertakes: string;
  readonly monitors: string;
  /** How success is measured. */
  readonly success: string;
  /** What support the school is offered to achieve it. */
  readonly support: string;
  readonly byWhen: LocalDate | undefined;
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
  readonly version: number;
}

/** An action together with what its progress turns on. */
export interface ActionStanding {
  readonly action: AgreedAction;
  /** Whether the record that agreed it is final: until then its wording is still being settled. */
  readonly agreed: boolean;
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
  if (reason === '') return refuse('no-reason', 'Enter why the action is stopped', 'reason');
  return ok(withStatus(action, { kind: 'stopped', on, reason }));
}

/** Takes back a completion or a stop. */
export function reopen({ action, agreed }: ActionStanding): Result<AgreedAction> {
  const checked = mustBe('ended', action, agreed);
  return checked.ok ? ok(withStatus(action, { kind: 'open' })) : checked;
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

function withStatus(action: AgreedAction, status: ActionStatus): AgreedAction {
  return { ...action, status, version: action.version + 1 };
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
