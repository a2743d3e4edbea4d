import type { RecordId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { dateOf } from '#kernel/dates.ts';
import { mayWrite } from '../domain/record.ts';
import { mayHandOver } from '../queries/hand-over.ts';
import { findRecord } from '../store.ts';
import { insertLateSettled, insertLateTexts, lateTextsOf } from '../store-late.ts';
import type { LateText } from '../store-late.ts';
import { revisionsOfEdits } from '../store-contents.ts';
import { onRecord, sha256 } from './change.ts';
import { writeEdits } from './save-edits.ts';
import type { Edit } from './save-edits.ts';

/**
 * Takes in what was typed on a device and can no longer be written in the record: it is final, say,
 * or whoever typed it has left the board. The chair finds it there. Refuses those who never could
 * write in the record.
 */
export async function handOverTexts(
  work: Work,
  id: RecordId,
  edits: readonly Edit[],
): Promise<Result<{ readonly at: Date; readonly kept: number }>> {
  const { actor, authority, clock, db } = work;
  const asking = { today: dateOf(clock.now()), laCode: authority.laCode };
  const kept = await inTransaction(db, async (trx) => {
    const matter = await findRecord(trx, id, asking, { lock: true });
    if (!matter || !(await mayHandOver(trx, actor, matter, authority.laCode))) {
      return refuse('not-yours', 'You cannot change this record.');
    }
    // Of some the answer was lost: those are in the record.
    const saved = await revisionsOfEdits(
      trx,
      id,
      edits.map((edit) => edit.id),
    );
    const missing = edits
      .filter((edit) => saved.every((revision) => revision.edit !== edit.id))
      .map(({ id: edit, part, parent, text }) => ({ edit, part, parent, text }));
    if (missing.length === 0) return ok(undefined);
    const doing = { at: clock.now(), by: actor.id };
    const added = await insertLateTexts(trx, id, missing, doing);
    await appendAudit(
      trx,
      ...missing
        .filter(({ edit }) => added.has(edit))
        .map(({ part, parent, text }) => ({
          at: doing.at,
          actor: { personId: actor.id, name: actor.name },
          type: 'text handed over late',
          subject: { kind: 'record', id },
          payload: { caseId: matter.caseId, part, parent, sha256: sha256(text) },
        })),
    );
    return ok(undefined);
  });
  return kept.ok ? ok({ at: clock.now(), kept: edits.length }) : kept;
}

/**
 * Settles a text that came too late: it is brought into the notes, merged as any other, or left out,
 * and stays where it was handed over either way. Refuses to bring it in while nothing can be written.
 */
export function settleLateText(
  work: Work,
  id: RecordId,
  edit: string,
  how: 'bring in' | 'leave out',
): Promise<Result<undefined>> {
  return onRecord<undefined>(work, id, 'hold the meeting', async (scene) => {
    const { trx, doing, matter } = scene;
    const late = (await lateTextsOf(trx, id)).find((each) => each.edit === edit);
    if (!late) return refuse('no-such-text', 'There is no such text.');
    if (late.settled) return ok(undefined);
    if (how === 'bring in') {
      const writable = mayWrite(matter.record);
      if (!writable.ok) return writable;
      const { results } = await writeEdits(scene, work, [editOf(late)]);
      const [result] = results;
      if (result?.kind === 'refused') return { ok: false, refusal: result.refusal };
    }
    await insertLateSettled(trx, id, edit, doing);
    await appendAudit(trx, {
      at: doing.at,
      actor: { personId: work.actor.id, name: work.actor.name },
      type: how === 'bring in' ? 'late text brought in' : 'late text left out',
      subject: { kind: 'record', id },
      payload: { caseId: matter.caseId, part: late.part, edit, sha256: sha256(late.text) },
    });
    return ok(undefined);
  });
}

function editOf({ edit, part, parent, text }: LateText): Edit {
  return { id: edit, part, parent, text };
}
