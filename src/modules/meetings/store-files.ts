import type { FileId, MeetingId, PersonId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { findFiles } from '#platform/files/files.ts';
import type { HandedIn } from '#platform/files/files.ts';

/** Adds an original file to a meeting that was held before its case was taken on. */
export async function addMeetingFile(
  trx: Trx,
  meetingId: MeetingId,
  fileId: FileId,
  { at, by }: { readonly at: Date; readonly by: PersonId },
): Promise<void> {
  await trx
    .insertInto('meeting_files')
    .values({ meeting_id: meetingId, file_id: fileId, added_at: at, added_by: by })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The original files of meetings, by meeting, the oldest first. */
export async function meetingFilesOf(
  db: Db | Trx,
  ids: readonly MeetingId[],
): Promise<ReadonlyMap<MeetingId, HandedIn[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('meeting_files')
    .select(['meeting_id', 'file_id'])
    .where('meeting_id', 'in', [...ids])
    .orderBy('added_at')
    .orderBy('file_id')
    .execute();
  const files = new Map(
    (
      await findFiles(
        db,
        rows.map(({ file_id: id }) => id),
      )
    ).map((file) => [file.id, file]),
  );
  const found = new Map<MeetingId, HandedIn[]>();
  for (const { meeting_id: meeting, file_id: id } of rows) {
    const file = files.get(id);
    if (file) found.set(meeting, [...(found.get(meeting) ?? []), file]);
  }
  return found;
}
