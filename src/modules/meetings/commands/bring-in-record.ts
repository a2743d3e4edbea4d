import { dateOf } from '#kernel/dates.ts';
import type { FileId, MeetingId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { formOf } from '#policy-pack/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import { broughtInOf, insertBroughtIn } from '../store-brought-in.ts';
import type { LeftOut } from '../store-brought-in.ts';
import { meetingFilesOf } from '../store-files.ts';
import { findMeeting } from '../store.ts';

/** A record as someone checked it, read from an original file of its meeting. */
export interface CheckedRecord {
  readonly file: FileId;
  /** What stands under each label, by its key. */
  readonly texts: ReadonlyMap<string, string>;
  readonly leftOut: readonly LeftOut[];
  /** The version that was there when the page was made; 0 for none. */
  readonly after: number;
}

/** The longest text that a section takes, in characters. */
const longestText = 100_000;

/**
 * Keeps a record that was written in Word before its process was taken on, put under the form's
 * labels and checked by whoever brings it in. What was kept before stays. Refused where someone
 * else has kept one since the page was made, and for a file that is none of the meeting's.
 */
export function bringInRecord(
  { db, clock, actor, authority, pack }: Work,
  meetingId: MeetingId,
  { file: fileId, texts, leftOut, after }: CheckedRecord,
): Promise<Result<undefined>> {
  const at = clock.now();
  const asking = { today: dateOf(at), laCode: authority.laCode };
  return inTransaction(db, async (trx) => {
    const matter = await findMeeting(trx, meetingId, asking, { lock: true });
    if (!matter || !can(actor, 'bring in its record', matter)) {
      return refuse('not-yours', 'You cannot bring in the record of this meeting.');
    }
    const { meeting } = matter;
    const files = (await meetingFilesOf(trx, [meetingId])).get(meetingId) ?? [];
    const file = files.find(({ id }) => id === fileId);
    if (!meeting.takenOn || file?.kind !== 'word') {
      return refuse(
        'not-original',
        'Choose a Word file of a meeting that was held before its process was taken on.',
      );
    }
    const now = await broughtInOf(trx, meetingId);
    if ((now?.version ?? 0) !== after) {
      return refuse(
        'changed-meanwhile',
        `${now?.by ?? 'Someone else'} has brought in the record of this meeting while you were checking it. Look at it first: what you typed is kept on this page`,
      );
    }
    const form = formOf(pack, meeting.form);
    const sections = form.sections.map(({ key, label }) => ({
      key,
      label,
      text: texts.get(key) ?? '',
    }));
    if (sections.every(({ text }) => text.trim() === '')) {
      return refuse('empty', 'Put in what at least one section says');
    }
    const long = sections.find(({ text }) => text.length > longestText);
    if (long) {
      const most = longestText.toLocaleString('en-GB');
      return refuse('too-long', `“${long.label}” must be ${most} characters or fewer`, long.key);
    }
    await insertBroughtIn(trx, {
      meetingId,
      version: after + 1,
      fileId,
      form: form.key,
      policyVersion: `${pack.id}/${pack.version}`,
      sections,
      leftOut,
      at,
      by: actor.id,
    });
    await appendAudit(trx, {
      at,
      actor: { personId: actor.id, name: actor.name },
      type: 'record brought in',
      subject: { kind: 'meeting', id: meetingId },
      payload: {
        caseId: matter.caseId,
        version: after + 1,
        file: fileId,
        sha256: file.sha256,
        leftOut: leftOut.length,
      },
    });
    return ok(undefined);
  });
}
