import type { ControlledTransaction } from 'kysely';
import type { Db } from '#platform/db/connection.ts';
import type { Database } from '#platform/db/schema.ts';

export interface Joinable {
  /** What is done with it is part of one transaction, its own transactions too. */
  readonly db: Db;
  /** Runs `work`, and takes back what it did. */
  undone(work: () => Promise<void>): Promise<void>;
}

/**
 * Lets a test do much and keep nothing: all of it is one transaction, which is rolled back at the end.
 * A command's own transaction is a savepoint in it, so that a refusal takes back what the command did.
 */
export async function joinable(db: Db, run: (joined: Joinable) => Promise<void>): Promise<void> {
  let trx: ControlledTransaction<Database, string[]> = await db.startTransaction().execute();
  let count = 0;
  const savepoint = async () => {
    count += 1;
    const name = `s${count}`;
    trx = await trx.savepoint(name).execute();
    return name;
  };
  const rollBackTo = async (name: string) => {
    trx = await trx.rollbackToSavepoint(name).execute();
  };
  const transaction = () => ({
    async execute<Value>(work: (inner: unknown) => Promise<Value>): Promise<Value> {
      const name = await savepoint();
      try {
        return await work(trx);
      } catch (error) {
        await rollBackTo(name);
        throw error;
      }
    },
  });
  const joined = new Proxy({} as Db, {
    get: (_target, property) => {
      if (property === 'transaction') return transaction;
      const value: unknown = Reflect.get(trx, property);
      return typeof value === 'function' ? (value.bind(trx) as unknown) : value;
    },
  });
  try {
    await run({
      db: joined,
      async undone(work) {
        const name = await savepoint();
        await work();
        await rollBackTo(name);
      },
    });
  } finally {
    await trx.rollback().execute();
  }
}
