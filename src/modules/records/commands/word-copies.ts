import { randomUUID } from 'node:crypto';
import type { FileId, RecordId, WordCopyId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import { longDate } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { formOf, meetingInSentence } from '#policy-pack/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { WordText } from '#platform/documents/word/read-word.ts';
import { keepFile } from '#platform/files/files.ts';
import type { CheckedFile } from '#platform/files/files.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import { mayWrite } from '../domain/record.ts';
import { madeOf, recordNamedIn, wordBase } from '../queries/word-base.ts';
import { findChanges } from '../queries/word-findings.ts';
import { packOf, wholeRecord } from '../queries/whole-record.ts';
import {
  insertWordCopy,
  recordOfWordCopy,
  settleWordChanges,
  wordCopiesOf,
} from '../store-word-copies.ts';
import { findRecord } from '../store.ts';
import { onRecord } from './change.ts';
import type { Scene } from './change.ts';
import { writeEdits } from './save-edits.ts';

/**
 * Keeps a Word copy of a record that came back, and what it says otherwise than the record did when
 * it was made, each as a change to decide on. Nothing in the record changes. The same id twice keeps one.
 * Refuses a file that was not made of this record.
 */
export function keepWordCopy(
  work: Work,
  recordId: RecordId,
  id: WordCopyId,
  file: CheckedFile,
  read: WordText,
): Promise<Result<undefined>> {
  return onRecord<undefined>(work, recordId, 'write notes', async (scene) => {
    const { trx, matter, doing } = scene;
    const keptOf = await recordOfWordCopy(trx, id);
    // The form was sent twice, and the record is held: the first has come.
    if (keptOf === recordId) return ok(undefined);
    if (keptOf)
      return refuse(
        'form-used',
        'This form was sent before, for another record. Send it again',
        'file',
      );
    const made = await madeOf(trx, read, matter);
    if (!made.ok)
      return made.refusal.code === 'other-record' ? otherRecord(scene, work, read) : made;
    const base = await wordBase(trx, await wholeRecord(trx, matter), made.value);
    const { changes, notPlaced, missing } = findChanges(read, base);
    const { comments, pictures, hasTrackedChanges } = read;
    const fileId = newId<FileId>();
    await keepFile(trx, fileId, file, doing);
    await insertWordCopy(trx, {
      id,
      recordId,
      fileId,
      madeOf: made.value,
      findings: { notPlaced, missing, comments, pictures, hasTrackedChanges },
      changes: changes.map(({ edits }) => edits.map((edit) => ({ id: randomUUID(), ...edit }))),
      ...doing,
    });
    await note(scene, work, 'word copy handed in', {
      copy: id,
      file: file.sha256,
      changes: changes.length,
    });
    return ok(undefined);
  });
}

/** Says which record a file is of, to those who may read that one. */
async function otherRecord(
  { trx, today }: Scene,
  { actor, authority }: Work,
  read: WordText,
): Promise<Result<never>> {
  const id = recordNamedIn(read);
  const other = id && (await findRecord(trx, id, { today, laCode: authority.laCode }));
  const which =
    other && can(actor, 'read', other)
      ? `: the record of the ${meetingInSentence(formOf(packOf(other.record), other.record.form))} of ${longDate(other.meeting.date)} at ${other.schoolName}`
      : '';
  return refuse(
    'other-record',
    `The file is a copy of another record, not of this one${which}`,
    'file',
  );
}

/** What became of decisions on the changes of a copy. */
export interface ChangesSettled {
  /** By the position of a change: why it could not be taken over. It waits on. */
  readonly refused: ReadonlyMap<number, Refusal>;
  /** Positions of changes to a passage that someone else has changed as well: both versions stand. */
  readonly overlaps: readonly number[];
}

/**
 * Takes changes of a copy over into the record, each as an edit typed on what the copy was made of,
 * so that nothing is lost that others have written since; or leaves them out. Refuses to take over
 * while the record cannot be written in.
 */
export function settleWordCopy(
  work: Work,
  recordId: RecordId,
  copyId: WordCopyId,
  decisions: ReadonlyMap<number, 'accepted' | 'declined'>,
): Promise<Result<ChangesSettled>> {
  return onRecord(work, recordId, 'write notes', async (scene) => {
    const { trx, matter, doing } = scene;
    const copy = (await wordCopiesOf(trx, recordId)).find(({ id }) => id === copyId);
    if (!copy) return refuse('no-such-copy', 'There is no such copy.');
    const open = copy.changes.filter(
      ({ position, settled }) => !settled && decisions.has(position),
    );
    if (open.some(({ position }) => decisions.get(position) === 'accepted')) {
      const writable = mayWrite(matter.record);
      if (!writable.ok) return writable;
    }
    const refused = new Map<number, Refusal>();
    const overlaps: number[] = [];
    const settled: { position: number; decision: 'accepted' | 'declined' }[] = [];
    let now: Scene = scene;
    for (const { position, edits } of open) {
      const decision = decisions.get(position) ?? 'declined';
      if (decision === 'accepted') {
        const written = await writeEdits(now, work, edits);
        now = written.scene;
        const [problem] = written.results.flatMap((each) =>
          each.kind === 'refused' ? [each.refusal] : [],
        );
        if (problem) {
          refused.set(position, problem);
          continue;
        }
        const isBoth = written.results.some(
          (each) => each.kind === 'beside' || (each.kind === 'saved' && each.overlap),
        );
        if (isBoth) overlaps.push(position);
      }
      settled.push({ position, decision });
    }
    await settleWordChanges(trx, copyId, settled, doing);
    if (settled.length > 0) {
      const of = (wanted: 'accepted' | 'declined') =>
        settled.filter(({ decision }) => decision === wanted).map(({ position }) => position);
      await note(scene, work, 'word copy decided on', {
        copy: copyId,
        accepted: of('accepted'),
        declined: of('declined'),
      });
    }
    return ok({ refused, overlaps });
  });
}

async function note(
  { trx, matter, doing }: Scene,
  { actor }: Work,
  type: string,
  payload: NonNullable<Parameters<typeof appendAudit>[1]['payload']>,
): Promise<void> {
  await appendAudit(trx, {
    at: doing.at,
    actor: { personId: actor.id, name: actor.name },
    type,
    subject: { kind: 'record', id: matter.recordId },
    payload: { caseId: matter.caseId, ...payload },
  });
}
