import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { mustNotBePaused } from '../domain/case.ts';
import type { CaseMatter } from '../store.ts';

/** Where a use case stands: what it is about, its row held; when; and the open transaction. */
export interface RunningScene<Matter> {
  readonly trx: Trx;
  readonly matter: Matter;
  readonly at: Date;
  readonly today: LocalDate;
}

/**
 * Runs a use case on something of a case that is not paused: `find` locks its row, and `may` asks for
 * access again, of the row as it is now. `refusal` is said to those who may not.
 */
export async function onRunning<Matter extends Pick<CaseMatter, 'case'>, Value>(
  { db, clock, authority }: Work,
  subject: {
    readonly find: (
      trx: Trx,
      asking: { readonly today: LocalDate; readonly laCode: string },
    ) => Promise<Matter | undefined>;
    readonly may: (matter: Matter) => boolean;
    readonly refusal: string;
  },
  run: (scene: RunningScene<Matter>) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const at = clock.now();
  const today = dateOf(at);
  return inTransaction(db, async (trx) => {
    const matter = await subject.find(trx, { today, laCode: authority.laCode });
    if (!matter || !subject.may(matter)) return refuse('not-yours', subject.refusal);
    const running = mustNotBePaused(matter.case);
    if (!running.ok) return running;
    return run({ trx, matter, at, today });
  });
}
