import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Connection, Trx } from '#platform/db/connection.ts';
import type { Database } from '#platform/db/schema.ts';

/**
 * Runs `work` in one transaction, with the connection beneath it: COPY needs a stream of its own,
 * in the same transaction as the queries around it.
 */
export async function onDedicatedConnection<Result>(
  connection: Connection,
  settings: { readonly readOnly: boolean },
  work: (trx: Trx, client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await connection.pool.connect();
  let broken = true;
  try {
    const shared = Object.create(client, { release: { value: () => undefined } }) as pg.PoolClient;
    const pool = { connect: () => Promise.resolve(shared), end: () => Promise.resolve() };
    const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: pool as never }) });
    const transaction = settings.readOnly
      ? db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
      : db.transaction();
    const result = await transaction.execute((trx) => work(trx, client));
    broken = false;
    return result;
  } finally {
    // After a failure the connection may still be in the middle of a COPY.
    client.release(broken);
  }
}
