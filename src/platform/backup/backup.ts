import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Connection } from '#platform/db/connection.ts';
import { schemaVersion } from '#platform/db/migrate.ts';
import { endOfRows, firstLine } from './format.ts';
import type { Head } from './format.ts';
import { readBackup } from './read.ts';
import type { BackupContents } from './read.ts';
import { sealing } from './seal.ts';
import { columnList, quoted, tablesInOrder } from './tables.ts';

export interface BackupOptions {
  readonly connection: Connection;
  readonly file: string;
  readonly product: string;
  readonly now: Date;
  /** Told the name of each table as it is begun. */
  readonly onProgress?: (table: string) => void;
}

/**
 * Writes everything into one file, as it was at one moment, while the product may go on working.
 * The file is read again and checked before it gets its name; a file that is there already is kept.
 */
export async function writeBackup(options: BackupOptions): Promise<Result<BackupContents>> {
  const file = path.resolve(options.file);
  const temporary = `${file}.${randomUUID().slice(0, 8)}.part`;
  const client = await options.connection.pool.connect();
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const reserved = await reserve(file);
    if (!reserved) {
      return refuse('file-exists', `There is a file ${file} already. Choose another name.`);
    }
    await client.query('begin isolation level repeatable read read only');
    await pipeline(
      Readable.from(pieces(client, options)),
      createGzip(),
      sealing(),
      createWriteStream(temporary, { mode: 0o600, flush: true }),
    );
    await client.query('commit');
    const checked = await readBackup(temporary);
    if (!checked.ok) {
      await rm(file, { force: true });
      return refuse('unreadable', `The backup could not be read back. ${checked.refusal.sentence}`);
    }
    await rename(temporary, file);
    return ok(checked.value);
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    await rm(file, { force: true });
    throw error;
  } finally {
    client.release();
    await rm(temporary, { force: true });
  }
}

/** Takes the name, so that two backups at once cannot both think that it is free. */
async function reserve(file: string): Promise<boolean> {
  try {
    await (await open(file, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function* pieces(client: ClientBase, options: BackupOptions): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const rows: Record<string, number> = {};
  const head: Head = {
    schema: schemaVersion,
    product: options.product,
    created: options.now.toISOString(),
  };
  const piece = (bytes: Buffer): Buffer => {
    hash.update(bytes);
    return bytes;
  };
  const line = (text: string): Buffer => piece(Buffer.from(`${text}\n`));
  yield line(firstLine);
  yield line(JSON.stringify(head));
  for (const table of await tablesInOrder(client)) {
    options.onProgress?.(table.name);
    yield line(`@table ${JSON.stringify([table.name, ...table.columns])}`);
    const copy = client.query(
      copyTo(`copy (select ${columnList(table)} from ${quoted(table.name)}) to stdout`),
    );
    for await (const chunk of copy) yield piece(chunk as Buffer);
    rows[table.name] = copy.rowCount;
    yield line(endOfRows);
  }
  yield Buffer.from(`@end ${JSON.stringify({ rows, sha256: hash.digest('hex') })}\n`);
}
