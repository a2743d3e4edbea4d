import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseServerError } from './errors.ts';

/**
 * Does the work while this process alone holds the lock on a file; others wait their turn.
 *
 * The lock is the one that SQLite takes on its file, on every platform: the operating system lets
 * go of it when the process ends, however it ends, so that it can never be left behind.
 *
 * @param file an empty file made for the purpose; its directory exists
 * @param patience milliseconds to wait before giving up
 * @throws DatabaseServerError when another process holds it for longer than that
 */
export async function withLock<Result>(
  file: string,
  patience: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const release = await acquire(file, patience);
  try {
    return await work();
  } finally {
    release();
  }
}

async function acquire(file: string, patience: number): Promise<() => void> {
  const deadline = Date.now() + patience;
  for (;;) {
    const lock = new DatabaseSync(file);
    try {
      lock.exec('begin exclusive');
      return () => lock.close();
    } catch (error) {
      lock.close();
      if (!isBusy(error)) throw error;
      if (Date.now() > deadline) {
        throw new DatabaseServerError(
          `Another process has been starting or stopping this database for ${Math.round(patience / 1000)} seconds. ` +
            `If nothing else of Trajectory is running, delete ${file} and try again.`,
        );
      }
    }
    await pause(20);
  }
}

const sqliteBusy = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
}
