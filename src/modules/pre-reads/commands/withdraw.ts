import { dateOf } from '#kernel/dates.ts';
import type { AnswerId, MeetingId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { findMeeting } from '#modules/meetings/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { maySend } from '../access.ts';
import { withdraw } from '../domain/answers.ts';
import { papersOfMeeting } from '../queries/meeting-papers.ts';
import { insertWithdrawal, lockPapers } from '../store.ts';

/**
 * Takes away a document that was sent by mistake, with a reason. It stays on file for the chair and
 * the audit trail; what was held before it counts again. Also after the meeting: a document that
 * should not be here should not stay because the meeting is over.
 */
export async function withdrawPaper(
  work: Work,
  meetingId: MeetingId,
  answerId: AnswerId,
  reason: string,
): Promise<Result<undefined>> {
  const { db, clock, actor, pack, authority } = work;
  const now = clock.now();
  const today = dateOf(now);
  return inTransaction(db, async (trx) => {
    const asking = { today, laCode: authority.laCode };
    const matter = await findMeeting(trx, meetingId, asking, { lock: true });
    if (matter) await lockPapers(trx, matter.urn);
    const meeting = matter && (await papersOfMeeting(trx, meetingId, { pack, today }));
    const paper = meeting?.papers.find(({ answers }) => answers.some(({ id }) => id === answerId));
    const answer = paper?.answers.find(({ id }) => id === answerId);
    if (!matter || !paper || !answer || !maySend(actor, matter, paper.paper, paper.providers)) {
      return refuse('not-yours', 'You cannot withdraw this document.');
    }
    const done = withdraw(answer, reason);
    if (!done.ok) return done;
    await insertWithdrawal(trx, answerId, { reason: done.value, at: now, by: actor.id });
    await appendAudit(trx, {
      at: now,
      actor: { personId: actor.id, name: actor.name },
      type: 'pre-read withdrawn',
      subject: { kind: 'meeting', id: answer.meetingId },
      payload: {
        caseId: matter.caseId,
        paper: answer.paper,
        answer: answerId,
        file: answer.kind === 'file' ? answer.file.id : undefined,
        reason: done.value,
      },
    });
    return ok(undefined);
  });
}
