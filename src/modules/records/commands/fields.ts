import { parseLocalDate } from '#kernel/dates.ts';
import type { ActionId, RecordId } from '#kernel/ids.ts';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { actionsOfMeeting, isAction } from '#modules/actions/index.ts';
import type { ActionWording } from '#modules/actions/index.ts';
import { doubtsAbout, offerDates } from '#modules/meetings/index.ts';
import { asAdopted } from '#modules/question/index.ts';
import { formOf } from '#policy-pack/index.ts';
import { draftAction, dropAction } from '../domain/agreed-actions.ts';
import { recordAttendance } from '../domain/attendance.ts';
import { chooseOutcome, setNext } from '../domain/decision.ts';
import {
  actionText,
  attendanceText,
  nextText,
  partOf,
  readAttendance,
  readNextText,
} from '../domain/parts.ts';
import type { ActionField, PartAddress } from '../domain/parts.ts';
import { change } from '../domain/record.ts';
import type { Change } from '../domain/record.ts';
import { peopleForActions } from '../queries/action-people.ts';
import { nextDateFrame } from '../queries/next-dates.ts';
import { packOf, wholeRecord } from '../queries/whole-record.ts';
import { attendanceOf, revisionsOfParts } from '../store-contents.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { Scene } from './change.ts';

type FieldAddress = Exclude<PartAddress, { kind: 'section' }>;

/** What a part that is no section says now. */
export async function fieldNow({ trx, matter }: Scene, address: FieldAddress): Promise<string> {
  const { record, meetingId } = matter;
  switch (address.kind) {
    case 'decision':
      return record.decision[address.field] ?? '';
    case 'proceeded':
      return record.proceeded;
    case 'next':
      return nextText(record.next);
    case 'attendance': {
      const attendance = await attendanceOf(trx, meetingId);
      return attendanceText(attendance.find(({ member }) => member === address.member));
    }
    case 'action': {
      const actions = await actionsOfMeeting(trx, meetingId);
      const action = actions.find(({ id }) => id === address.action);
      if (address.field !== 'removed' || action) return actionText(action, address.field);
      return (await isRemoved(trx, record.id, address.action)) ? 'yes' : '';
    }
  }
}

/** What the rules make of a part that now says `text`. */
export async function fieldChange(
  scene: Scene,
  address: FieldAddress,
  text: string,
): Promise<Result<Change>> {
  const { trx, matter, today } = scene;
  const { record } = matter;
  switch (address.kind) {
    case 'decision': {
      const pack = await asAdopted(trx, packOf(record));
      const form = formOf(pack, record.form);
      const { field } = address;
      const value = field === 'outcome' || field === 'answer' ? text || undefined : text;
      const decision = { ...record.decision, [field]: value };
      return chooseOutcome(record, form, pack, matter.meeting.date, decision);
    }
    case 'proceeded': {
      const { board, attendance } = await wholeRecord(trx, matter);
      return recordAttendance(record, board, attendance, text);
    }
    case 'attendance': {
      const came = readAttendance(address.member, text);
      if ('problem' in came) return refuse('incomplete', came.problem);
      const { board, attendance } = await wholeRecord(trx, matter);
      const others = attendance.filter(({ member }) => member !== address.member);
      return recordAttendance(record, board, [...others, came], record.proceeded);
    }
    case 'next': {
      const next = readNextText(text);
      if ('problem' in next) return refuse('incomplete', next.problem);
      const frame = await nextDateFrame(trx, matter, today);
      return setNext(record, next, {
        meeting: matter.meeting.date,
        today,
        calendar: frame.calendar,
        offered: frame.window.kind === 'within' ? offerDates(frame) : [],
        doubts: next.kind === 'set' ? doubtsAbout(next.date, frame) : [],
      });
    }
    case 'action':
      return actionChange(scene, address.action, address.field, text);
  }
}

async function actionChange(
  { trx, matter, today }: Scene,
  id: ActionId,
  field: ActionField,
  text: string,
): Promise<Result<Change>> {
  const { record, meetingId } = matter;
  const actions = await actionsOfMeeting(trx, meetingId);
  const before = actions.find((action) => action.id === id);
  if (!before && (await isAction(trx, id))) {
    return refuse('elsewhere', 'This action belongs to another meeting');
  }
  if (field === 'removed' && text === 'yes') return dropAction(record, actions, id);
  if (!before && (await isRemoved(trx, record.id, id))) {
    return refuse('removed', 'This action has been removed. Add it again if it is agreed');
  }
  if (field === 'removed') return change(record);
  const byWhen = field === 'byWhen' && text !== '' ? parseLocalDate(text) : before?.byWhen;
  if (field === 'byWhen' && text !== '' && byWhen === undefined) {
    return refuse('no-date', 'Enter a date, for example 11 3 2027');
  }
  const wording: ActionWording = {
    ...(before ?? emptyWording),
    ...(field === 'byWhen' ? { byWhen: text === '' ? undefined : byWhen } : { [field]: text }),
  };
  const people = await peopleForActions(trx, matter, today, before);
  return draftAction(record, actions, id, withPeople(wording, field, people));
}

async function isRemoved(trx: Trx, recordId: RecordId, action: ActionId): Promise<boolean> {
  const part = partOf({ kind: 'action', action, field: 'removed' });
  const revisions = await revisionsOfParts(trx, recordId, [part]);
  return revisions.findLast(({ beside }) => beside !== true)?.text === 'yes';
}

const emptyWording: ActionWording = {
  what: '',
  undertakes: '',
  monitors: '',
  success: '',
  support: '',
  byWhen: undefined,
};

/** Someone of the board who is named in full is that person; other words are words. */
function withPeople(
  wording: ActionWording,
  field: ActionField,
  people: readonly {
    readonly personId: NonNullable<ActionWording['undertakesPerson']>;
    readonly name: string;
  }[],
): ActionWording {
  if (field !== 'undertakes' && field !== 'monitors') return wording;
  const named = people.find(({ name }) => name === wording[field].trim())?.personId;
  return field === 'undertakes'
    ? { ...wording, undertakesPerson: named }
    : { ...wording, monitorsPerson: named };
}
