import type { Result } from '#kernel/result.ts';
import type { Db, Trx } from './connection.ts';

class RolledBack<Problem> extends Error {
  readonly refusal: Problem;
  constructor(refusal: Problem) {
    super('rolled back');
    this.refusal = refusal;
  }
}

/** Runs `work` in one transaction: a refusal rolls everything back, as an error does. */
export async function inTransaction<Value, Problem>(
  db: Db,
  work: (trx: Trx) => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem>> {
  try {
    return await db.transaction().execute(async (trx) => {
      const result = await work(trx);
      if (!result.ok) throw new RolledBack(result.refusal);
      return result;
    });
  } catch (error) {
    if (error instanceof RolledBack) return { ok: false, refusal: error.refusal as Problem };
    throw error;
  }
}
