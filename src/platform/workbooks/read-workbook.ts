import { fork } from 'node:child_process';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { WorkbookAnswer, WorkbookTask } from './workbook-reader.ts';

/** What stands in a cell; an empty one is null. Days and times of day come as instants in UTC. */
export type Cell = string | number | boolean | Date | null;

export interface ReadSheet {
  readonly name: string;
  /** By row and column, from 0; empty rows at the end are left out. */
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * More than any workbook that people fill in: what it unpacks to, in bytes; its cells, with the empty
 * ones between others; what reading it takes of memory, in megabytes, and of time, in milliseconds.
 */
const limits = {
  largestUnpacked: 30_000_000,
  mostCells: 2_500_000,
  memory: 400,
  time: 30_000,
} as const;

let before: Promise<unknown> = Promise.resolve();

/**
 * Reads an Excel workbook. Refuses one that holds more than any that people fill in, or cannot be
 * read. A process with a bounded memory reads it, one workbook at a time: a single cell in the last
 * row and column of a sheet makes a small file into billions of cells.
 */
export function readWorkbook(bytes: Buffer): Promise<Result<readonly ReadSheet[]>> {
  const read = before.then(() => readApart(bytes));
  before = read.catch(() => undefined);
  return read;
}

async function readApart(bytes: Buffer): Promise<Result<readonly ReadSheet[]>> {
  const answer = await answerOf(bytes);
  switch (answer.kind) {
    case 'sheets':
      return ok(answer.sheets);
    case 'too-large':
      return refuse(
        'too-large',
        'The workbook is damaged, or holds far more than the sheet that you downloaded. Copy what you filled in to a fresh one',
        'file',
      );
    case 'unreadable':
      return refuse(
        'unreadable',
        'The workbook cannot be read. Open it in Excel, save it again as .xlsx, and send that',
        'file',
      );
  }
}

function answerOf(bytes: Buffer): Promise<WorkbookAnswer> {
  const { largestUnpacked, mostCells, memory, time } = limits;
  const task: WorkbookTask = { bytes, largestUnpacked, mostCells };
  const reader = fork(new URL('workbook-reader.ts', import.meta.url), [], {
    execArgv: [`--max-old-space-size=${memory}`],
    serialization: 'advanced',
    stdio: 'ignore',
    env: {},
  });
  return new Promise((resolve) => {
    const timer = setTimeout(() => reader.kill('SIGKILL'), time);
    let given: WorkbookAnswer | undefined;
    reader.once('message', (answer) => {
      given = answer as WorkbookAnswer;
    });
    reader.once('error', () => {
      given ??= { kind: 'unreadable' };
    });
    // It ends of its own accord when it has answered; without an answer, its memory or time was not enough.
    reader.once('close', (code) => {
      clearTimeout(timer);
      resolve(given ?? { kind: code === 0 ? 'unreadable' : 'too-large' });
    });
    reader.send(task, () => undefined);
  });
}
