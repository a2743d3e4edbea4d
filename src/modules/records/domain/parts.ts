import { parseClockTime, parseLocalDate } from '#kernel/dates.ts';
import { parseId } from '#kernel/ids.ts';
import type { ActionId } from '#kernel/ids.ts';
import type { AgreedAction } from '#modules/actions/index.ts';
import { actionParts } from './agreed-actions.ts';
import { asRecorded } from './attendance.ts';
import type { MemberAttendance } from './attendance.ts';
import type { RecordEvent } from './events.ts';
import type { Written } from './gaps.ts';
import type { Decision, NextMeeting } from './record.ts';

/**
 * Everything of a record that is typed in the meeting room is a part: it has an address, a text and
 * revisions. The sections of the form are parts, and so is each field of what the board decided.
 */
export type PartAddress =
  | { readonly kind: 'section'; readonly section: string }
  | { readonly kind: 'decision'; readonly field: DecisionField }
  | { readonly kind: 'attendance'; readonly member: string }
  | { readonly kind: 'proceeded' }
  | { readonly kind: 'next' }
  | { readonly kind: 'action'; readonly action: ActionId; readonly field: ActionField };

export const decisionFields = ['outcome', 'answer', 'reasons', 'concerns', 'support'] as const;
export type DecisionField = (typeof decisionFields)[number];

export const actionFields = [
  ...(Object.keys(actionParts) as (keyof typeof actionParts)[]),
  'byWhen',
  'removed',
] as const;
export type ActionField = (typeof actionFields)[number];

/** What an address stands for; undefined where it is none. */
export function addressOf(part: string): PartAddress | undefined {
  const [kind = '', name, field, ...more] = part.split(':');
  if (name === undefined) return kind === '' ? undefined : { kind: 'section', section: kind };
  if (more.length > 0) return undefined;
  switch (kind) {
    case 'decision': {
      const found = decisionFields.find((each) => each === name);
      return found && field === undefined ? { kind, field: found } : undefined;
    }
    case 'attendance':
      if (field !== undefined || name === '') return undefined;
      return name === 'proceeded' ? { kind: 'proceeded' } : { kind, member: name };
    case 'next':
      return name === '' && field === undefined ? { kind } : undefined;
    case 'action': {
      const action = parseId<ActionId>(name);
      const found = actionFields.find((each) => each === field);
      return action && found ? { kind, action, field: found } : undefined;
    }
    default:
      return undefined;
  }
}

/** The address of a part, as it is kept and sent. */
export function partOf(address: PartAddress): string {
  switch (address.kind) {
    case 'section':
      return address.section;
    case 'decision':
      return `decision:${address.field}`;
    case 'attendance':
      return `attendance:${address.member}`;
    case 'proceeded':
      return 'attendance:proceeded';
    case 'next':
      return 'next:';
    case 'action':
      return `action:${address.action}:${address.field}`;
  }
}

/**
 * Whether two texts of the part can be made one. One of two choices cannot: there both stay, one
 * beside the other, until someone chooses.
 */
export function mergesAsText(address: PartAddress): boolean {
  switch (address.kind) {
    case 'section':
    case 'proceeded':
      return true;
    case 'decision':
      return address.field !== 'outcome' && address.field !== 'answer';
    case 'attendance':
    case 'next':
      return false;
    case 'action':
      return address.field !== 'byWhen' && address.field !== 'removed';
  }
}

/** Whether there is still what the part is of: an action can be removed, and a member leave the board. */
export function isStillThere(
  part: string,
  { board, actions }: Pick<Written, 'board' | 'actions'>,
): boolean {
  const address = addressOf(part);
  if (address?.kind === 'attendance') return board.some(({ id }) => id === address.member);
  if (address?.kind === 'action') return actions.some(({ id }) => id === address.action);
  return address !== undefined;
}

/** One member's attendance as a text. Empty where nothing is recorded. */
export function attendanceText(came: MemberAttendance | undefined): string {
  if (!came) return '';
  return formText({
    attended: came.attended,
    substitute: came.substitute,
    arrived: came.arrived ?? '',
  });
}

/** The attendance that a text says, or the sentence that says what is missing or wrong in it. */
export function readAttendance(
  member: string,
  text: string,
): MemberAttendance | { readonly problem: string } {
  const fields = new URLSearchParams(text);
  const attended = (['present', 'apologies', 'substitute'] as const).find(
    (each) => each === fields.get('attended'),
  );
  if (!attended) return { problem: 'Choose whether they came' };
  const typed = (fields.get('arrived') ?? '').trim();
  const arrived = parseClockTime(typed);
  // Whoever sent apologies never arrived, whatever was typed before.
  if (typed !== '' && arrived === undefined && attended !== 'apologies') {
    return { problem: 'Enter when they arrived, for example 9:45am' };
  }
  return {
    member,
    attended,
    substitute: (fields.get('substitute') ?? '').trim(),
    ...(arrived !== undefined && { arrived }),
  };
}

/** The next meeting as a text. Empty where nothing is recorded. */
export function nextText(next: NextMeeting): string {
  switch (next.kind) {
    case 'not-set':
      return '';
    case 'set': {
      const { date, time, reason = '' } = next;
      return formText({ kind: 'set', date, time, reason });
    }
    case 'to-be-agreed':
      return formText({ kind: 'to-be-agreed', by: next.by, 'by-date': next.byDate });
  }
}

/** The next meeting that a text says, or the sentence that says what is missing in it. */
export function readNextText(text: string): NextMeeting | { readonly problem: string } {
  const fields = new URLSearchParams(text);
  const of = (name: string): string => (fields.get(name) ?? '').trim();
  // A day that was offered is set by choosing it, whatever was typed for another.
  const offered = parseLocalDate(of('kind'));
  switch (offered === undefined ? of('kind') : 'set') {
    case '':
      return { kind: 'not-set' };
    case 'set': {
      const date = offered ?? parseLocalDate(of('date'));
      const time = parseClockTime(of('time'));
      if (date === undefined) return { problem: 'Enter the date of the next meeting' };
      if (time === undefined) return { problem: 'Enter its time, for example 9:30am' };
      const reason = offered === undefined ? of('reason') : '';
      return { kind: 'set', date, time, ...(reason !== '' && { reason }) };
    }
    case 'to-be-agreed': {
      const byDate = parseLocalDate(of('by-date'));
      if (of('by') === '') return { problem: 'Enter who agrees the date' };
      if (byDate === undefined) return { problem: 'Enter the day to agree the date by' };
      return { kind: 'to-be-agreed', by: of('by'), byDate };
    }
    default:
      return { problem: 'Choose a date, or say that it is to be agreed' };
  }
}

/** A choice as the record keeps it, however it was put when it was made; what cannot be read stays. */
export function asKept(address: PartAddress, text: string): string {
  if (address.kind === 'attendance') {
    const came = readAttendance(address.member, text);
    return 'problem' in came ? text : attendanceText(asRecorded(came));
  }
  if (address.kind === 'next') {
    const next = readNextText(text);
    return 'problem' in next ? text : nextText(next);
  }
  return text;
}

/** The text of a field of an action. */
export function actionText(action: AgreedAction | undefined, field: ActionField): string {
  if (field === 'removed') return '';
  return action?.[field] ?? '';
}

/** The parts that an event of a record changes, each with what it then says. Sections keep their own. */
export function partsChanged(event: RecordEvent): readonly (readonly [string, string])[] {
  switch (event.type) {
    case 'outcome recorded':
      return decisionTexts(event.decision);
    case 'attendance recorded':
      return [
        ...event.attendance.map(
          (came) =>
            [partOf({ kind: 'attendance', member: came.member }), attendanceText(came)] as const,
        ),
        [partOf({ kind: 'proceeded' }), event.proceeded],
      ];
    case 'next meeting recorded':
      return [[partOf({ kind: 'next' }), nextText(event.next)]];
    case 'action agreed':
    case 'action changed':
      return actionTexts(event.action, '');
    case 'action removed':
      return [[partOf({ kind: 'action', action: event.action.id, field: 'removed' }), 'yes']];
    case 'section saved':
    case 'choice kept beside':
    case 'note-taker named':
    case 'notes shown to the board':
    case 'notes not shown to the board':
    case 'record sent for accuracy check':
    case 'record taken back':
    case 'accuracy check handed over':
    case 'accuracy check answered':
    case 'accuracy answer decided':
    case 'record finalised':
    case 'record correction started':
      return [];
  }
}

/** What the board decided, part by part. */
export function decisionTexts(decision: Decision): (readonly [string, string])[] {
  return decisionFields.map(
    (field) => [partOf({ kind: 'decision', field }), decision[field] ?? ''] as const,
  );
}

function actionTexts(action: AgreedAction, removed: string): (readonly [string, string])[] {
  return actionFields.map(
    (field) =>
      [
        partOf({ kind: 'action', action: action.id, field }),
        field === 'removed' ? removed : actionText(action, field),
      ] as const,
  );
}

/** Every part that is no section, with what it says: for each action all that it can say. */
export function fieldTexts({
  record,
  attendance,
  board,
  actions,
}: Pick<Written, 'record' | 'attendance' | 'board' | 'actions'>): (readonly [string, string])[] {
  return [
    ...decisionTexts(record.decision),
    ...board.map(
      ({ id }) =>
        [
          partOf({ kind: 'attendance', member: id }),
          attendanceText(attendance.find(({ member }) => member === id)),
        ] as const,
    ),
    [partOf({ kind: 'proceeded' }), record.proceeded],
    [partOf({ kind: 'next' }), nextText(record.next)],
    ...actions.flatMap((action) => actionTexts(action, '')),
  ];
}

/** Fields as a form sends them, in this order. */
function formText(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(fields).toString();
}
