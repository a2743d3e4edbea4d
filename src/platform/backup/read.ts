import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { ZodType } from 'zod';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { schemaVersion } from '#platform/db/migrate.ts';
import { endOfRows, endSchema, firstLine, headSchema, tableSchema } from './format.ts';
import type { Head } from './format.ts';
import { checkSeal, sealLength } from './seal.ts';
import type { Table } from './tables.ts';

/** What a checked backup holds. */
export interface BackupContents {
  readonly head: Head;
  readonly tables: readonly Table[];
  readonly rows: Readonly<Record<string, number>>;
  /** Of the whole file, in hex: which backup it is. */
  readonly sha256: string;
}

const newline = 0x0a;
const longestLine = 64 * 1024 * 1024;

class NotABackup extends Error {
  readonly refusal: Refusal;
  constructor(code: string, sentence: string) {
    super(sentence);
    this.refusal = { code, sentence };
  }
}

/**
 * Reads a whole backup and checks it: that it is one, of this version's tables, complete, unaltered.
 * `onRows` is given the rows of each table in pieces, with their line ends.
 */
export async function readBackup(
  file: string,
  onRows?: (table: Table, rows: AsyncIterable<Buffer>) => Promise<void>,
): Promise<Result<BackupContents>> {
  let lines: Lines | undefined;
  try {
    await checkKind(file);
    const seal = await checkSeal(file);
    if (!seal.intact) {
      return refuse('damaged', `${file} is damaged, cut short or altered.`);
    }
    lines = linesOf(file, seal.end);
    return ok({ ...(await contentsOf(lines, onRows)), sha256: seal.sha256 });
  } catch (error) {
    if (error instanceof NotABackup) return refuse(error.refusal.code, error.refusal.sentence);
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return refuse('no-file', `There is no file ${file}.`);
    if (code?.startsWith('Z_')) {
      return refuse('damaged', `${file} is damaged or cut short (${message}).`);
    }
    throw error;
  } finally {
    await lines?.return(undefined);
  }
}

async function contentsOf(
  lines: Lines,
  onRows: ((table: Table, rows: AsyncIterable<Buffer>) => Promise<void>) | undefined,
): Promise<Omit<BackupContents, 'sha256'>> {
  const hash = createHash('sha256');
  const next = async (): Promise<Buffer> => {
    const { value, done } = await lines.next();
    if (done === true) throw new NotABackup('cut-short', 'The backup is cut short.');
    return value;
  };
  const read = async (): Promise<string> => {
    const line = await next();
    hash.update(line);
    return line.subarray(0, -1).toString('utf8');
  };
  if ((await read()) !== firstLine) {
    throw new NotABackup('foreign', 'The file is not a backup of Trajectory.');
  }
  const head = parsed(headSchema, await read());
  if (head.schema !== schemaVersion) {
    throw new NotABackup(
      'other-version',
      `The backup was written by version ${head.product} with tables “${head.schema}”; this version has “${schemaVersion}”. Restore it with the version that wrote it.`,
    );
  }
  const tables: Table[] = [];
  const rows: Record<string, number> = {};
  for (;;) {
    const line = await next();
    const text = line.subarray(0, -1).toString('utf8');
    if (text.startsWith('@end ')) {
      const end = parsed(endSchema, text.slice(5));
      const counted = JSON.stringify(rows) === JSON.stringify(end.rows);
      if (end.sha256 !== hash.digest('hex') || !counted) throw altered();
      if (!(await lines.next()).done) throw altered();
      return { head, tables, rows };
    }
    hash.update(line);
    if (!text.startsWith('@table ')) throw altered();
    const [name, ...columns] = parsed(tableSchema, text.slice(7));
    const table = { name, columns };
    let count = 0;
    const rowsOf = async function* (): AsyncGenerator<Buffer> {
      for (;;) {
        const row = await next();
        hash.update(row);
        if (row.length === 3 && row.subarray(0, 2).toString() === endOfRows) return;
        count += 1;
        yield row;
      }
    };
    const given = rowsOf();
    if (onRows) await onRows(table, given);
    for await (const _ of given) void _;
    tables.push(table);
    rows[name] = count;
  }
}

function altered(): NotABackup {
  return new NotABackup('altered', 'The backup has been altered since it was written.');
}

function parsed<Value>(schema: ZodType<Value>, text: string): Value {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw altered();
  }
}

/** Whether it is one of ours at all, by the first line: a foreign file is not called a damaged backup. */
async function checkKind(file: string): Promise<void> {
  const { size } = await stat(file);
  const lines = linesOf(file, size > sealLength ? size - sealLength - 1 : undefined);
  try {
    const first = await lines.next();
    if (first.done !== true && first.value.toString('utf8') === `${firstLine}\n`) return;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || (!code.startsWith('Z_') && code !== 'EISDIR')) throw error;
  } finally {
    await lines.return(undefined);
  }
  throw new NotABackup(
    'foreign',
    `${file} is not a backup of Trajectory, or its start is damaged.`,
  );
}

type Lines = AsyncGenerator<Buffer, undefined, undefined>;

/** The lines of a gzip file, each with its line end. It may end before the file does. */
async function* linesOf(file: string, lastByte?: number): Lines {
  const range = lastByte === undefined ? {} : { end: lastByte };
  const source = createReadStream(file, range);
  const text = source.pipe(createGunzip());
  source.on('error', (error) => text.destroy(error));
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of text) {
      let bytes = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
      for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline)) {
        yield bytes.subarray(0, end + 1);
        bytes = bytes.subarray(end + 1);
      }
      if (bytes.length > longestLine) throw altered();
      rest = bytes;
    }
    if (rest.length > 0) throw new NotABackup('cut-short', 'The backup is cut short.');
    return undefined;
  } finally {
    text.destroy();
    source.destroy();
  }
}
