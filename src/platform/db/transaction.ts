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
