import { parentPort, workerData } from 'node:worker_threads';
import type { LocalDate } from '#kernel/dates.ts';
import type { Result } from '#kernel/result.ts';
import { readTable } from './read-table.ts';
import type { ReadSummary, TableFormat } from './table-format.ts';

/** What the worker is started with. */
export interface WorkerTask {
  readonly path: string;
  /** The day that the file is of. */
  readonly asAt: LocalDate;
  /** How many pieces are on their way: the worker waits while there are too many. */
  readonly underway: SharedArrayBuffer;
}

/** What the worker says. */
export type WorkerMessage =
  | { readonly kind: 'piece'; readonly piece: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'end'; readonly result: Result<ReadSummary> };

const mostUnderway = 8;

/** Makes this worker thread read the file that it was started for, as the given kind of table. */
export function readAsWorker(format: TableFormat): void {
  const port = parentPort;
  if (!port) throw new Error('Only a worker thread reads a file this way');
  const { path, asAt, underway } = workerData as WorkerTask;
  const count = new Int32Array(underway);
  const say = (message: WorkerMessage, transfer: ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer);
  const result = readTable(path, format, asAt, {
    onPiece(piece) {
      for (let now = Atomics.load(count, 0); now >= mostUnderway; now = Atomics.load(count, 0)) {
        Atomics.wait(count, 0, now);
      }
      Atomics.add(count, 0, 1);
      say({ kind: 'piece', piece }, [piece.buffer]);
    },
    onProgress: (done, total) => say({ kind: 'progress', done, total }),
  });
  say({ kind: 'end', result });
}
