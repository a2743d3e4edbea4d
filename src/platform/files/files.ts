import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FileId, PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { inspectInWorker } from './inspect-in-worker.ts';
import { inspectPicture } from './inspect-picture.ts';
import { fileKind, recogniseFile } from './kinds.ts';
import type { FileKindId } from './kinds.ts';
import { turns } from './turns.ts';

/** The largest file that may be handed in, in bytes. */
export const largestHandedIn = 25_000_000;

/** A file that someone handed in, without its content. */
export interface HandedIn {
  readonly id: FileId;
  readonly name: string;
  readonly kind: FileKindId;
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly at: Date;
}

/** A file that was checked, ready to be kept. */
export interface CheckedFile extends Omit<HandedIn, 'id' | 'at'> {
  readonly bytes: Buffer;
}

/** Each takes memory and a processor while it is looked through: many that come at once wait. */
const inTurn = turns(2);

/**
 * Reads an uploaded file and says what it is. Refuses what `recogniseFile`, `inspectPackage`,
 * `inspectPdf` and `inspectPicture` do, and one that is too large.
 */
export async function checkUpload(upload: {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}): Promise<Result<CheckedFile>> {
  if (upload.bytes > largestHandedIn) {
    return refuse('too-large', `The file must be ${largestHandedIn / 1e6} MB or smaller`, 'file');
  }
  return inTurn(async () => {
    const checked = checkFile(await readFile(upload.path), upload.name);
    if (!checked.ok) return checked;
    const { bytes, kind } = checked.value;
    const inspected =
      kind === 'png' || kind === 'jpeg'
        ? inspectPicture(bytes, kind)
        : await inspectInWorker(bytes, kind);
    return inspected.ok ? checked : inspected;
  });
}

/** The same of a file whose maker is known: without opening it. */
export function checkFile(bytes: Buffer, nameGiven: string): Result<CheckedFile> {
  const name = cleanName(nameGiven);
  const kind = recogniseFile(bytes, name);
  if (!kind.ok) return kind;
  return ok({
    name,
    kind: kind.value.id,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes,
  });
}

/**
 * The last part of a path, without what no file name may have; cut to 200 characters before its ending,
 * and never within one that takes two places.
 */
function cleanName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').trim();
  const ending = /\.[a-z0-9]{1,10}$/i.exec(plain)?.[0] ?? '';
  const stem = Array.from(plain.slice(0, plain.length - ending.length))
    .slice(0, 200)
    .join('');
  return `${stem}${ending}`;
}

/** Keeps a file as it came. The same id twice, as when a form is sent twice, keeps it once. */
export async function keepFile(
  trx: Trx,
  id: FileId,
  file: CheckedFile,
  given: { readonly at: Date; readonly by: PersonId | null },
): Promise<void> {
  const { name, kind, size, sha256, bytes } = file;
  await trx
    .insertInto('files')
    .values({ id, name, kind, size, sha256, bytes, added_at: given.at, added_by: given.by })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** The files with these ids, without their content. */
export async function findFiles(db: Db | Trx, ids: readonly FileId[]): Promise<HandedIn[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('files')
    .select(['id', 'name', 'kind', 'size', 'sha256', 'added_at'])
    .where('id', 'in', [...ids])
    .execute();
  return rows.map(({ added_at: at, kind, ...row }) => ({ ...row, kind: kind as FileKindId, at }));
}

/** What is sent to someone who downloads a file; undefined where there is none. Ask for access first. */
export async function fileToSend(
  db: Db | Trx,
  id: FileId,
): Promise<
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly type: string; readonly name: string }
  | undefined
> {
  const row = await db
    .selectFrom('files')
    .select(['name', 'kind', 'bytes'])
    .where('id', '=', id)
    .executeTakeFirst();
  return (
    row && {
      kind: 'file',
      bytes: row.bytes,
      type: fileKind(row.kind as FileKindId).mediaType,
      name: row.name,
    }
  );
}
