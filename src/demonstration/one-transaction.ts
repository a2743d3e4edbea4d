import { CompiledQuery, Kysely, PostgresDialect, PostgresDriver } from 'kysely';
import type { DatabaseConnection, PostgresPool } from 'kysely';
import type { Connection, Db } from '#platform/db/connection.ts';
import type { Database } from '#platform/db/schema.ts';

/**
 * Runs `work` in one transaction, whatever it does: what it does in transactions of its own happens
 * at savepoints within. Either all of it is kept or none. One thing at a time: there is one connection.
 */
export async function inOneTransaction<Value>(
  connection: Connection,
  work: (db: Db) => Promise<Value>,
): Promise<Value> {
  const client = await connection.pool.connect();
  // The client is lent to Kysely, and stays ours.
  const lent = { query: client.query.bind(client), release: () => undefined };
  const pool = {
    connect: () => Promise.resolve(lent),
    end: () => Promise.resolve(),
  } as unknown as PostgresPool;
  let failed = true;
  try {
    await client.query('begin');
    const value = await work(new Kysely<Database>({ dialect: new SavepointDialect({ pool }) }));
    await client.query('commit');
    failed = false;
    return value;
  } finally {
    // A connection that is closed takes its transaction with it.
    client.release(failed);
  }
}

class SavepointDialect extends PostgresDialect {
  readonly #pool: PostgresPool;
  constructor(config: { readonly pool: PostgresPool }) {
    super(config);
    this.#pool = config.pool;
  }
  override createDriver(): PostgresDriver {
    return new SavepointDriver({ pool: this.#pool });
  }
}

class SavepointDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('savepoint step'));
  }
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('release savepoint step'));
  }
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback to savepoint step'));
  }
}
