import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type { PostgresPool } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Result } from '#kernel/result.ts';
import type { Connection, Trx } from './connection.ts';
import type { Database } from './schema.ts';
import { inTransaction } from './transaction.ts';

/** Loads rows into a table inside the transaction that it was made for, by COPY FROM STDIN. */
export type CopyInto = (target: CopyTarget, pieces: AsyncIterable<Uint8Array>) => Promise<void>;

export interface CopyTarget {
  readonly table: string;
  readonly columns: readonly string[];
  /** What stands in the brackets of COPY … WITH. */
  readonly options: string;
}

/**
 * Runs `work` in one transaction that can also COPY; a refusal rolls everything back, as an error
 * does. It holds one connection of the pool for as long as it takes.
 */
export async function inCopyTransaction<Value>(
  connection: Connection,
  work: (trx: Trx, copyInto: CopyInto) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const client = await connection.pool.connect();
  let failed = false;
  try {
    const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: poolOf(client) }) });
    return await inTransaction(db, (trx) => work(trx, copyOn(client)));
  } catch (error) {
    failed = true;
    throw error;
  } finally {
    // After an error the connection may still be in the middle of a COPY.
    client.release(failed);
  }
}

/** Names of tables and columns, as a list for SQL. */
export function names(columns: readonly string[], table?: string): ReturnType<typeof sql.join> {
  return sql.join(columns.map((column) => sql.ref(table ? `${table}.${column}` : column)));
}

/** A pool of the one client, which stays ours. */
function poolOf(client: pg.PoolClient): PostgresPool {
  const lent = { query: client.query.bind(client), release: () => undefined };
  return {
    connect: () => Promise.resolve(lent),
    end: () => Promise.resolve(),
  } as unknown as PostgresPool;
}

function copyOn(client: pg.PoolClient): CopyInto {
  return async ({ table, columns, options }, pieces) => {
    const list = columns.map((column) => `"${column}"`).join(', ');
    const stream = client.query(copyFrom(`copy "${table}" (${list}) from stdin with (${options})`));
    await pipeline(Readable.from(pieces, { objectMode: true }), stream);
  };
}
