import type { MeetingId } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import type { FormDocument } from '#platform/documents/form/form-document.ts';
import type { RecordContent } from '../domain/content.ts';
import { findRecordOfMeeting } from '../store.ts';
import { findVersion } from '../store-versions.ts';
import { recordDocument } from './record-document.ts';

/** A final version of a meeting's record, whole, laid out as its form. Ask for access first. */
export async function finalDocument(
  db: Db,
  meetingId: MeetingId,
  version: number,
  authority: string,
): Promise<FormDocument | undefined> {
  const record = await findRecordOfMeeting(db, meetingId);
  const found = record && (await findVersion(db, record.id, version));
  return (
    found &&
    recordDocument(JSON.parse(found.content) as RecordContent, {
      authority,
      as: { kind: 'final', sha256: found.sha256, isPart: false },
    })
  );
}
