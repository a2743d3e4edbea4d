import { Worker } from 'node:worker_threads';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { FileKindId } from './kinds.ts';
import type { Inspection } from './inspector.ts';

/** Of the worker's own memory, in MB; what it unpacks is bounded by `packageLimits` and kept in pieces. */
const memory = 96;

const tooSlow = refuse(
  'too-slow',
  'The file takes longer to look through than a document does, and was not opened. Save it as a PDF, and send that',
  'file',
);

/** `inspectPackage` in a worker, so that pages do not wait for it, with an end to its memory and time (milliseconds). */
export function inspectInWorker(
  bytes: Uint8Array,
  kind: FileKindId,
  timeLimit = 20_000,
): Promise<Result<undefined>> {
  const { promise, resolve, reject } = Promise.withResolvers<Result<undefined>>();
  const workerData: Inspection = { bytes, kind };
  const worker = new Worker(new URL('inspector.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: memory },
  });
  const alarm = setTimeout(() => {
    resolve(tooSlow);
    void worker.terminate();
  }, timeLimit);
  worker.on('message', resolve);
  worker.on('error', (cause: NodeJS.ErrnoException) => {
    const isMemory = cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (isMemory) resolve(tooSlow);
    else reject(new Error('The file could not be looked through', { cause }));
  });
  worker.on('exit', () => {
    clearTimeout(alarm);
    reject(new Error('The file was not looked through to its end'));
  });
  return promise;
}
