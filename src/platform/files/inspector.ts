import { parentPort, workerData } from 'node:worker_threads';
import type { Result } from '#kernel/result.ts';
import { inspectPackage } from './inspect-package.ts';
import type { FileKindId } from './kinds.ts';

/** What the worker is started with. */
export interface Inspection {
  readonly bytes: Uint8Array;
  readonly kind: FileKindId;
}

const { bytes, kind } = workerData as Inspection;
parentPort?.postMessage(await inspect());

async function inspect(): Promise<Result<undefined>> {
  if (kind !== 'pdf') return inspectPackage(bytes, kind);
  const { inspectPdf } = await import('./inspect-pdf.ts');
  return inspectPdf(bytes);
}
