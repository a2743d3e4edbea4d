import type { ActionId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { ActionWording, AgreedAction } from '#modules/actions/index.ts';
import type { BoardMember } from '#modules/cases/index.ts';
import { change, changed, mayWrite } from './record.ts';
import type { Change, MeetingRecord } from './record.ts';

/** What an action says, each with the words that the form's guidance has for it. */
export const actionParts = {
  what: 'What will be done',
  undertakes: 'Who undertakes it',
  monitors: 'Who monitors its progress',
  success: 'How success will be measured',
  support: 'What support the school is offered',
} as const;

const longest = 10_000;

/** The parts of an action that a person of the board can have, beside words or instead of them. */
export const actionPeople = {
  undertakes: 'undertakesPerson',
  monitors: 'monitorsPerson',
} as const;

/**
 * The wording with the names of those who were chosen, where no words say who it is. Refuses someone
 * who is not on the board: an action is given to those who agreed it.
 */
export function withNames(
  wording: ActionWording,
  board: readonly Pick<BoardMember, 'personId' | 'name'>[],
): Result<ActionWording> {
  let named = wording;
  for (const [words, person] of Object.entries(actionPeople) as [
    keyof typeof actionPeople,
    (typeof actionPeople)[keyof typeof actionPeople],
  ][]) {
    const chosen = wording[person];
    if (chosen === undefined) continue;
    const member = board.find(({ personId }) => personId === chosen);
    if (!member) {
      return refuse(
        'not-on-board',
        'Choose someone who is on the board, or enter a name or a job',
        `${words}-person`,
      );
    }
    if (wording[words] === '') named = { ...named, [words]: member.name };
  }
  return ok(named);
}

/** Adds an action after the others. `id` comes with the form: one that is there already is left alone. */
export function agreeAction(
  record: MeetingRecord,
  actions: readonly AgreedAction[],
  id: ActionId,
  wording: ActionWording,
): Result<Change> {
  const checked = check(record, wording);
  if (!checked.ok) return checked;
  if (actions.some((action) => action.id === id)) return change(record);
  const action = newAction(record, actions, id, wording);
  return change(changed(record, {}), { type: 'action agreed', action });
}

function newAction(
  { caseId, meetingId }: MeetingRecord,
  actions: readonly AgreedAction[],
  id: ActionId,
  wording: ActionWording,
): AgreedAction {
  return {
    ...wording,
    id,
    caseId,
    meetingId,
    position: Math.max(0, ...actions.map(({ position }) => position)) + 1,
    status: { kind: 'open' },
    version: 1,
  };
}

/**
 * Writes an action down as far as it has been said: in the meeting room each of its parts comes by
 * itself, and what is to be done may come last. The record cannot be sent without that.
 */
export function draftAction(
  record: MeetingRecord,
  actions: readonly AgreedAction[],
  id: ActionId,
  wording: ActionWording,
): Result<Change> {
  const checked = checkLengths(record, wording);
  if (!checked.ok) return checked;
  const before = actions.find((action) => action.id === id);
  if (before) {
    const action = { ...before, ...wording, version: before.version + 1 };
    return change(changed(record, {}), { type: 'action changed', action });
  }
  return change(changed(record, {}), {
    type: 'action agreed',
    action: newAction(record, actions, id, wording),
  });
}

export function changeAction(
  record: MeetingRecord,
  actions: readonly AgreedAction[],
  id: ActionId,
  wording: ActionWording,
): Result<Change> {
  const checked = check(record, wording);
  if (!checked.ok) return checked;
  const before = actions.find((action) => action.id === id);
  if (!before) return gone();
  const action = { ...before, ...wording, version: before.version + 1 };
  return change(changed(record, {}), { type: 'action changed', action });
}

/** Takes an action out of a record that is not final. The audit trail keeps what it said. */
export function dropAction(
  record: MeetingRecord,
  actions: readonly AgreedAction[],
  id: ActionId,
): Result<Change> {
  const writable = mayWrite(record);
  if (!writable.ok) return writable;
  const action = actions.find((each) => each.id === id);
  if (!action) return change(record);
  return change(changed(record, {}), { type: 'action removed', action });
}

function check(record: MeetingRecord, wording: ActionWording): Result<undefined> {
  const checked = checkLengths(record, wording);
  if (!checked.ok) return checked;
  return wording.what === '' ? refuse('nothing', 'Enter what will be done', 'what') : ok(undefined);
}

function checkLengths(record: MeetingRecord, wording: ActionWording): Result<undefined> {
  const writable = mayWrite(record);
  if (!writable.ok) return writable;
  for (const [field, label] of Object.entries(actionParts)) {
    if (wording[field as keyof typeof actionParts].length > longest) {
      return refuse('too-long', `“${label}” must be 10,000 characters or fewer`, field);
    }
  }
  return ok(undefined);
}

function gone(): Result<Change> {
  return refuse('removed', 'Someone else has removed this action. Add it again if it is agreed.');
}
