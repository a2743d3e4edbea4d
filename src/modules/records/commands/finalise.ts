import { newId } from '#kernel/ids.ts';
import type { ActionId, MeetingId, RecordId } from '#kernel/ids.ts';
import { clockTime, longDate } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { Trx } from '#platform/db/connection.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { carryOpenActions, noteAgreed, ownersOf } from '#modules/actions/index.ts';
import { findCase, followOnWith } from '#modules/cases/index.ts';
import { notify, recordCorrected, recordFinal } from '#modules/correspondence/index.ts';
import { isToCome, meetingsOf, plan } from '#modules/meetings/index.ts';
import type { Meeting } from '#modules/meetings/index.ts';
import { formOf, meetingInSentence } from '#policy-pack/index.ts';
import type { Outcome, PolicyPack } from '#policy-pack/index.ts';
import { canonicalJson } from '#platform/audit/canonical.ts';
import type { Work } from '#web/services.ts';
import { contentOf } from '../domain/content.ts';
import type { ActionOwners, RecordContent, WholeRecord } from '../domain/content.ts';
import { leadsTo } from '../domain/decision.ts';
import { finalise as settle, startCorrection as correct } from '../domain/finalise.ts';
import { gapsToFinalise } from '../domain/gaps.ts';
import { unmadeCorrections } from '../domain/unmade.ts';
import { currentVersion } from '../domain/record.ts';
import type { MeetingRecord, NextMeeting } from '../domain/record.ts';
import { readersOf } from '../queries/readers.ts';
import { wholeRecord } from '../queries/whole-record.ts';
import { findVersion, insertShares, insertVersion, sharesOf } from '../store-versions.ts';
import { changeRecord, keep, onRecord, sha256 } from './change.ts';
import type { Scene } from './change.ts';
import { factsOf } from './mail-check-link.ts';

/**
 * Makes the record final: freezes its content with its hash, shares it with the board and with those
 * who came to parts of the meeting, and plans the next meeting, all or nothing.
 */
export function finaliseRecord(work: Work, id: RecordId): Promise<Result<MeetingRecord>> {
  return onRecord(work, id, 'hold the meeting', async (scene) => {
    const { trx, matter, doing, today } = scene;
    const whole = await wholeRecord(trx, matter);
    const missing = [...gapsToFinalise(whole, today), ...unmadeCorrections(whole)];
    const settled = settle(matter.record, whole.answers, missing, today);
    if (!settled.ok) return settled;
    const { record } = settled.value;
    const version = currentVersion(record.state);
    const { state } = matter.record;
    const reason = state.status === 'correcting' ? state.reason : '';
    const owners = await ownerNames(scene, whole);
    const finalising = { at: doing.at, by: work.actor.name, reason, owners };
    const content = canonicalJson(contentOf({ ...whole, record }, finalising));
    const hash = sha256(content);
    await insertVersion(trx, {
      recordId: id,
      version,
      form: record.form,
      policyVersion: record.policyVersion,
      content,
      sha256: hash,
      reason,
      ...doing,
    });
    await noteAgreed(trx, matter.meetingId, version, {
      at: doing.at,
      by: work.actor,
    });
    await share(scene, work, whole, version);
    const planned = await planNext(scene, work, whole);
    if (!planned.ok) return planned;
    // Silence is in the trail as silence, also where the chair was faster than the mail about it.
    const silence =
      state.status === 'with-headteacher' ? { noAnswerBy: state.sending.answersDueOn } : {};
    await keep(scene, work, settled.value, { sha256: hash, ...silence });
    return ok(record);
  });
}

/** Whose each action is on this day, by name: a final version keeps it, whoever comes after them. */
async function ownerNames({ trx, today }: Scene, { actions }: WholeRecord) {
  const owners = new Map<ActionId, ActionOwners>();
  for (const { id } of actions) {
    const { undertakes, monitors } = await ownersOf(trx, id, today);
    owners.set(id, { undertakes: undertakes?.name, monitors: monitors?.name });
  }
  return owners;
}

/** Shares a version with everyone whose it is to read, and tells them. */
async function share(
  { trx, matter, doing }: Scene,
  work: Work,
  whole: WholeRecord,
  version: number,
): Promise<void> {
  const had = new Set((await sharesOf(trx, matter.recordId)).map(({ personId }) => personId));
  const people = readersOf(matter, whole.others);
  await insertShares(trx, matter.recordId, version, people, doing);
  const facts = factsOf(work, matter);
  for (const person of people.filter((each) => each !== doing.by)) {
    const content = had.has(person) ? recordCorrected({ ...facts, version }) : recordFinal(facts);
    await notify(trx, work, person, content);
  }
}

/**
 * Plans the meeting that the board agreed on, unless it stands in the diary already. Refuses where
 * another stands there than the record says: a case has one meeting to come. A correction that leaves
 * the outcome and the next date as they were plans nothing: that meeting may have been moved, held or
 * cancelled since.
 */
async function planNext(
  { trx, matter, today }: Scene,
  work: Work,
  whole: WholeRecord,
): Promise<Result<undefined>> {
  const { record, form, pack, meeting } = whole;
  const next = leadsTo(form, record.decision.outcome);
  if (!next || record.next.kind !== 'set') return ok(undefined);
  if (await leadsWhereItDid(trx, matter.record, whole)) return ok(undefined);
  const { date, time } = record.next;
  const asking = { today, laCode: work.authority.laCode };
  const locked = await findCase(trx, matter.caseId, asking, { lock: true });
  const later = (await meetingsOf(trx, matter.caseId)).filter(
    (each) => each.status !== 'cancelled' && each.id !== meeting.id && each.date >= meeting.date,
  );
  const planned = later.find(isToCome);
  const fits = planned ? fitsRecord(planned, record.next, { next, meeting, pack }) : ok(undefined);
  if (!fits.ok) return fits;
  // After a correction the next meeting may have been planned, or held, long since.
  if (later.length > 0 || !locked || locked.case.status !== 'open') return ok(undefined);
  if (next.kind === 'process') {
    const unfinished = await othersUnfinished(trx, record);
    if (unfinished !== undefined) {
      return refuse(
        'unfinished-before-exit',
        `The record of ${longDate(unfinished)} is not final. Finish it before the board’s exit is recorded, which closes the process.`,
      );
    }
  }
  const following =
    next.kind === 'process' ? await followOnWith(trx, work, locked, next.process) : locked;
  if (next.kind === 'process') await carryOpenActions(trx, locked.caseId, following.caseId);
  const made = await plan(
    trx,
    work,
    following,
    {
      id: newId<MeetingId>(),
      // A review after an inspection may have brought the exit forward since.
      ...(next.kind === 'meeting' && locked.case.nextForm !== undefined
        ? { form: locked.case.nextForm }
        : {
            form: next.form,
            setBy: { meeting: meeting.id, outcome: record.decision.outcome ?? '' },
          }),
    },
    {
      date,
      time,
      minutes: formOf(pack, next.form).minutes,
      venue: { kind: 'school' },
      reason: record.next.reason ?? '',
    },
  );
  return made.ok ? ok(undefined) : made;
}

/** Whether a corrected record agrees the same outcome and the same next date as the version before. */
async function leadsWhereItDid(
  trx: Trx,
  { id, state }: MeetingRecord,
  whole: WholeRecord,
): Promise<boolean> {
  const before = await findVersion(trx, id, currentVersion(state));
  if (!before) return false;
  const { sections } = JSON.parse(before.content) as RecordContent;
  const agreed = (all: RecordContent['sections']) =>
    all.flatMap(({ body }) => {
      if (body.kind === 'next') return canonicalJson(body.next);
      return body.kind === 'outcome' ? (body.outcome ?? '') : [];
    });
  return canonicalJson(agreed(sections)) === canonicalJson(agreed(contentOf(whole).sections));
}

/** Whether the meeting that stands in the diary is the one that the record agrees on. */
function fitsRecord(
  planned: Meeting,
  { date, time }: Extract<NextMeeting, { kind: 'set' }>,
  of: {
    readonly next: Outcome['leadsTo'];
    readonly meeting: Meeting;
    readonly pack: PolicyPack;
  },
): Result<undefined> {
  const { next, meeting, pack } = of;
  const when = (day: LocalDate, at: LocalTime) => `${longDate(day)} at ${clockTime(at)}`;
  if (next.kind === 'process') {
    return refuse(
      'planned-before-exit',
      `A meeting of this board is ${planned.status === 'planned' ? 'planned for' : `${planned.status} since`} ${when(planned.date, planned.time)}, and the record says that the board ends. Cancel that meeting first, or change the record.`,
    );
  }
  if (planned.status !== 'planned') {
    return refuse(
      'planned-otherwise',
      `The next meeting, of ${when(planned.date, planned.time)}, is ${planned.status} and waits for its new date. Set that to ${when(date, time)}, as the record says, or change the record.`,
    );
  }
  if (planned.date !== date || planned.time !== time) {
    return refuse(
      'planned-otherwise',
      `The next meeting is planned for ${when(planned.date, planned.time)}, and the record says ${when(date, time)}. Move the meeting, or change the record.`,
    );
  }
  if (planned.setBy?.meeting === meeting.id && planned.form !== next.form) {
    return refuse(
      'planned-otherwise',
      `The next meeting is planned with the agenda of the ${meetingInSentence(formOf(pack, planned.form))}, and the record now agrees the ${meetingInSentence(formOf(pack, next.form))}. Cancel that meeting first: the other is planned in its place.`,
    );
  }
  return ok(undefined);
}

/** The day of a meeting of the same case whose record is not final; undefined where all others are. */
async function othersUnfinished(
  trx: Trx,
  { id, caseId }: MeetingRecord,
): Promise<LocalDate | undefined> {
  const row = await trx
    .selectFrom('records as r')
    .innerJoin('meetings as m', 'm.id', 'r.meeting_id')
    .select('m.date')
    .where('r.case_id', '=', caseId)
    .where('r.id', '<>', id)
    .where('r.status', '<>', 'final')
    .where('m.status', '<>', 'cancelled')
    .orderBy('m.date')
    .executeTakeFirst();
  return row?.date;
}

/** Opens a final record to be corrected, as its next version. */
export function startCorrection(
  work: Work,
  id: RecordId,
  reason: string,
): Promise<Result<MeetingRecord>> {
  return changeRecord(work, id, 'hold the meeting', ({ matter }) =>
    Promise.resolve(correct(matter.record, reason)),
  );
}
