import type { LocalDate } from '#kernel/dates.ts';
import { instantOf } from '#kernel/dates.ts';
import type { LocalTime } from '#kernel/dates.ts';
import type { Db } from '#platform/db/connection.ts';
import type { JobQueue } from '#platform/jobs/jobs.ts';

export interface Outbox {
  /** Queues nothing: no mail of the demonstration leaves the product. */
  readonly jobs: JobQueue;
  /** Leaves in the outbox the mails since a day, as sent when they were written. Call it last. */
  settle(db: Db, since: LocalDate): Promise<void>;
}

export function createOutbox(): Outbox {
  const ids: string[] = [];
  return {
    jobs: {
      enqueue: (_trx, _name, id) => {
        ids.push(id);
        return Promise.resolve();
      },
    },
    async settle(db, since) {
      if (ids.length === 0) return;
      const first = instantOf(since, '00:00' as LocalTime);
      await db.deleteFrom('mails').where('id', 'in', ids).where('created_at', '<', first).execute();
      await db
        .updateTable('mails')
        .set({ state: 'kept', attempts: 1 })
        .where('id', 'in', ids)
        .execute();
    },
  };
}
