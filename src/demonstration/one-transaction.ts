import { Kysely, PostgresDialect, PostgresDriver } from 'kysely';
import type { PostgresPool } from 'kysely';
import type { Connection, Db } from '#platform/db/connection.ts';
import type { Database } from '#platform/db/schema.ts';

/**
 * Runs `work` in one transaction, whatever it does: what it does in transactions of its own becomes
 * part of this one, and one of those that is taken back takes everything back. There is one
 * connection, so what is asked at once is answered one after the other.
 */
export async function inOneTransaction<Value>(
  connection: Connection,
  work: (db: Db) => Promise<Value>,
): Promise<Value> {
  const client = await connection.pool.connect();
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (...asked: Parameters<typeof client.query>): Promise<unknown> => {
    const answer = last.then(() => client.query(...asked));
    last = answer.catch(() => undefined);
    return answer;
  };
  // The client is lent to Kysely, and stays ours.
  const lent = { query: inTurn, release: () => undefined };
  const pool = {
    connect: () => Promise.resolve(lent),
    end: () => Promise.resolve(),
  } as unknown as PostgresPool;
  const taken = { back: false };
  let failed = true;
  try {
    await client.query('begin');
    const value = await work(new Kysely<Database>({ dialect: new JoiningDialect(pool, taken) }));
    if (taken.back) throw new Error('Part of the work was taken back, so nothing of it is kept.');
    await client.query('commit');
    failed = false;
    return value;
  } finally {
    // A connection that is closed takes its transaction with it.
    client.release(failed);
  }
}

class JoiningDialect extends PostgresDialect {
  readonly #pool: PostgresPool;
  readonly #taken: TakenBack;
  constructor(pool: PostgresPool, taken: TakenBack) {
    super({ pool });
    this.#pool = pool;
    this.#taken = taken;
  }
  override createDriver(): PostgresDriver {
    return new JoiningDriver(this.#pool, this.#taken);
  }
}

interface TakenBack {
  back: boolean;
}

class JoiningDriver extends PostgresDriver {
  readonly #taken: TakenBack;
  constructor(pool: PostgresPool, taken: TakenBack) {
    super({ pool });
    this.#taken = taken;
  }
  override beginTransaction(): Promise<void> {
    return Promise.resolve();
  }
  override commitTransaction(): Promise<void> {
    return Promise.resolve();
  }
  override rollbackTransaction(): Promise<void> {
    this.#taken.back = true;
    return Promise.resolve();
  }
}
