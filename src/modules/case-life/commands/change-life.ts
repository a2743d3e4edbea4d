import { dateOf, longInstant } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { carryOpenActions, stopOpenActions } from '#modules/actions/index.ts';
import {
  appendChange,
  canWithCase,
  changesOf,
  close,
  closings,
  exitFormOf,
  findCase,
  findSchoolStanding,
  followOnWith,
  pause,
  reopen,
  resume,
  review,
  setBack,
  updateCase,
} from '#modules/cases/index.ts';
import type {
  CaseMatter,
  Changed,
  ClosingWanted,
  ReviewChoice,
  Setback,
} from '#modules/cases/index.ts';
import { cancelToCome, changeAgendaToCome } from '#modules/meetings/index.ts';
import { nextStepFrom, processOf } from '#policy-pack/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { reviewsOf } from '../queries/reviews.ts';
import { unfinishedIn } from '../queries/unfinished.ts';

/** Pauses a case: it can be read, and nothing in it changed, until it is resumed. */
export function pauseCase(work: Work, id: CaseId, reason: string): Promise<Result<CaseId>> {
  return change(work, id, (_trx, matter) => Promise.resolve(pause(matter.case, reason)));
}

export function resumeCase(work: Work, id: CaseId, reason: string): Promise<Result<CaseId>> {
  return change(work, id, (_trx, matter) => Promise.resolve(resume(matter.case, reason)));
}

/** Records a lack of engagement or of progress: what follows is suggested, and an officer decides. */
export function recordSetback(
  work: Work,
  id: CaseId,
  about: Setback | undefined,
  reason: string,
): Promise<Result<CaseId>> {
  return change(work, id, (_trx, matter) => {
    if (nextStepFrom(work.pack, matter.case.process) === undefined) {
      const { name } = processOf(work.pack, matter.case.process);
      return Promise.resolve(
        refuse('no-next-step', `The policy names no next step from a ${name}.`),
      );
    }
    return Promise.resolve(setBack(matter.case, about, reason));
  });
}

/**
 * Opens a closed case again. The school's row is held first, as where a case is opened: it has one at
 * a time.
 */
export function reopenCase(work: Work, id: CaseId, reason: string): Promise<Result<CaseId>> {
  return change(work, id, async (trx, matter) => {
    const school = await findSchoolStanding(trx, matter.urn, work.pack, { lock: true });
    if (!school) return refuse('not-yours', 'You cannot reopen this process.');
    return reopen(matter.case, processOf(work.pack, matter.case.process), school, reason);
  });
}

/**
 * Closes a case for another reason than its exit: what is still to come is cancelled, and its open
 * actions are stopped where that is wanted. To the policy's next step, it opens that process with the
 * ongoing actions. Gives the case that goes on, or the one that is closed.
 */
export function closeCase(work: Work, id: CaseId, wanted: ClosingWanted): Promise<Result<CaseId>> {
  return onCase(work, id, async (trx, matter) => {
    const latest = (await reviewsOf(trx, [matter.case])).get(id)?.at(-1);
    return closeIn(trx, work, matter, wanted, latest?.firstDay);
  });
}

/**
 * Decides on a case after an inspection, known by its first day: it continues, its exit is brought
 * forward, or it is closed. Refuses where the case is not up for review for that inspection.
 */
export function reviewCase(
  work: Work,
  id: CaseId,
  inspectedOn: LocalDate,
  wanted: Omit<ClosingWanted, 'about'> & { readonly choice: ReviewChoice | undefined },
): Promise<Result<CaseId>> {
  return onCase(work, id, async (trx, matter) => {
    const found = (await reviewsOf(trx, [matter.case])).get(id) ?? [];
    const inspected = found.find(({ firstDay }) => firstDay === inspectedOn);
    if (!inspected) {
      return refuse(
        'not-up-for-review',
        'This process is not up for review for that inspection: someone may have decided meanwhile. See its timeline.',
      );
    }
    const { choice } = wanted;
    if (choice === undefined) return refuse('no-choice', 'Choose what follows', 'choice');
    if (choice === 'close') {
      return closeIn(trx, work, matter, { ...wanted, about: 'inspection' }, inspectedOn);
    }
    const process = processOf(work.pack, matter.case.process);
    const exitForm = exitFormOf(work.pack, process);
    const decided = review(matter.case, { ...process, exitForm }, choice, wanted, inspected);
    if (!decided.ok) return decided;
    await keep(trx, work, decided.value);
    if (choice === 'exit-forward' && exitForm !== undefined) {
      const brought = await bringForward(trx, work, matter, decided.value, exitForm);
      if (!brought.ok) return brought;
    }
    return ok(id);
  });
}

/**
 * Gives the meeting that is to come the exit agenda. One whose record has been begun keeps its own:
 * then the next one has it, whatever that record agrees.
 */
async function bringForward(
  trx: Trx,
  work: Work,
  matter: CaseMatter,
  decided: Changed,
  exitForm: string,
): Promise<Result<undefined>> {
  const begun = await trx
    .selectFrom('meetings as m')
    .innerJoin('records as r', 'r.meeting_id', 'm.id')
    .select('m.id')
    .where('m.case_id', '=', matter.caseId)
    .where('m.status', 'in', ['planned', 'postponed', 'adjourned'])
    .executeTakeFirst();
  if (begun) return ok(undefined);
  const reason = 'reason' in decided.event ? decided.event.reason : '';
  const changed = await changeAgendaToCome(trx, work, matter, exitForm, reason);
  if (!changed.ok) return changed;
  if (changed.value !== undefined) {
    await updateCase(trx, { ...decided.case, nextForm: undefined });
  }
  return ok(undefined);
}

async function closeIn(
  trx: Trx,
  work: Work,
  matter: CaseMatter,
  wanted: ClosingWanted,
  inspectedOn: LocalDate | undefined,
): Promise<Result<CaseId>> {
  const { pack, clock } = work;
  if (matter.case.status === 'closed') return closedAlready(trx, work, matter, wanted);
  const unfinished = await unfinishedIn(trx, pack, matter.caseId, dateOf(clock.now()));
  const closed = close(matter.case, wanted, unfinished, inspectedOn);
  if (!closed.ok) return closed;
  const { event } = closed.value;
  const reason = 'reason' in event ? event.reason : '';
  const cancelled = await cancelToCome(trx, work, matter, reason);
  if (!cancelled.ok) return cancelled;
  if (wanted.about === 'next-step') {
    const next = nextStepFrom(pack, matter.case.process);
    if (!next) {
      return refuse('no-next-step', 'The policy names no process to go on to', 'about');
    }
    const { decidedBy } = wanted;
    const following = await followOnWith(trx, work, matter, next.process, {
      about: 'next-step',
      reason,
      decidedBy,
    });
    await carryOpenActions(trx, matter.caseId, following.caseId);
    return ok(following.caseId);
  }
  if (wanted.stopsActions) {
    const stopped = await stopOpenActions(trx, work, matter.caseId, reason);
    if (!stopped.ok) return stopped;
  }
  await keep(trx, work, closed.value);
  return ok(matter.caseId);
}

/** The same form sent twice is one closing; whoever closes it second is told who was first, and why. */
async function closedAlready(
  trx: Trx,
  { actor }: Work,
  { caseId }: CaseMatter,
  wanted: ClosingWanted,
): Promise<Result<CaseId>> {
  const last = (await changesOf(trx, caseId)).findLast(({ kind }) => kind === 'closed');
  if (last?.kind !== 'closed') {
    return refuse('closed', 'This process is closed, so it cannot be closed again.');
  }
  const { about, reason, by, at } = last;
  if (by.id === actor.id && about === wanted.about && reason === wanted.reason) return ok(caseId);
  return refuse(
    'closed',
    `${by.name} closed this process on ${longInstant(at)}: ${closings[about].toLowerCase()}. It cannot be closed again. What you typed is not saved`,
  );
}

/** Applies a rule to the locked case, for those who decide on its life. */
function change(
  work: Work,
  id: CaseId,
  rule: (trx: Trx, matter: CaseMatter) => Promise<Result<Changed>>,
): Promise<Result<CaseId>> {
  return onCase(work, id, async (trx, matter) => {
    const changed = await rule(trx, matter);
    if (!changed.ok) return changed;
    await keep(trx, work, changed.value);
    return ok(id);
  });
}

async function onCase(
  { db, clock, actor, authority }: Work,
  id: CaseId,
  run: (trx: Trx, matter: CaseMatter) => Promise<Result<CaseId>>,
): Promise<Result<CaseId>> {
  const asking = { today: dateOf(clock.now()), laCode: authority.laCode };
  return inTransaction(db, async (trx) => {
    // Where a case is opened the school is held, and then the case is made: the same order here.
    await trx
      .selectFrom('schools')
      .select('urn')
      .where('urn', '=', trx.selectFrom('cases').select('urn').where('id', '=', id))
      .forNoKeyUpdate()
      .execute();
    const matter = await findCase(trx, id, asking, { lock: true });
    if (!matter || !canWithCase(actor, 'decide on its life', matter)) {
      return refuse('not-yours', 'You cannot decide on this process.');
    }
    return run(trx, matter);
  });
}

/** Writes the case, its timeline, and the audit trail last. */
async function keep(trx: Trx, { clock, actor }: Work, changed: Changed): Promise<void> {
  const at = clock.now();
  const { case: present, event } = changed;
  await updateCase(trx, present);
  await appendChange(trx, present, event, { at, by: { id: actor.id, name: actor.name } });
  const { kind, ...payload } = event;
  await appendAudit(trx, {
    at,
    actor: { personId: actor.id, name: actor.name },
    type: auditTypes[kind],
    subject: { kind: 'case', id: present.id },
    payload,
  });
}

const auditTypes: Readonly<Record<Changed['event']['kind'], string>> = {
  opened: 'case opened',
  'taken-on': 'case taken on',
  paused: 'case paused',
  resumed: 'case resumed',
  closed: 'case closed',
  reopened: 'case reopened',
  continued: 'case reviewed, continues',
  'exit-forward': 'case reviewed, exit brought forward',
  setback: 'setback recorded',
};
