import { dateOf } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { MeetingId, RecordId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { mustBeOpen } from '#modules/cases/index.ts';
import { findMeeting, mayHaveRecord } from '#modules/meetings/index.ts';
import { formOf } from '#policy-pack/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { holdsMeetings } from '../access.ts';
import { prefill } from '../domain/prefill.ts';
import type { MeetingRecord } from '../domain/record.ts';
import { knownFor } from '../queries/known.ts';
import { savePrefilled } from '../store-contents.ts';
import { findRecordOfMeeting, insertRecord } from '../store.ts';

/** Opens the record of a meeting, with what is already known in it. One that is open stays as it is. */
export async function startRecord(work: Work, meetingId: MeetingId): Promise<Result<RecordId>> {
  const { db, clock, actor, authority, pack } = work;
  const now = clock.now();
  const today = dateOf(now);
  return inTransaction(db, async (trx) => {
    const asking = { today, laCode: authority.laCode };
    const matter = await findMeeting(trx, meetingId, asking, { lock: true });
    if (!matter || !holdsMeetings(actor, matter)) {
      return refuse('not-yours', 'You cannot open the record of this meeting.');
    }
    const there = await findRecordOfMeeting(trx, meetingId);
    if (there) return ok(there.id);
    const open = mustBeOpen(matter.case, 'so no record is opened in it');
    if (!open.ok) return open;
    const may = mayHaveRecord(matter.meeting);
    if (!may.ok) return may;
    const record: MeetingRecord = {
      id: newId<RecordId>(),
      meetingId,
      caseId: matter.caseId,
      form: matter.meeting.form,
      policyVersion: `${pack.id}/${pack.version}`,
      state: { status: 'draft' },
      round: 0,
      noteTaker: undefined,
      shownLive: false,
      decision: {
        outcome: undefined,
        question: undefined,
        answer: undefined,
        reasons: '',
        concerns: '',
        support: '',
      },
      next: { kind: 'not-set' },
      proceeded: '',
      version: 1,
    };
    const filled = prefill(formOf(pack, record.form), await knownFor(trx, matter, pack, today));
    await insertRecord(trx, record);
    for (const each of filled) await savePrefilled(trx, record.id, each, now);
    await appendAudit(trx, {
      at: now,
      actor: { personId: actor.id, name: actor.name },
      type: 'record opened',
      subject: { kind: 'record', id: record.id },
      payload: {
        caseId: matter.caseId,
        meetingId,
        form: record.form,
        policy: record.policyVersion,
        filled: filled.map(({ section, from }) => ({ section, from })),
      },
    });
    return ok(record.id);
  });
}
