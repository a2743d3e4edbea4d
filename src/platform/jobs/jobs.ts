import { PgBoss, fromKysely } from 'pg-boss';
import type { Db as BossDatabase } from 'pg-boss';
import type { ZodType } from 'zod';
import { zone } from '#kernel/dates.ts';
import type { Connection, Trx } from '#platform/db/connection.ts';

/** Work that happens after the change is committed, at least once, and again after a failure. */
export interface Job<Payload extends object> {
  readonly name: string;
  readonly payload: ZodType<Payload>;
  /** How often it is tried again, with growing pauses. */
  readonly retries: number;
  /** When it runs by itself, with an empty payload: a cron line, in England's time. Jobs without one run when asked. */
  readonly every?: string;
  /** `lastTry` is true when a failure now is final. */
  handle(payload: Payload, lastTry: boolean): Promise<void>;
}

export interface JobQueue {
  /**
   * Puts a job in the queue as part of the transaction: it is there if, and only if, the change is.
   * The same id twice is one job.
   */
  enqueue(trx: Trx, name: string, id: string, payload: object): Promise<void>;
}

export interface Jobs extends JobQueue {
  start(jobs: readonly Job<object>[]): Promise<void>;
  /** Runs all waiting jobs to their end, once each. For tests and for the command line. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

interface JobsOptions {
  readonly connection: Connection;
  readonly onError: (error: unknown) => void;
  /** False in tests and on the command line, which run jobs by `drain` instead. */
  readonly poll: boolean;
}

export function createJobs({ connection, onError, poll }: JobsOptions): Jobs {
  const database: BossDatabase = {
    executeSql: (text, values) => connection.pool.query(text, values),
  };
  const boss = new PgBoss({ db: database, supervise: poll, schedule: poll });
  boss.on('error', onError);
  let known: readonly Job<object>[] = [];

  return {
    async start(jobs) {
      known = jobs;
      await boss.start();
      for (const job of jobs) {
        await boss.createQueue(job.name, {
          retryLimit: job.retries,
          retryBackoff: true,
          retryDelay: 5,
          heartbeatSeconds: 10,
        });
        if (poll && job.every !== undefined) {
          await boss.schedule(job.name, job.every, {}, { tz: zone });
        }
        if (poll)
          await boss.work(
            job.name,
            { pollingIntervalSeconds: 1, includeMetadata: true },
            async (batch) => {
              for (const each of batch) {
                await job.handle(job.payload.parse(each.data), each.retryCount >= job.retries);
              }
            },
          );
      }
    },

    async enqueue(trx, name, id, payload) {
      await boss.send(name, payload, { id, db: fromKysely(trx) });
    },

    async drain() {
      for (const job of known) {
        for (;;) {
          const [next] = await boss.fetch(job.name, { includeMetadata: true });
          if (!next) break;
          try {
            await job.handle(job.payload.parse(next.data), next.retryCount >= job.retries);
            await boss.complete(job.name, next.id);
          } catch (error) {
            onError(error);
            await boss.fail(job.name, next.id, { message: String(error) });
          }
        }
      }
    },

    async stop() {
      await boss.stop({ graceful: poll, timeout: 5_000 });
    },
  };
}
