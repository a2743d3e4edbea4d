import { dateOf } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { ActionId, CaseId, FileId, MeetingId, Urn } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { actionsOfMeeting, insertAction, isAction, noteAgreed } from '#modules/actions/index.ts';
import type { ActionWording } from '#modules/actions/index.ts';
import {
  appendChange,
  canWithCase,
  findCase,
  findSchoolMatter,
  findSchoolStanding,
  insertCase,
  mustBeOpen,
  openedFor,
  takeOnCase as takeOn,
} from '#modules/cases/index.ts';
import type { Case, CaseMatter, SchoolStanding } from '#modules/cases/index.ts';
import {
  addMeetingFile,
  findMeeting,
  insertMeeting,
  meetingsOf,
  plan,
} from '#modules/meetings/index.ts';
import type { Arrangement, Meeting } from '#modules/meetings/index.ts';
import { formOf, processOf } from '#policy-pack/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import { keepFile } from '#platform/files/files.ts';
import type { CheckedFile } from '#platform/files/files.ts';
import type { Work } from '#web/services.ts';
import { checkAction, pastMeeting } from '../domain/take-on.ts';
import type { PastMeeting } from '../domain/take-on.ts';

export interface ToTakeOn {
  readonly id: CaseId;
  readonly process: string;
  /** When it began, without the product. */
  readonly openedOn: LocalDate;
  readonly background: string;
  /** The agenda of the next meeting. */
  readonly nextForm: string;
  /** When that is, where it is agreed. */
  readonly next: { readonly date: LocalDate; readonly time: LocalTime } | undefined;
}

/**
 * Takes on a case that has been running without the product. Its id comes with the form, so that
 * sending it twice takes on one. Refuses as opening a case does, and where the next date is past.
 */
export function takeOnCase(work: Work, urn: Urn, wanted: ToTakeOn): Promise<Result<CaseId>> {
  return inTransaction(work.db, (trx) => takeOnIn(trx, work, urn, wanted));
}

/** The same in the caller's transaction. `lines` is what a sheet said of it, hashed. */
export async function takeOnIn(
  trx: Trx,
  work: Work,
  urn: Urn,
  wanted: ToTakeOn,
  lines: string | null = null,
): Promise<Result<CaseId>> {
  const { clock, actor, pack, authority } = work;
  const at = clock.now();
  const today = dateOf(at);
  const asking = { today, laCode: authority.laCode };
  const standing = await findSchoolStanding(trx, urn, pack, { lock: true });
  const matter = await findSchoolMatter(trx, urn, asking);
  if (!standing || !matter || !canWithCase(actor, 'open', matter)) {
    return refuse('not-yours', 'You cannot take on a process of this school.');
  }
  const sentFor = await openedFor(trx, wanted.id);
  if (sentFor === urn) return ok(wanted.id);
  if (sentFor !== undefined) {
    return refuse('form-used', 'This form has been used already. Send it again', 'background');
  }
  const { id, background, openedOn, nextForm, next } = wanted;
  const taken = takenOn(work, standing, wanted);
  if (!taken.ok) return taken;
  await insertCase(trx, taken.value, lines);
  const doing = { at, by: { id: actor.id, name: actor.name } };
  await appendChange(trx, taken.value, { kind: 'taken-on' }, doing);
  if (next) {
    const found = await findCase(trx, id, asking);
    if (!found) throw new Error('The process that was just taken on is not there');
    const planned = await plan(
      trx,
      work,
      found,
      { id: newId<MeetingId>(), form: nextForm },
      nextArrangement(work, nextForm, next),
    );
    if (!planned.ok) return planned;
  }
  await appendAudit(trx, {
    at,
    actor: { personId: actor.id, name: actor.name },
    type: 'case taken on',
    subject: { kind: 'case', id },
    payload: { urn, process: wanted.process, openedOn, background, nextForm },
  });
  return ok(id);
}

/** The case as it would be taken on: the rule alone, on what is known of the school. */
export function takenOn(
  { clock, actor, pack }: Work,
  standing: SchoolStanding,
  { id, process, background, openedOn, nextForm }: ToTakeOn,
): Result<Case> {
  return takeOn(
    standing,
    processOf(pack, process),
    {
      id,
      background,
      by: actor.id,
      on: openedOn,
      policyVersion: `${pack.id}/${pack.version}`,
      nextForm,
    },
    dateOf(clock.now()),
  );
}

/** How the next meeting of a case that is taken on is arranged: at the school, for as long as its form says. */
export function nextArrangement(
  { pack }: Work,
  nextForm: string,
  next: NonNullable<ToTakeOn['next']>,
): Arrangement {
  return {
    ...next,
    minutes: formOf(pack, nextForm).minutes,
    venue: { kind: 'school' },
    reason: '',
  };
}

/** Adds a past meeting to a case that was taken on, with its original file where there is one. */
export async function addPastMeeting(
  work: Work,
  caseId: CaseId,
  wanted: PastMeeting,
  file: CheckedFile | undefined,
): Promise<Result<MeetingId>> {
  return onTakenOn(work, caseId, async (trx, matter) => {
    const done = await addPastMeetingIn(trx, work, matter, wanted);
    if (!done.ok) return done;
    if (file) await addFile(trx, work, done.value, file);
    return done;
  });
}

export async function addPastMeetingIn(
  trx: Trx,
  work: Work,
  matter: CaseMatter,
  wanted: PastMeeting,
): Promise<Result<MeetingId>> {
  const { clock, actor, pack, authority } = work;
  const at = clock.now();
  const today = dateOf(at);
  const meetings = await meetingsOf(trx, matter.caseId);
  if (meetings.some(({ id }) => id === wanted.id)) return ok(wanted.id);
  if (await findMeeting(trx, wanted.id, { today, laCode: authority.laCode })) {
    return refuse('form-used', 'This form has been used already. Send it again', 'date');
  }
  const past = pastMeetingOf(work, matter.case, meetings, wanted);
  if (!past.ok) return past;
  await insertMeeting(trx, past.value, { at, by: { id: actor.id, name: actor.name } });
  await appendAudit(trx, {
    at,
    actor: { personId: actor.id, name: actor.name },
    type: 'past meeting added',
    subject: { kind: 'meeting', id: wanted.id },
    payload: {
      caseId: matter.caseId,
      form: formOf(pack, wanted.form).title,
      date: wanted.date,
    },
  });
  return ok(wanted.id);
}

/** The past meeting as it would be added: the rule alone, beside the meetings that the case has. */
export function pastMeetingOf(
  { clock, pack }: Work,
  present: Case,
  meetings: readonly Pick<Meeting, 'id' | 'date' | 'status'>[],
  wanted: PastMeeting,
): Result<Meeting> {
  const process = processOf(pack, present.process);
  const minutes = process.forms.includes(wanted.form) ? formOf(pack, wanted.form).minutes : 1;
  return pastMeeting(present, process, meetings, wanted, { today: dateOf(clock.now()), minutes });
}

/** Adds another original file to a past meeting that was taken on. */
export async function addPastFile(
  work: Work,
  caseId: CaseId,
  meetingId: MeetingId,
  file: CheckedFile,
): Promise<Result<MeetingId>> {
  return onTakenOn(work, caseId, async (trx) => {
    const meeting = (await meetingsOf(trx, caseId)).find(({ id }) => id === meetingId);
    if (meeting?.takenOn !== true) {
      return refuse('not-taken-on', 'Choose a meeting that was held before', 'meeting');
    }
    await addFile(trx, work, meetingId, file);
    return ok(meetingId);
  });
}

/** One with the same content is there already when its form was sent twice. */
async function addFile(
  trx: Trx,
  { clock, actor }: Work,
  meetingId: MeetingId,
  file: CheckedFile,
): Promise<void> {
  const at = clock.now();
  const same = await trx
    .selectFrom('meeting_files as m')
    .innerJoin('files as f', 'f.id', 'm.file_id')
    .select('f.id')
    .where('m.meeting_id', '=', meetingId)
    .where('f.sha256', '=', file.sha256)
    .executeTakeFirst();
  if (same) return;
  const id = newId<FileId>();
  await keepFile(trx, id, file, { at, by: actor.id });
  await addMeetingFile(trx, meetingId, id, { at, by: actor.id });
  await appendAudit(trx, {
    at,
    actor: { personId: actor.id, name: actor.name },
    type: 'original file added',
    subject: { kind: 'meeting', id: meetingId },
    payload: { file: id, name: file.name, size: file.size, sha256: file.sha256 },
  });
}

/** Adds an open action to a case that was taken on, as a past meeting of it had agreed. */
export async function addOpenAction(
  work: Work,
  caseId: CaseId,
  meetingId: MeetingId | undefined,
  id: ActionId,
  wording: ActionWording,
): Promise<Result<ActionId>> {
  return onTakenOn(work, caseId, async (trx, matter) => {
    const meetings = await meetingsOf(trx, caseId);
    const meeting = meetings.find((each) => each.id === meetingId && each.takenOn);
    if (!meeting) {
      return refuse('no-meeting', 'Choose the past meeting that agreed the action', 'meeting');
    }
    return addOpenActionIn(trx, work, matter, meeting.id, id, wording);
  });
}

export async function addOpenActionIn(
  trx: Trx,
  { clock, actor }: Work,
  matter: CaseMatter,
  meetingId: MeetingId,
  id: ActionId,
  wording: ActionWording,
): Promise<Result<ActionId>> {
  const checked = checkAction(wording);
  if (!checked.ok) return checked;
  const there = await actionsOfMeeting(trx, meetingId);
  if (there.some((action) => action.id === id)) return ok(id);
  if (await isAction(trx, id)) {
    return refuse('form-used', 'This form has been used already. Send it again', 'what');
  }
  const action = {
    ...wording,
    id,
    caseId: matter.caseId,
    meetingId,
    position: Math.max(0, ...there.map(({ position }) => position)) + 1,
    status: { kind: 'open' },
    version: 1,
  } as const;
  await insertAction(trx, action);
  // It was agreed before any version of a record was kept here.
  await noteAgreed(trx, meetingId, 0, {
    at: clock.now(),
    by: { id: actor.id, name: actor.name },
  });
  const { what, undertakes, monitors, success, support, byWhen } = wording;
  await appendAudit(trx, {
    at: clock.now(),
    actor: { personId: actor.id, name: actor.name },
    type: 'open action taken on',
    subject: { kind: 'action', id },
    payload: {
      caseId: matter.caseId,
      meetingId,
      what,
      undertakes,
      monitors,
      success,
      support,
      byWhen,
    },
  });
  return ok(id);
}

/** Runs a use case on a case that is open and was taken on, for those who may open cases. */
async function onTakenOn<Value>(
  { db, clock, actor, authority }: Work,
  caseId: CaseId,
  run: (trx: Trx, matter: CaseMatter) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const asking = { today: dateOf(clock.now()), laCode: authority.laCode };
  return inTransaction(db, async (trx) => {
    const matter = await findCase(trx, caseId, asking, { lock: true });
    if (!matter || !canWithCase(actor, 'decide on its life', matter)) {
      return refuse('not-yours', 'You cannot add to this process.');
    }
    const open = mustBeOpen(matter.case, 'so nothing can be added to it');
    if (!open.ok) return open;
    if (matter.case.takenOn === undefined) {
      return refuse(
        'not-taken-on',
        'This process was opened here. Its meetings and actions are written in its records.',
      );
    }
    return run(trx, matter);
  });
}
