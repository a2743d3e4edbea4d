import { open } from 'node:fs/promises';
import { newId } from '#kernel/ids.ts';
import type { Branded } from '#kernel/ids.ts';
import { dateOf, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { dateFileOf } from '#modules/schools/index.ts';
import { dayInFileName } from '#platform/csv/cells.ts';
import { inspectFile } from '#platform/csv/inspect-file.ts';
import type { Work } from '#web/services.ts';
import type { FileToken, KeptFile } from '../domain/kept-file.ts';
import { publications } from '../domain/publications.ts';
import { recogniseSource } from '../domain/recognise.ts';
import { forgetOldFiles, hashOfFile, keepFile } from '../store.ts';
import { importJob } from './import-job.ts';

/** The part of the product's work that these commands need. */
export type FileWork = Pick<Work, 'db' | 'clock' | 'jobs' | 'actor'> & { readonly dataDir: string };

export interface ReceivedFile {
  /** Where it lies now; it is moved from there. */
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** Enough to hold the title lines and the heading row, whose columns number up to 515. */
const beginning = 64 * 1024;

/**
 * Takes a file that was sent, and has it checked. Refuses what cannot be imported before it is kept
 * (`not-csv`, `empty`, `unknown`, `year`, `after-today`, field `file` or `asAt`). `asAt` is the day it is
 * of, where the sender said so.
 */
export async function keepForImport(
  work: FileWork,
  received: ReceivedFile,
  asAt: LocalDate | undefined,
): Promise<Result<FileToken>> {
  const now = work.clock.now();
  const fileName = baseName(received.name);
  const recognised = await recognise(received, fileName);
  if (!recognised.ok) return recognised;
  const dated = dayOf(work, recognised.value, fileName, asAt);
  if (!dated.ok) return dated;
  const day = dated.value;
  await forgetOldFiles(work.dataDir, now);
  const job = newId<Branded<string, 'JobId'>>();
  const file: KeptFile = {
    token: newId<FileToken>(),
    personId: work.actor.id,
    fileName,
    size: received.bytes,
    sha256: await hashOfFile(received.path),
    source: recognised.value,
    asAt: day ?? null,
    keptAt: now.toISOString(),
    job,
    reason: '',
    state: day === undefined ? { kind: 'undated' } : { kind: 'waiting', task: 'check' },
  };
  await keepFile(work.dataDir, file, received.path);
  if (day !== undefined) {
    const { db, jobs } = work;
    const payload = { token: file.token, job };
    await db.transaction().execute((trx) => jobs.enqueue(trx, importJob, job, payload));
  }
  return ok(file.token);
}

/** The day that a file is of; undefined where neither its sender nor its name says. */
function dayOf(
  { clock }: FileWork,
  source: KeptFile['source'],
  fileName: string,
  asAt: LocalDate | undefined,
): Result<LocalDate | undefined> {
  const today = dateOf(clock.now());
  if (asAt !== undefined && asAt > today) return afterToday(asAt, today);
  if (publications[source].isOfYear !== true) {
    const day =
      asAt ??
      dayInFileName(fileName) ??
      (publications[source].isOfToday === true ? today : undefined);
    return day !== undefined && day > today ? afterToday(day, today) : ok(day);
  }
  const dated = dateFileOf({ fileName, asAt, clock }, true);
  if (dated.ok) return ok(dated.value.asAt);
  return refuse(
    'year',
    `${dated.refusal.sentence} Give the file a name that begins with its academic year, such as 2022-2023_england_census.csv, and send it again`,
    'file',
  );
}

export function afterToday(day: LocalDate, today: LocalDate): Result<never> {
  return refuse(
    'after-today',
    `The file cannot be of ${shortDate(day)}, which is after today, ${shortDate(today)}`,
    'asAt',
  );
}

async function recognise(
  received: ReceivedFile,
  fileName: string,
): Promise<Result<KeptFile['source']>> {
  if (received.bytes === 0) return refuse('empty', 'The file is empty', 'file');
  if (!/\.(csv|ics|json)$/i.test(fileName)) {
    return refuse(
      'not-csv',
      `The file must be a CSV file: “${fileName}” does not end in .csv`,
      'file',
    );
  }
  const source = recogniseSource(await readBeginning(received.path));
  if (source) return ok(source);
  const inspected = inspectFile(received.path);
  if (!inspected.ok) return refuse('not-csv', inspected.refusal.sentence, 'file');
  return refuse(
    'unknown',
    'This is none of the files listed below: it does not have the headings of any of them',
    'file',
  );
}

async function readBeginning(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(beginning), 0, beginning, 0);
    return buffer.toString('latin1', 0, bytesRead).replace('\u00ef\u00bb\u00bf', '');
  } finally {
    await file.close();
  }
}

/** The last part of a path, as browsers of old sent it. */
function baseName(name: string): string {
  return (name.split(/[/\\]/).at(-1) ?? '').slice(0, 200);
}
