import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import { isExpired } from './domain/kept-file.ts';
import type { FileToken, KeptFile } from './domain/kept-file.ts';

// One directory for each file, with what is known about it beside it. The database keeps only what
// was imported.

export const csvOf = (dataDir: string, token: FileToken): string =>
  path.join(directoryOf(dataDir, token), 'file.csv');

/** What is known of a kept file; undefined when there is none, or it is too old. */
export async function findKeptFile(
  dataDir: string,
  token: FileToken,
  now: Date,
): Promise<KeptFile | undefined> {
  try {
    const text = await readFile(stateOf(dataDir, token), 'utf8');
    const file = JSON.parse(text) as KeptFile;
    return isExpired(file, now) ? undefined : file;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A person's files that are kept, the newest first. */
export async function keptFilesOf(
  dataDir: string,
  personId: PersonId,
  now: Date,
): Promise<KeptFile[]> {
  const names = await readdir(folderOf(dataDir)).catch(() => []);
  const tokens = names.flatMap((name) => parseId<FileToken>(name) ?? []);
  const files = await Promise.all(tokens.map((token) => findKeptFile(dataDir, token, now)));
  return files
    .flatMap((file) => (file?.personId === personId ? [file] : []))
    .toSorted((a, b) => b.keptAt.localeCompare(a.keptAt));
}

/** Moves a file that was just received to where it is kept. */
export async function keepFile(dataDir: string, file: KeptFile, received: string): Promise<void> {
  await mkdir(directoryOf(dataDir, file.token), { recursive: true, mode: 0o700 });
  await rename(received, csvOf(dataDir, file.token));
  await saveKeptFile(dataDir, file);
}

/** Written beside and moved there, so that nobody reads half of it. */
export async function saveKeptFile(dataDir: string, file: KeptFile): Promise<void> {
  const target = stateOf(dataDir, file.token);
  const beside = `${target}.${crypto.randomUUID()}`;
  await writeFile(beside, JSON.stringify(file), { mode: 0o600 });
  await rename(beside, target);
}

/** Removes the file itself; what became of it can still be read. */
export async function dropContent(dataDir: string, token: FileToken): Promise<void> {
  await rm(csvOf(dataDir, token), { force: true });
}

export async function forgetFile(dataDir: string, token: FileToken): Promise<void> {
  await rm(directoryOf(dataDir, token), { recursive: true, force: true });
}

/** Removes what has been kept for a day. */
export async function forgetOldFiles(dataDir: string, now: Date): Promise<void> {
  const tokens = await readdir(folderOf(dataDir)).catch(() => []);
  for (const name of tokens) {
    const token = parseId<FileToken>(name);
    if (token && !(await findKeptFile(dataDir, token, now))) await forgetFile(dataDir, token);
  }
}

/** SHA-256 in lower-case hex. */
export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function folderOf(dataDir: string): string {
  return path.join(dataDir, 'uploads', 'kept');
}

function directoryOf(dataDir: string, token: FileToken): string {
  return path.join(folderOf(dataDir), token);
}

function stateOf(dataDir: string, token: FileToken): string {
  return path.join(directoryOf(dataDir, token), 'state.json');
}
