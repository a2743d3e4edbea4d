import { createHash } from 'node:crypto';
import type { LocalDate } from '#kernel/dates.ts';
import type { FileId, MeetingId, PackId, PersonId } from '#kernel/ids.ts';
import { canonicalJson } from '#platform/audit/canonical.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Json } from '#platform/db/tables/foundation.ts';
import type { PlaceInPack } from '#platform/documents/pack/pack-document.ts';
import type { Pack, PackEntry, PackKind } from './domain/packs.ts';

/** What tells two packs of one meeting apart. */
export function contentsHash(entries: readonly PackEntry[]): string {
  return createHash('sha256').update(canonicalJson(entries)).digest('hex');
}

interface NewPack {
  readonly id: PackId;
  readonly meetingId: MeetingId;
  readonly meetingOn: LocalDate;
  readonly kind: PackKind;
  readonly entries: readonly PackEntry[];
  readonly at: Date;
  readonly by: PersonId | null;
}

/** Adds a pack, unless there is one with the same contents that was made or is being made: then that one. */
export async function insertPack(
  trx: Trx,
  { id, meetingId, meetingOn, kind, entries, at, by }: NewPack,
): Promise<{ readonly id: PackId; readonly isNew: boolean }> {
  const hash = contentsHash(entries);
  const added = await trx
    .insertInto('pre_read_packs')
    .values({
      id,
      meeting_id: meetingId,
      meeting_on: meetingOn,
      kind,
      entries: JSON.stringify(entries),
      contents_hash: hash,
      state: 'making',
      places: null,
      pages: null,
      file_id: null,
      word_file_id: null,
      trouble: null,
      asked_at: at,
      asked_by: by,
      made_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['meeting_id', 'meeting_on', 'kind', 'contents_hash'])
        // One that could not be made is tried again.
        .doUpdateSet({ state: 'making', done: 0, trouble: null, asked_at: at })
        .where('pre_read_packs.state', '=', 'failed'),
    )
    .returning('id')
    .executeTakeFirst();
  if (added) return { id: added.id, isNew: true };
  const there = await trx
    .selectFrom('pre_read_packs')
    .select('id')
    .where('meeting_id', '=', meetingId)
    .where('meeting_on', '=', meetingOn)
    .where('kind', '=', kind)
    .where('contents_hash', '=', hash)
    .executeTakeFirstOrThrow();
  return { id: there.id, isNew: false };
}

function packRows(db: Db | Trx) {
  return db.selectFrom('pre_read_packs').selectAll();
}

export async function findPack(db: Db | Trx, id: PackId): Promise<Pack | undefined> {
  const row = await packRows(db).where('id', '=', id).executeTakeFirst();
  return row && packOf(row);
}

/** The packs of a meeting, newest first. */
export async function packsOf(db: Db | Trx, meetingId: MeetingId): Promise<Pack[]> {
  const rows = await packRows(db)
    .where('meeting_id', '=', meetingId)
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(packOf);
}

function packOf(row: {
  readonly id: PackId;
  readonly meeting_id: MeetingId;
  readonly meeting_on: LocalDate;
  readonly kind: PackKind;
  readonly entries: Json;
  readonly contents_hash: string;
  readonly state: 'making' | 'made' | 'failed';
  readonly done: number;
  readonly places: Json;
  readonly pages: number | null;
  readonly file_id: FileId | null;
  readonly word_file_id: FileId | null;
  readonly trouble: string | null;
  readonly asked_at: Date;
}): Pack {
  return {
    id: row.id,
    meetingId: row.meeting_id,
    meetingOn: row.meeting_on,
    kind: row.kind,
    entries: row.entries as unknown as readonly PackEntry[],
    contentsHash: row.contents_hash,
    askedAt: row.asked_at,
    state:
      row.state === 'made' && row.file_id !== null
        ? {
            kind: 'made',
            file: row.file_id,
            wordFile: row.word_file_id ?? undefined,
            pages: row.pages ?? 0,
            places: row.places as unknown as readonly PlaceInPack[],
          }
        : row.state === 'failed'
          ? { kind: 'failed', trouble: row.trouble ?? '' }
          : { kind: 'making', done: row.done },
  };
}

/** Notes how many of its entries have been got ready. */
export async function notePackProgress(db: Db, id: PackId, done: number): Promise<void> {
  await db.updateTable('pre_read_packs').set({ done }).where('id', '=', id).execute();
}

/** Holds a pack until the end of the transaction; false where it was made already. */
export async function lockUnmadePack(trx: Trx, id: PackId): Promise<boolean> {
  const row = await trx
    .selectFrom('pre_read_packs')
    .select('id')
    .where('id', '=', id)
    .where('state', '<>', 'made')
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Notes that a pack is made. */
export async function notePackMade(
  trx: Trx,
  id: PackId,
  made: {
    readonly file: FileId;
    readonly wordFile: FileId;
    readonly pages: number;
    readonly places: readonly PlaceInPack[];
    readonly at: Date;
  },
): Promise<void> {
  await trx
    .updateTable('pre_read_packs')
    .set({
      state: 'made',
      file_id: made.file,
      word_file_id: made.wordFile,
      pages: made.pages,
      places: JSON.stringify(made.places),
      made_at: made.at,
      trouble: null,
    })
    .where('id', '=', id)
    .execute();
}

export async function notePackFailed(db: Db, id: PackId, trouble: string): Promise<void> {
  await db
    .updateTable('pre_read_packs')
    .set({ state: 'failed', trouble })
    .where('id', '=', id)
    .where('state', '<>', 'made')
    .execute();
}

/** Notes that what was asked for before then and is not made could not be. One that is made all the same is there then. */
export async function notePacksLost(db: Db, before: Date, trouble: string): Promise<void> {
  await db
    .updateTable('pre_read_packs')
    .set({ state: 'failed', trouble })
    .where('state', '=', 'making')
    .where('asked_at', '<', before)
    .execute();
}
