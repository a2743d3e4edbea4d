import { clockTime, dateOf, longDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { CaseId, ChoiceId, MeetingId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { findCase, mustBeOpen } from '#modules/cases/index.ts';
import type { CaseMatter } from '#modules/cases/index.ts';
import { hashToken } from '#modules/people/index.ts';
import { processOf } from '#policy-pack/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { AuditEvent } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import { answerChoice, fixDate, offerChoice } from '../domain/choice.ts';
import type { Answers, DateChoice, WantedChoice } from '../domain/choice.ts';
import { isLinkOf } from '../queries/choices.ts';
import { nextDateFrame } from '../queries/date-frame.ts';
import { isToCome, mustBeSettled } from '../domain/meeting.ts';
import { meetingChangesOf, meetingsOf, unsettledMeeting } from '../store.ts';
import {
  answersTo,
  findChoice,
  fixChoice,
  insertAnswers,
  insertChoice,
  latestChoice,
  linkByHash,
} from '../store-choices.ts';
import { nextForm, plan } from './arrange.ts';
import { askMembers, withdrawAndTell } from './ask-dates.ts';

/**
 * Offers the board a choice of dates: each member but the one who asks gets a mail with a link of
 * their own, of which the hash alone is kept. The id comes with the form, so that sending it twice
 * asks once. Refused while the record of the last meeting has not been final, as setting a date is.
 */
export async function offerBoardDates(
  work: Work,
  caseId: CaseId,
  id: ChoiceId,
  wanted: WantedChoice,
): Promise<Result<ChoiceId>> {
  const { pack, clock } = work;
  return onCase(work, caseId, async (trx, matter) => {
    if (await findChoice(trx, id)) return ok(id);
    const open = await latestChoice(trx, caseId);
    if (open?.status.kind === 'open') {
      return refuse(
        'open-already',
        'The board has been offered dates already. Fix one of them, or withdraw them first',
        'on',
      );
    }
    const meetings = await meetingsOf(trx, caseId);
    if (meetings.some(isToCome)) {
      return refuse('already-planned', 'A meeting is planned already. Move that one instead', 'on');
    }
    const settled = mustBeSettled(await unsettledMeeting(trx, caseId));
    if (!settled.ok) return settled;
    const others = matter.board.filter((person) => person !== work.actor.id);
    if (others.length === 0) {
      return refuse('no-board', 'Nobody else is on the board yet. Form the board first', 'on');
    }
    const frame = await nextDateFrame(trx, matter, { today: dateOf(clock.now()), pack });
    const options = offerChoice(wanted, frame);
    if (!options.ok) return options;
    const choice: DateChoice = {
      id,
      caseId,
      form: nextForm(matter.case, processOf(pack, matter.case.process).firstForm, meetings),
      minutes: wanted.minutes,
      venue: wanted.venue,
      options: options.value,
      status: { kind: 'open' },
      askedAt: clock.now(),
    };
    await insertChoice(trx, choice, work.actor.id);
    const asked = await askMembers(trx, work, matter, choice, others);
    const dates = choice.options.map(({ date, time }) => ({ date, time }));
    await appendAudit(trx, eventOf(work, choice, 'dates offered to the board', { dates, asked }));
    return ok(id);
  });
}

/**
 * Fixes one of the dates: the meeting is planned and everyone is invited. Twice is once; another date
 * than the one that somebody else has fixed meanwhile is refused, with who and which.
 */
export async function fixBoardDate(
  work: Work,
  caseId: CaseId,
  number: number,
): Promise<Result<MeetingId>> {
  return onCase(work, caseId, async (trx, matter) => {
    const choice = await latestChoice(trx, caseId, { lock: true });
    if (!choice) return refuse('no-choice', 'The board has not been offered any dates.');
    if (choice.status.kind === 'fixed') {
      return fixedAlready(trx, choice, choice.status.meetingId, number);
    }
    const settled = mustBeSettled(await unsettledMeeting(trx, caseId));
    if (!settled.ok) return settled;
    const fixed = fixDate(choice, number, dateOf(work.clock.now()));
    if (!fixed.ok) return fixed;
    const { date, time, reason } = fixed.value;
    const { form, minutes, venue } = choice;
    const id = newId<MeetingId>();
    const planned = await plan(
      trx,
      work,
      matter,
      { id, form },
      { date, time, minutes, venue, reason },
    );
    if (!planned.ok) return planned;
    await fixChoice(trx, choice.id, id);
    await appendAudit(trx, eventOf(work, choice, 'date fixed', { date, time, meeting: id }));
    return ok(id);
  });
}

/** What whoever fixes a date second is told: nothing where it is the same one, else who was first. */
async function fixedAlready(
  trx: Trx,
  { options }: DateChoice,
  meetingId: MeetingId,
  number?: number,
): Promise<Result<MeetingId>> {
  // What the meeting was planned for: it may have been moved since.
  const [first] = (await meetingChangesOf(trx, [meetingId])).get(meetingId) ?? [];
  if (!first) throw new Error(`Meeting ${meetingId} has no beginning`);
  const wanted = options.find((each) => each.number === number);
  if (wanted?.date === first.date && wanted.time === first.time) return ok(meetingId);
  return refuse(
    'fixed-already',
    `${first.by} has fixed ${longDate(first.date)} at ${clockTime(first.time)} already, and everyone is invited. If it has to be another day, move the meeting`,
  );
}

const longestReason = 500;

/** Withdraws the dates: the links in the mails stop working, and those who were asked are told. */
export async function withdrawBoardDates(
  work: Work,
  caseId: CaseId,
  reason: string,
): Promise<Result<undefined>> {
  return onCase(work, caseId, async (trx, matter) => {
    const choice = await latestChoice(trx, caseId, { lock: true });
    if (choice?.status.kind === 'fixed') {
      const fixed = await fixedAlready(trx, choice, choice.status.meetingId);
      return fixed.ok ? ok(undefined) : fixed;
    }
    if (choice?.status.kind !== 'open') return ok(undefined);
    if (reason === '') return refuse('no-reason', 'Enter why the dates are withdrawn', 'reason');
    if (reason.length > longestReason) {
      return refuse('too-long', `This must be ${longestReason} characters or fewer`, 'reason');
    }
    await withdrawAndTell(trx, work, matter, choice, reason);
    await appendAudit(trx, eventOf(work, choice, 'dates withdrawn', { reason }));
    return ok(undefined);
  });
}

/**
 * Takes the answer that a member gives by the link in their mail. The refusal `link-dead` is the same
 * for a link that never was, for dates that are fixed, withdrawn or past, and for someone who has
 * left the board.
 */
export async function answerByLink(
  work: Pick<Work, 'db' | 'clock' | 'authority'>,
  token: string,
  given: Answers,
): Promise<Result<undefined>> {
  const now = work.clock.now();
  const today = dateOf(now);
  return inTransaction(work.db, async (trx) => {
    const link = await linkByHash(trx, hashToken(token));
    const choice = link && (await findChoice(trx, link.choiceId, { lock: true }));
    const asking = { today, laCode: work.authority.laCode };
    const matter = choice && (await findCase(trx, choice.caseId, asking));
    const isAlive = matter && (await isLinkOf(trx, choice, link.personId, matter, today));
    if (!isAlive) return refuse('link-dead', 'This link does not work any more.');
    const answers = answerChoice(choice, given, today);
    if (!answers.ok) return answers;
    const before = (await answersTo(trx, choice.id)).get(link.personId);
    const isSame = [...answers.value].every(([number, suits]) => before?.get(number) === suits);
    if (isSame) return ok(undefined);
    await insertAnswers(trx, choice.id, link.personId, answers.value, now);
    await appendAudit(trx, {
      at: now,
      actor: { personId: link.personId, name: link.name },
      type: 'dates answered',
      subject: { kind: 'choice of dates', id: choice.id },
      payload: {
        caseId: choice.caseId,
        answers: [...answers.value].map(([number, suits]) => ({ number, can: suits })),
      },
    });
    return ok(undefined);
  });
}

/** Runs a use case on the locked case, for those who may arrange its meetings. */
function onCase<Value>(
  { db, clock, actor, authority }: Work,
  caseId: CaseId,
  run: (trx: Trx, matter: CaseMatter) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  return inTransaction(db, async (trx) => {
    const asking = { today: dateOf(clock.now()), laCode: authority.laCode };
    const matter = await findCase(trx, caseId, asking, { lock: true });
    if (!matter || !can(actor, 'arrange', matter)) {
      return refuse('not-yours', 'You cannot arrange a meeting of this board.');
    }
    const running = mustBeOpen(matter.case, 'so no meeting can be arranged');
    if (!running.ok) return running;
    return run(trx, matter);
  });
}

function eventOf(
  { actor, clock }: Work,
  { id, caseId }: DateChoice,
  type: string,
  payload: NonNullable<AuditEvent['payload']>,
): AuditEvent {
  return {
    at: clock.now(),
    actor: { personId: actor.id, name: actor.name },
    type,
    subject: { kind: 'choice of dates', id },
    payload: { caseId, ...payload },
  };
}
