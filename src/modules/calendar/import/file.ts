import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dateOf, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { ImportRequest } from '#modules/schools/index.ts';
import { dayInFileName } from '#platform/csv/cells.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { LineRefusal } from '../domain/dates-file.ts';

/** A small file, read whole. */
export interface WholeFile {
  readonly text: string;
  /** In bytes. */
  readonly size: number;
  /** In lower-case hex. */
  readonly sha256: string;
}

/** In bytes. The whole list of bank holidays has 62,514, a year of term dates about 1,000. */
const largest = 5_000_000;

export function readWhole(path: string): Result<WholeFile> {
  const { size } = statSync(path);
  if (size > largest)
    return refuse('too-large', 'The file is larger than 5 MB: it is another one.');
  const bytes = readFileSync(path);
  try {
    return ok({
      text: new TextDecoder('utf-8', { fatal: true }).decode(bytes),
      size,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  } catch {
    return refuse('encoding', 'This file’s characters are not UTF-8.');
  }
}

/** The day of a file whose publisher writes none: as said, as in its name, or the day it is imported. */
export function dayOfFile({ asAt, fileName, clock }: ImportRequest): Result<LocalDate> {
  const today = dateOf(clock.now());
  const day = asAt ?? dayInFileName(fileName) ?? today;
  return day > today
    ? refuse('as-at', `The file cannot be of ${shortDate(day)}, which is after today.`, 'asAt')
    : ok(day);
}

/**
 * The same file again, on a later day, is of the day that it was imported as: where nothing in it or
 * in its name says another, it is no newer than it was.
 */
export async function sameDayAsBefore(
  trx: Trx,
  source: 'calendar' | 'bank-holidays',
  sha256: string,
  { asAt, fileName }: ImportRequest,
): Promise<LocalDate | undefined> {
  if (asAt !== undefined || dayInFileName(fileName) !== undefined) return undefined;
  const before = await trx
    .selectFrom('imports')
    .select('as_at')
    .where('source', '=', source)
    .where('sha256', '=', sha256)
    .orderBy('imported_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return before?.as_at;
}

/** How many of them are told one by one. */
const told = 5;

/** Refuses the whole file for what is wrong with its lines. */
export function refuseLines(refusals: readonly LineRefusal[]): Result<never> {
  const sentences = refusals
    .slice(0, told)
    .map(({ line, sentence }) => `Line ${line}: ${sentence}`)
    .join(' ');
  const more = refusals.length - told;
  const rest = more > 0 ? ` And ${more} more ${more === 1 ? 'line' : 'lines'}.` : '';
  return refuse('lines', `${sentences}${rest} Nothing was imported.`, 'file');
}
