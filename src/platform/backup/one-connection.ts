import { Kysely, PostgresDialect } from 'kysely';
import type { PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import type { Connection, Trx } from '#platform/db/connection.ts';
import type { Database } from '#platform/db/schema.ts';

/**
 * Runs `work` in one transaction, with the connection beneath it: COPY needs a stream of its own,
 * in the same transaction as the queries around it. After a failure the connection is given up,
 * which rolls back, because it may still be in the middle of a COPY.
 */
export async function onOneConnection<Result>(
  connection: Connection,
  work: (trx: Trx, client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await connection.pool.connect();
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: poolOf(client) }) });
  let failure: { readonly cause: unknown } | undefined;
  let released = false;
  const release = (destroy: boolean): void => {
    if (!released) client.release(destroy);
    released = true;
  };
  try {
    return await db.transaction().execute(async (trx) => {
      try {
        return await work(trx, client);
      } catch (cause) {
        failure = { cause };
        release(true);
        throw cause;
      }
    });
  } catch (error) {
    release(true);
    // Rolling back on a connection that is gone fails as well, and says less.
    throw failure ? failure.cause : error;
  } finally {
    release(false);
  }
}

/** A pool that lends out this connection and no other. */
function poolOf(client: pg.PoolClient) {
  const lent = {
    query: client.query.bind(client),
    release: () => undefined,
  } as unknown as PostgresPoolClient;
  return {
    options: {},
    connect: () => Promise.resolve(lent),
    end: () => Promise.resolve(),
  };
}
