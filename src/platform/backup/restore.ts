import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Connection } from '#platform/db/connection.ts';
import { readBackup } from './read.ts';
import type { BackupContents } from './read.ts';
import { columnList, quoted, tablesInOrder } from './tables.ts';

export interface RestoreOptions {
  readonly connection: Connection;
  readonly file: string;
  /** Told the name of each table as it is begun. */
  readonly onProgress?: (table: string) => void;
}

/**
 * Replaces everything by what a backup holds. The whole file is checked before anything changes, and
 * then all tables change in one transaction. Everyone is signed out.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Result<BackupContents>> {
  const { connection, file, onProgress } = options;
  const checked = await readBackup(file);
  if (!checked.ok) return checked;
  const client = await connection.pool.connect();
  let failed = true;
  try {
    await client.query('begin');
    const own = await tablesInOrder(client);
    const described = (tables: BackupContents['tables']) =>
      JSON.stringify(tables.map(({ name, columns }) => [name, [...columns].toSorted()]).toSorted());
    if (described(own) !== described(checked.value.tables)) {
      await client.query('rollback');
      failed = false;
      return refuse('other-tables', 'The backup has other tables than this version of Trajectory.');
    }
    const names = [...own.map(({ name }) => name), 'sessions', 'sign_in_links'];
    await client.query(`truncate ${names.map(quoted).join(', ')}`);
    const restored = await readBackup(file, async (table, rows) => {
      onProgress?.(table.name);
      const copy = client.query(
        copyFrom(`copy ${quoted(table.name)} (${columnList(table)}) from stdin`),
      );
      await pipeline(Readable.from(rows), copy);
    });
    // The file changed between the two readings: put everything back.
    if (!restored.ok) {
      await client.query('rollback');
      failed = false;
      return restored;
    }
    await client.query('commit');
    failed = false;
    return ok(restored.value);
  } finally {
    // A connection in the middle of a COPY cannot be used again; ending it rolls back.
    client.release(failed);
  }
}
