import type { ActionId, PersonId, RecordId } from '#kernel/ids.ts';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { actionsOfMeeting, isAction } from '#modules/actions/index.ts';
import type { ActionWording } from '#modules/actions/index.ts';
import { doubtsAbout, offerDates } from '#modules/meetings/index.ts';
import { asAdopted } from '#modules/question/index.ts';
import { formOf } from '#policy-pack/index.ts';
import type { Work } from '#web/services.ts';
import { agreeAction, changeAction, dropAction, withNames } from '../domain/agreed-actions.ts';
import { recordAttendance } from '../domain/attendance.ts';
import type { MemberAttendance } from '../domain/attendance.ts';
import { chooseOutcome, nameNoteTaker, setNext, showLive } from '../domain/decision.ts';
import type { Decision, MeetingRecord, NextMeeting } from '../domain/record.ts';
import { peopleForActions } from '../queries/action-people.ts';
import { noteTakersFor } from '../queries/note-takers.ts';
import { nextDateFrame } from '../queries/next-dates.ts';
import { packOf, wholeRecord } from '../queries/whole-record.ts';
import { changeRecord } from './change.ts';

type Changed = Promise<Result<MeetingRecord>>;
const action = 'hold the meeting';

/**
 * Records who came, and why the meeting went ahead without someone who was expected. `seen` is the mark
 * of what was recorded when the page was made.
 */
export function saveAttendance(
  work: Work,
  id: RecordId,
  attendance: readonly MemberAttendance[],
  proceeded: string,
  seen?: string,
): Changed {
  return changeRecord(work, id, action, async ({ trx, matter }) => {
    const { board, attendance: current } = await wholeRecord(trx, matter);
    const on = seen === undefined ? undefined : { current, seen };
    return recordAttendance(matter.record, board, attendance, proceeded, on);
  });
}

/** Records the outcome, the answer to the fundamental question, and what goes with them. */
export function saveOutcome(
  work: Work,
  id: RecordId,
  wanted: Omit<Decision, 'question'>,
  seen?: string,
): Changed {
  return changeRecord(work, id, action, async ({ trx, matter }) => {
    const pack = await asAdopted(trx, packOf(matter.record));
    const form = formOf(pack, matter.record.form);
    return chooseOutcome(matter.record, form, pack, matter.meeting.date, wanted, seen);
  });
}

/**
 * Records when the next meeting is. It is planned when the record is made final. `seen` is the mark of
 * what was recorded when the page was made.
 */
export function saveNext(work: Work, id: RecordId, next: NextMeeting, seen?: string): Changed {
  return changeRecord(work, id, action, async ({ trx, matter, today }) => {
    const frame = await nextDateFrame(trx, matter, today);
    const on = {
      meeting: matter.meeting.date,
      today,
      calendar: frame.calendar,
      // Where nothing says when, no date is better than another that fits.
      offered: frame.window.kind === 'within' ? offerDates(frame) : [],
      doubts: next.kind === 'set' ? doubtsAbout(next.date, frame) : [],
    };
    return setNext(matter.record, next, on, seen);
  });
}

/** Lets the board follow the notes while they are written, or no longer. */
export function saveShownLive(work: Work, id: RecordId, shown: boolean): Changed {
  return changeRecord(work, id, action, ({ matter }) =>
    Promise.resolve(showLive(matter.record, shown)),
  );
}

export function saveNoteTaker(work: Work, id: RecordId, noteTaker: PersonId | undefined): Changed {
  return changeRecord(work, id, action, async ({ trx, matter, today }) => {
    const writers = await noteTakersFor(trx, matter, today);
    return nameNoteTaker(
      matter.record,
      noteTaker,
      writers.map(({ personId }) => personId),
    );
  });
}

/** Adds an action to the record. `actionId` comes with the form, so that sending it twice adds one. */
export function addAction(
  work: Work,
  id: RecordId,
  actionId: ActionId,
  wording: ActionWording,
): Changed {
  return changeRecord(work, id, action, async ({ trx, matter, today }) => {
    const actions = await actionsOfMeeting(trx, matter.meetingId);
    if (actions.every((each) => each.id !== actionId) && (await isAction(trx, actionId))) {
      return refuse('form-used', 'This form has been used already. Send it again', 'what');
    }
    const named = withNames(wording, await peopleForActions(trx, matter, today));
    return named.ok ? agreeAction(matter.record, actions, actionId, named.value) : named;
  });
}

export function editAction(
  work: Work,
  id: RecordId,
  actionId: ActionId,
  wording: ActionWording,
): Changed {
  return changeRecord(work, id, action, async ({ trx, matter, today }) => {
    const actions = await actionsOfMeeting(trx, matter.meetingId);
    const before = actions.find((each) => each.id === actionId);
    const named = withNames(wording, await peopleForActions(trx, matter, today, before));
    return named.ok ? changeAction(matter.record, actions, actionId, named.value) : named;
  });
}

export function removeAction(work: Work, id: RecordId, actionId: ActionId): Changed {
  return changeRecord(work, id, action, async ({ trx, matter }) =>
    dropAction(matter.record, await actionsOfMeeting(trx, matter.meetingId), actionId),
  );
}
