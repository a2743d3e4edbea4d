import type { FileId, MeetingId, PersonId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';

/** What stands under one label of the form, as Markdown. */
export interface BroughtInSection {
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

/** Words of the file that stand under no label of the form, and where in it. */
export interface LeftOut {
  readonly where: string;
  readonly text: string;
}

/** A record that the authority had written in Word, as someone checked it. */
export interface BroughtIn {
  readonly meetingId: MeetingId;
  /** From 1; a later one takes its place, and this stays. */
  readonly version: number;
  readonly file: { readonly id: FileId; readonly name: string; readonly sha256: string };
  readonly form: string;
  readonly policyVersion: string;
  readonly sections: readonly BroughtInSection[];
  readonly leftOut: readonly LeftOut[];
  readonly at: Date;
  readonly by: string;
}

export interface NewBroughtIn extends Omit<BroughtIn, 'file' | 'by'> {
  readonly fileId: FileId;
  readonly by: PersonId;
}

/** The newest record that was brought in for a meeting; undefined where none was. */
export async function broughtInOf(
  db: Db | Trx,
  meetingId: MeetingId,
): Promise<BroughtIn | undefined> {
  const row = await db
    .selectFrom('brought_in_records as b')
    .innerJoin('files as f', 'f.id', 'b.file_id')
    .innerJoin('people as p', 'p.id', 'b.by')
    .selectAll('b')
    .select(['f.name as file', 'f.sha256', 'p.name as person'])
    .where('b.meeting_id', '=', meetingId)
    .orderBy('b.version', 'desc')
    .executeTakeFirst();
  return (
    row && {
      meetingId,
      version: row.version,
      file: { id: row.file_id, name: row.file, sha256: row.sha256 },
      form: row.form,
      policyVersion: row.policy_version,
      sections: row.sections,
      leftOut: row.left_out,
      at: row.at,
      by: row.person,
    }
  );
}

export async function insertBroughtIn(trx: Trx, record: NewBroughtIn): Promise<void> {
  await trx
    .insertInto('brought_in_records')
    .values({
      meeting_id: record.meetingId,
      version: record.version,
      file_id: record.fileId,
      form: record.form,
      policy_version: record.policyVersion,
      sections: JSON.stringify(record.sections),
      left_out: JSON.stringify(record.leftOut),
      at: record.at,
      by: record.by,
    })
    .execute();
}
