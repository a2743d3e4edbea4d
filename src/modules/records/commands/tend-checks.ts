import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { RecordId } from '#kernel/ids.ts';
import { addSchoolDays, isOpen, kindOfDay } from '#kernel/school-days.ts';
import { calendarFor } from '#modules/calendar/index.ts';
import { boardOf, isPresent } from '#modules/cases/index.ts';
import {
  accuracyReminder,
  accuracyUnanswered,
  notify,
  recipientOf,
} from '#modules/correspondence/index.ts';
import { findActor } from '#modules/people/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { can } from '../access.ts';
import { dueCheckStep } from '../domain/check-steps.ts';
import type { CheckStep } from '../domain/check-steps.ts';
import type { Sending } from '../domain/record.ts';
import { packOf } from '../queries/whole-record.ts';
import { checksWaiting, newestLinkAt, noteCheckStep, stepsDoneOf } from '../store-checks.ts';
import { findRecord } from '../store.ts';
import type { RecordMatter } from '../store.ts';
import { factsOf, mailCheckLink } from './mail-check-link.ts';
import type { LinkWork } from './mail-check-link.ts';

const self = { personId: null, name: 'Accuracy check' } as const;

/**
 * Reminds headteachers of the checks that wait for them, and tells chairs of those to which no answer
 * came. Each is told once, however often this runs: it is noted in the transaction that queues the
 * mail. Gives how many were told.
 */
export async function tendChecks(work: LinkWork): Promise<number> {
  const { db, clock } = work;
  const today = dateOf(clock.now());
  let told = 0;
  const failures: unknown[] = [];
  for (const id of await checksWaiting(db)) {
    try {
      const one = await db.transaction().execute((trx) => tendCheck(trx, work, id, today));
      if (one) told += 1;
    } catch (error) {
      // One record's trouble is not the others': they go on, and it is tried again.
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, 'Accuracy checks could not be tended');
  return told;
}

async function tendCheck(
  trx: Trx,
  work: LinkWork,
  id: RecordId,
  today: LocalDate,
): Promise<boolean> {
  const asking = { today, laCode: work.authority.laCode };
  const matter = await findRecord(trx, id, asking, { lock: true });
  const { state, round } = matter?.record ?? { state: undefined, round: 0 };
  if (!matter || state?.status !== 'with-headteacher' || matter.case.status !== 'open') {
    return false;
  }
  const { sending } = state;
  const step = await stepOn(trx, matter, sending, today);
  if (step === undefined) return false;
  const waiting = { round, person: sending.sentTo, due: sending.answersDueOn };
  if (step === 'remind') {
    const actor = await findActor(trx, sending.sentTo, today);
    if (!actor || !can(actor, 'check its accuracy', matter)) return false;
    if (!(await recipientOf(trx, actor.id, today))) return false;
  }
  const at = work.clock.now();
  if (!(await noteCheckStep(trx, id, round, { step, person: sending.sentTo, at }))) return false;
  if (step === 'remind') {
    // Whoever has the check open goes on there: the link before ends when this one is opened.
    await mailCheckLink(trx, work, matter, waiting, accuracyReminder, 'stays');
  } else {
    const facts = { ...factsOf(work, matter, 'finalise'), due: sending.answersDueOn };
    for (const { role, personId, ...seat } of await boardOf(trx, matter.caseId)) {
      if (role !== 'chair' || !isPresent(seat, today)) continue;
      await notify(trx, work, personId, accuracyUnanswered(facts));
    }
  }
  await appendAudit(trx, {
    at,
    actor: self,
    type: happened[step],
    subject: { kind: 'record', id },
    payload: { caseId: matter.caseId, round, to: sending.sentTo, dueOn: sending.answersDueOn },
  });
  return true;
}

const happened: Readonly<Record<CheckStep, string>> = {
  remind: 'accuracy check reminded of',
  unanswered: 'accuracy check not answered',
};

async function stepOn(
  trx: Trx,
  { record, urn, recordId }: RecordMatter,
  { sentTo, sentAt, answersDueOn }: Sending,
  today: LocalDate,
): Promise<CheckStep | undefined> {
  const calendar = await calendarFor(trx, urn);
  const { accuracyReminder: before } = packOf(record).periods;
  return dueCheckStep({
    today,
    isSchoolDay: isOpen(kindOfDay(calendar, today)),
    remindFrom: addSchoolDays(calendar, answersDueOn, -before.value),
    dueOn: answersDueOn,
    askedOn: dateOf((await newestLinkAt(trx, recordId, sentTo)) ?? sentAt),
    done: await stepsDoneOf(trx, recordId, record.round, sentTo),
  });
}
