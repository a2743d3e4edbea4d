import { Worker } from 'node:worker_threads';
import type { LocalDate } from '#kernel/dates.ts';
import type { Result } from '#kernel/result.ts';
import type { ReadSummary } from './table-format.ts';
import type { WorkerMessage, WorkerTask } from './worker-side.ts';

export interface Reading {
  /** The rows in COPY's text format. Must be read to its end, or the reading stopped. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Settles after the last piece was taken. */
  readonly summary: Promise<Result<ReadSummary>>;
  stop(): Promise<void>;
}

/**
 * Reads a CSV file in a worker thread, so that the event loop stays free; at most a few pieces are
 * in memory at a time. `worker` is a module that calls `readAsWorker`; `asAt`, the day that the file is of.
 */
export function readInWorker(
  worker: URL,
  path: string,
  asAt: LocalDate,
  onProgress?: (done: number, total: number) => void,
): Reading {
  const underway = new SharedArrayBuffer(4);
  const count = new Int32Array(underway);
  const task: WorkerTask = { path, asAt, underway };
  const thread = new Worker(worker, { workerData: task });

  const waiting: Uint8Array[] = [];
  let wake: (() => void) | undefined;
  let over = false;
  let failure: Error | undefined;
  const summary = Promise.withResolvers<Result<ReadSummary>>();
  // Whoever stops the reading early never asks for the summary.
  summary.promise.catch(() => undefined);

  const finish = (error?: Error): void => {
    over = true;
    failure ??= error;
    wake?.();
  };
  thread.on('message', (message: WorkerMessage) => {
    if (message.kind === 'progress') onProgress?.(message.done, message.total);
    else if (message.kind === 'piece') {
      waiting.push(message.piece);
      wake?.();
    } else {
      summary.resolve(message.result);
      finish();
    }
  });
  thread.on('error', (cause) => {
    const error = new Error('The file could not be read', { cause });
    summary.reject(error);
    finish(error);
  });
  thread.on('exit', () => {
    const error = new Error('The file was not read to its end');
    summary.reject(error);
    finish(over ? undefined : error);
  });

  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const piece = waiting.shift();
      if (piece) {
        yield piece;
        Atomics.sub(count, 0, 1);
        Atomics.notify(count, 0);
      } else if (over) {
        if (failure !== undefined) throw failure;
        return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }

  return {
    pieces: pieces(),
    summary: summary.promise,
    stop: async () => {
      await thread.terminate();
    },
  };
}
