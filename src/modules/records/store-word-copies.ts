import type { FileId, PersonId, RecordId, WordCopyId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { NotPlaced, WordEdit } from './domain/word-marks.ts';
import type { Revision } from './domain/section.ts';

/** What a Word copy was made of, and when (ISO 8601): a draft, as it stood at a version of the record, or a final version. */
export type MadeOf =
  | { readonly kind: 'draft'; readonly revision: number; readonly at: string }
  | { readonly kind: 'final'; readonly version: number; readonly at: string };

/** What is in a copy beside the changes that it proposes. */
export interface CopyFindings {
  readonly notPlaced: readonly NotPlaced[];
  readonly missing: readonly string[];
  readonly comments: readonly { readonly by: string; readonly text: string }[];
  readonly pictures: number;
  readonly hasTrackedChanges: boolean;
}

/** A proposed edit, with the id that it has when it is saved: it is saved once. */
export interface ProposedEdit extends WordEdit {
  readonly id: string;
}

export interface ProposedChange {
  readonly position: number;
  readonly edits: readonly ProposedEdit[];
  readonly settled:
    | { readonly decision: 'accepted' | 'declined'; readonly at: Date; readonly by: string }
    | undefined;
}

/** A Word copy that came back. */
export interface WordCopy {
  readonly id: WordCopyId;
  readonly fileId: FileId;
  readonly fileName: string;
  readonly madeOf: MadeOf;
  readonly findings: CopyFindings;
  readonly at: Date;
  readonly by: string;
  readonly changes: readonly ProposedChange[];
}

export interface NewWordCopy extends Pick<WordCopy, 'id' | 'fileId' | 'madeOf' | 'findings'> {
  readonly recordId: RecordId;
  readonly changes: readonly (readonly ProposedEdit[])[];
  readonly at: Date;
  readonly by: PersonId;
}

/** Of which record a copy was kept; undefined where there is none with this id. */
export async function recordOfWordCopy(trx: Trx, id: WordCopyId): Promise<RecordId | undefined> {
  const row = await trx
    .selectFrom('word_copies')
    .select('record_id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.record_id;
}

/** Keeps a copy with all that it proposes. */
export async function insertWordCopy(trx: Trx, copy: NewWordCopy): Promise<void> {
  await trx
    .insertInto('word_copies')
    .values({
      id: copy.id,
      record_id: copy.recordId,
      file_id: copy.fileId,
      made_of: JSON.stringify(copy.madeOf),
      findings: JSON.stringify(copy.findings),
      at: copy.at,
      by: copy.by,
    })
    .execute();
  if (copy.changes.length > 0) {
    await trx
      .insertInto('word_changes')
      .values(
        copy.changes.map((edits, index) => ({
          copy_id: copy.id,
          position: index + 1,
          edits: JSON.stringify(edits),
        })),
      )
      .execute();
  }
}

/** The copies of a record that came back, newest first. */
export async function wordCopiesOf(db: Db | Trx, recordId: RecordId): Promise<WordCopy[]> {
  const rows = await db
    .selectFrom('word_copies as c')
    .innerJoin('files as f', 'f.id', 'c.file_id')
    .innerJoin('people as p', 'p.id', 'c.by')
    .select(['c.id', 'c.file_id', 'f.name', 'c.made_of', 'c.findings', 'c.at'])
    .select('p.name as by')
    .where('c.record_id', '=', recordId)
    .orderBy('c.at', 'desc')
    .orderBy('c.id')
    .execute();
  if (rows.length === 0) return [];
  const changes = await db
    .selectFrom('word_changes as w')
    .leftJoin('word_changes_settled as s', (join) =>
      join.onRef('s.copy_id', '=', 'w.copy_id').onRef('s.position', '=', 'w.position'),
    )
    .leftJoin('people as p', 'p.id', 's.by')
    .select(['w.copy_id', 'w.position', 'w.edits', 's.decision', 's.at', 'p.name'])
    .where(
      'w.copy_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('w.position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fileId: row.file_id,
    fileName: row.name,
    madeOf: row.made_of,
    findings: row.findings,
    at: row.at,
    by: row.by,
    changes: changes
      .filter(({ copy_id: copy }) => copy === row.id)
      .map(({ position, edits, decision, at, name }) => ({
        position,
        edits,
        settled: decision && at && name !== null ? { decision, at, by: name } : undefined,
      })),
  }));
}

/** Notes what was decided on changes. The first decision on each stays. */
export async function settleWordChanges(
  trx: Trx,
  copy: WordCopyId,
  settled: readonly { readonly position: number; readonly decision: 'accepted' | 'declined' }[],
  { at, by }: { readonly at: Date; readonly by: PersonId },
): Promise<void> {
  if (settled.length === 0) return;
  await trx
    .insertInto('word_changes_settled')
    .values(settled.map((each) => ({ ...each, copy_id: copy, at, by })))
    .onConflict((conflict) => conflict.columns(['copy_id', 'position']).doNothing())
    .execute();
}

/** Every revision of every part of a record, oldest first, with the version that the record had with it. */
export async function allRevisions(
  db: Db | Trx,
  recordId: RecordId,
): Promise<
  (Pick<Revision, 'section' | 'revision' | 'text' | 'at' | 'by' | 'edit' | 'beside'> & {
    readonly recordVersion: number;
  })[]
> {
  const rows = await db
    .selectFrom('section_revisions')
    .selectAll()
    .where('record_id', '=', recordId)
    .orderBy('section')
    .orderBy('revision')
    .execute();
  return rows.map((row) => ({
    section: row.section,
    revision: row.revision,
    text: row.text,
    at: row.at,
    by: row.by ?? undefined,
    edit: row.edit ?? undefined,
    ...(row.beside && { beside: true as const }),
    recordVersion: row.record_version,
  }));
}
