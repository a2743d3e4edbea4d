import type { Refusal, Result } from '#kernel/result.ts';
import type { Db, Trx } from './connection.ts';

class RolledBack extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super('rolled back');
    this.refusal = refusal;
  }
}

/** Runs `work` in one transaction: a refusal rolls everything back, as an error does. */
export async function inTransaction<Value>(
  db: Db,
  work: (trx: Trx) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  try {
    return await db.transaction().execute(async (trx) => {
      const result = await work(trx);
      if (!result.ok) throw new RolledBack(result.refusal);
      return result;
    });
  } catch (error) {
    if (error instanceof RolledBack) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

/**
 * What several reads give: all at once on the connections of a pool, one after the other within a
 * transaction, which has a single connection.
 */
export async function together<Values extends readonly unknown[]>(
  db: Db | Trx,
  reads: { readonly [At in keyof Values]: () => Promise<Values[At]> },
): Promise<Values> {
  const found: unknown[] = [];
  if (!db.isTransaction) found.push(...(await Promise.all(reads.map((read) => read()))));
  else for (const read of reads) found.push(await read());
  return found as unknown as Values;
}
