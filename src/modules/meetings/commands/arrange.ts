import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, MeetingId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { calendarFor } from '#modules/calendar/index.ts';
import { findCase, mustBeOpen, updateCase } from '#modules/cases/index.ts';
import type { Case, CaseMatter } from '#modules/cases/index.ts';
import { formOf, processOf } from '#policy-pack/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { AuditEvent } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import { doubtsAbout, offerDates } from '../domain/dates.ts';
import type { DateFrame } from '../domain/dates.ts';
import {
  adjourn,
  agreedBefore,
  arrange,
  cancel,
  changeAgenda,
  isToCome,
  move,
  mustBeSettled,
  postpone,
} from '../domain/meeting.ts';
import type { Arrangement, Meeting, Move, Setting } from '../domain/meeting.ts';
import { moveDateFrame, nextDateFrame } from '../queries/date-frame.ts';
import {
  findMeeting,
  insertMeeting,
  meetingsOf,
  unsettledMeeting,
  updateMeeting,
} from '../store.ts';
import type { MeetingMatter } from '../store.ts';
import { latestChoice, withdrawChoice } from '../store-choices.ts';
import { withdrawAndTell } from './ask-dates.ts';
import { inviteEveryone } from './invite.ts';

/**
 * The form of the next meeting that is set from the case's page: the one that is set for it, the one
 * that the last meeting agreed although its date was cancelled since, the first one, or one held again.
 */
export function nextForm(
  { nextForm: set }: Pick<Case, 'nextForm'>,
  firstForm: string,
  meetings: readonly Meeting[],
): string {
  if (set !== undefined) return set;
  const latest = meetings.find((meeting) => meeting.status !== 'cancelled');
  const [cancelled] = meetings;
  return agreedBefore(meetings)?.form ?? latest?.form ?? cancelled?.form ?? firstForm;
}

/**
 * Plans a meeting of a case and invites its board. The id comes with the form, so that sending it
 * twice plans one meeting. Refused while the record of the last meeting has not been final: that
 * record settles the next one.
 */
export async function arrangeMeeting(
  work: Work,
  caseId: CaseId,
  id: MeetingId,
  wanted: Arrangement,
): Promise<Result<MeetingId>> {
  const { db, clock, actor, authority, pack } = work;
  const today = dateOf(clock.now());
  return inTransaction(db, async (trx) => {
    const asking = { today, laCode: authority.laCode };
    const matter = await findCase(trx, caseId, asking, { lock: true });
    if (!matter || !can(actor, 'arrange', matter)) {
      return refuse('not-yours', 'You cannot arrange a meeting of this board.');
    }
    const open = mustBeOpen(matter.case, 'so no meeting can be arranged');
    if (!open.ok) return open;
    const meetings = await meetingsOf(trx, caseId);
    if (meetings.some((meeting) => meeting.id === id)) return ok(id);
    if (await findMeeting(trx, id, asking)) {
      return refuse('form-used', 'This form has been used already. Send it again', 'date');
    }
    const settled = mustBeSettled(await unsettledMeeting(trx, caseId));
    if (!settled.ok && !meetings.some(isToCome)) return settled;
    const { firstForm } = processOf(pack, matter.case.process);
    const form = nextForm(matter.case, firstForm, meetings);
    const frame = await nextDateFrame(trx, matter, { today, pack });
    return plan(trx, work, matter, { id, form }, wanted, heldAgainst(wanted.date, frame));
  });
}

/**
 * Plans the meeting that a record agreed on, in that record's transaction. The caller has locked the
 * case and checked access. `against` is what the date is held against, where it has not been yet.
 */
export async function plan(
  trx: Trx,
  work: Work,
  matter: CaseMatter,
  meeting: Pick<Meeting, 'id' | 'form'> & Partial<Pick<Meeting, 'setBy'>>,
  wanted: Arrangement,
  against: HeldAgainst = {},
): Promise<Result<MeetingId>> {
  const today = dateOf(work.clock.now());
  const toCome = (await meetingsOf(trx, matter.caseId)).find(isToCome);
  const arranged = arrange(toCome, { ...meeting, caseId: matter.caseId }, wanted, {
    today,
    calendar: await calendarFor(trx, matter.urn),
    ...against,
  });
  if (!arranged.ok) return arranged;
  await insertMeeting(trx, arranged.value, doingOf(work));
  // The agenda that was set for the next meeting is now this one's.
  if (matter.case.nextForm !== undefined) {
    await updateCase(trx, {
      ...matter.case,
      nextForm: undefined,
      version: matter.case.version + 1,
    });
  }
  const open = await latestChoice(trx, matter.caseId, { lock: true });
  // Dates that the board still has a choice of are answered by this. Where one of them was fixed,
  // the choice is marked so afterwards.
  if (open?.status.kind === 'open') {
    await withdrawChoice(trx, open.id, 'A meeting was set without them.');
  }
  await inviteEveryone(trx, work, matter, arranged.value, { what: 'arranged' });
  await appendAudit(trx, event(work, arranged.value, 'meeting arranged'));
  return ok(arranged.value.id);
}

/**
 * Moves a planned meeting, or gives one that waits for it its new date, and sends everyone who was
 * invited the new time and place. The day is held against the same as those that are offered.
 */
export function moveMeeting(work: Work, id: MeetingId, wanted: Move): Promise<Result<MeetingId>> {
  const today = dateOf(work.clock.now());
  return change(work, id, 'moved', async (meeting, trx, matter) => {
    const frame = await moveDateFrame(trx, matter, { today, pack: work.pack });
    const setting = { today, calendar: frame.calendar, ...heldAgainst(wanted.date, frame) };
    return move(meeting, wanted, setting);
  });
}

type HeldAgainst = Pick<Setting, 'doubts' | 'offered'>;

function heldAgainst(day: LocalDate, frame: DateFrame): HeldAgainst {
  return {
    doubts: doubtsAbout(day, frame),
    // Where nothing says when, no date is better than another that fits.
    offered: frame.window.kind === 'within' ? offerDates(frame) : [],
  };
}

/** Puts a planned meeting off, and takes it out of everyone's calendar until it has a new date. */
export function postponeMeeting(
  work: Work,
  id: MeetingId,
  reason: string,
): Promise<Result<MeetingId>> {
  return change(work, id, 'postponed', (meeting) => postpone(meeting, reason));
}

/** Notes that a meeting was broken off, and tells everyone that it goes on another day. */
export function adjournMeeting(
  work: Work,
  id: MeetingId,
  reason: string,
): Promise<Result<MeetingId>> {
  const today = dateOf(work.clock.now());
  return change(work, id, 'adjourned', (meeting) => adjourn(meeting, reason, today));
}

/** Cancels a meeting, and takes it out of the calendars of everyone who was invited. */
export function cancelMeeting(
  work: Work,
  id: MeetingId,
  reason: string,
): Promise<Result<MeetingId>> {
  return change(work, id, 'cancelled', (meeting) => Promise.resolve(cancel(meeting, reason)));
}

async function change(
  work: Work,
  id: MeetingId,
  what: Change,
  rule: Rule,
): Promise<Result<MeetingId>> {
  const { db, clock, actor, authority } = work;
  const asking = { today: dateOf(clock.now()), laCode: authority.laCode };
  return inTransaction(db, async (trx) => {
    const matter = await findMeeting(trx, id, asking, { lock: true });
    if (!matter || !can(actor, 'arrange', matter)) {
      return refuse('not-yours', 'You cannot change this meeting.');
    }
    const open = mustBeOpen(matter.case, 'so its meetings cannot be changed');
    if (!open.ok) return open;
    return apply(trx, work, matter, what, rule);
  });
}

type Rule = (
  meeting: Meeting,
  trx: Trx,
  matter: MeetingMatter,
) => Result<Meeting> | Promise<Result<Meeting>>;

type Change = 'moved' | 'postponed' | 'adjourned' | 'cancelled' | 'agenda changed';

/** Applies a rule to a meeting in the caller's transaction, which has locked it and checked access. */
async function apply(
  trx: Trx,
  work: Work,
  matter: MeetingMatter,
  what: Change,
  rule: Rule,
): Promise<Result<MeetingId>> {
  const changed = await rule(matter.meeting, trx, matter);
  if (!changed.ok) return changed;
  await updateMeeting(trx, changed.value, doingOf(work));
  await inviteEveryone(trx, work, matter, changed.value, { what, from: matter.meeting });
  await appendAudit(trx, event(work, changed.value, `meeting ${what}`));
  return ok(matter.meetingId);
}

/**
 * Cancels what is still to come of a case that is closed, in the transaction that closes it; the
 * caller has locked the case and checked access. Dates that the board has a choice of are withdrawn.
 * Gives the meetings that were cancelled.
 */
export async function cancelToCome(
  trx: Trx,
  work: Work,
  matter: CaseMatter,
  reason: string,
): Promise<Result<readonly MeetingId[]>> {
  const ids: MeetingId[] = [];
  for (const meeting of (await meetingsOf(trx, matter.caseId)).filter(isToCome)) {
    const own = { ...matter, meetingId: meeting.id, meeting };
    const done = await apply(trx, work, own, 'cancelled', (each) => cancel(each, reason));
    if (!done.ok) return done;
    ids.push(meeting.id);
  }
  const offered = await latestChoice(trx, matter.caseId, { lock: true });
  if (offered?.status.kind === 'open') await withdrawAndTell(trx, work, matter, offered, reason);
  return ok(ids);
}

/** Gives the meeting that is to come, if there is one, another agenda; as `cancelToCome` otherwise. */
export async function changeAgendaToCome(
  trx: Trx,
  work: Work,
  matter: CaseMatter,
  form: string,
  reason: string,
): Promise<Result<MeetingId | undefined>> {
  const meeting = (await meetingsOf(trx, matter.caseId)).find(isToCome);
  if (!meeting || meeting.form === form) return ok(meeting?.id);
  const own = { ...matter, meetingId: meeting.id, meeting };
  return apply(trx, work, own, 'agenda changed', (each) => changeAgenda(each, form, reason));
}

function doingOf({ clock, actor }: Work) {
  return { at: clock.now(), by: { id: actor.id, name: actor.name } };
}

function event({ actor, clock, pack }: Work, meeting: Meeting, type: string): AuditEvent {
  const { id, caseId, form, date, time, venue, reason, sequence, setBy } = meeting;
  return {
    at: clock.now(),
    actor: { personId: actor.id, name: actor.name },
    type,
    subject: { kind: 'meeting', id },
    payload: {
      caseId,
      form: formOf(pack, form).title,
      date,
      time,
      venue: venue.kind,
      reason,
      sequence,
      ...(setBy ? { setBy: { ...setBy } } : {}),
    },
  };
}
