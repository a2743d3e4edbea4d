import { Worker } from 'node:worker_threads';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { FileKindId } from './kinds.ts';
import type { Inspection } from './inspector.ts';

/**
 * Of the worker's own memory, in MB. What is unpacked of a package is bounded by `packageLimits` and kept
 * in pieces; a PDF is held whole.
 */
const memory = 96;
const memoryForPdf = 400;
/** By how much the whole process may grow meanwhile, in MB: some of what a PDF unpacks is not the worker's own. */
const growth = 600;

const tooSlow = refuse(
  'too-slow',
  'The file takes longer to look through than a document does, and was not opened. Save it as a PDF, and send that',
  'file',
);

const tooSlowPdf = refuse(
  'too-slow',
  'The PDF takes more time or memory to look through than a document does, and was not opened. Print it to a new PDF, and send that',
  'file',
);

/** Looks into a file in a worker, so that pages do not wait for it, with an end to its memory and time (milliseconds). */
export function inspectInWorker(
  bytes: Uint8Array,
  kind: FileKindId,
  timeLimit = 20_000,
): Promise<Result<undefined>> {
  const { promise, resolve, reject } = Promise.withResolvers<Result<undefined>>();
  const workerData: Inspection = { bytes, kind };
  const worker = new Worker(new URL('inspector.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: kind === 'pdf' ? memoryForPdf : memory },
  });
  const givenUp = kind === 'pdf' ? tooSlowPdf : tooSlow;
  let isGivenUp = false;
  const giveUp = (): void => {
    if (!isGivenUp) void worker.terminate();
    isGivenUp = true;
  };
  const alarm = setTimeout(giveUp, timeLimit);
  const before = process.memoryUsage.rss();
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() - before > growth * 1e6) giveUp();
  }, 50);
  worker.on('message', resolve);
  worker.on('error', (cause: NodeJS.ErrnoException) => {
    const isMemory = cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (isMemory) isGivenUp = true;
    else reject(new Error('The file could not be looked through', { cause }));
  });
  worker.on('exit', () => {
    clearTimeout(alarm);
    clearInterval(watch);
    // Only now is its memory free: who is told earlier would let the next file grow on top of it.
    if (isGivenUp) resolve(givenUp);
    reject(new Error('The file was not looked through to its end'));
  });
  return promise;
}
