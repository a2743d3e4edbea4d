import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';

export interface FileFacts {
  readonly size: number;
  readonly sha256: string;
  readonly encoding: 'utf-8' | 'windows-1252';
}

const chunkSize = 1 << 20;

/** What a file begins with when it is not a CSV file, and what to say of it. */
const otherKinds: readonly { starts: readonly number[]; code: string; sentence: string }[] = [
  {
    starts: [0x50, 0x4b, 0x03, 0x04],
    code: 'workbook',
    sentence:
      'This is an Excel workbook or a zip file, not a CSV file. Open it and save the sheet as “CSV UTF-8”.',
  },
  {
    starts: [0xd0, 0xcf, 0x11, 0xe0],
    code: 'workbook',
    sentence:
      'This is an older Excel workbook, not a CSV file. Open it and save the sheet as “CSV (Comma delimited)”.',
  },
  { starts: [0x25, 0x50, 0x44, 0x46], code: 'not-csv', sentence: 'This is a PDF, not a CSV file.' },
  { starts: [0x1f, 0x8b], code: 'not-csv', sentence: 'This file is compressed. Unpack it first.' },
  { starts: [0xff, 0xfe], code: 'encoding', sentence: '' },
  { starts: [0xfe, 0xff], code: 'encoding', sentence: '' },
];

const wrongEncoding =
  'This file’s characters are neither UTF-8 nor Windows-1252 (it may be UTF-16, which some programs call “Unicode text”). Save it as “CSV UTF-8” and try again.';

// These five bytes stand for nothing in Windows-1252, so a file that has one was written otherwise.
const undefinedInWindows1252 = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/**
 * Reads a file once, without keeping it, for its size, its SHA-256 (lower-case hex) and its
 * encoding; refuses what cannot be a CSV file, in words that say what it seems to be.
 * Synchronous: for a worker thread.
 */
export function inspectFile(path: string): Result<FileFacts> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) return refuse('no-file', `There is no file “${path}”.`);
  const { size } = found;
  const file = openSync(path, 'r');
  try {
    if (size === 0) return refuse('empty', 'The file is empty.');
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(chunkSize);
    const utf8 = new TextDecoder('utf-8', { fatal: true });
    let isUtf8 = true;
    let isWindows1252 = true;
    for (let at = 0; ;) {
      const length = readSync(file, buffer, 0, chunkSize, at);
      if (length === 0) break;
      const bytes = buffer.subarray(0, length);
      if (at === 0) {
        const other = kindOf(bytes);
        if (other) return other;
      }
      if (bytes.includes(0) || bytes.includes(1)) return refuse('encoding', wrongEncoding);
      hash.update(bytes);
      if (isUtf8) isUtf8 = decodes(utf8, bytes);
      if (isWindows1252) {
        isWindows1252 = !undefinedInWindows1252.some((byte) => bytes.includes(byte));
      }
      at += length;
    }
    // A character cut off at the very end is left to the reader, which tells a file cut short.
    if (!isUtf8 && !isWindows1252) return refuse('encoding', wrongEncoding);
    return ok({ size, sha256: hash.digest('hex'), encoding: isUtf8 ? 'utf-8' : 'windows-1252' });
  } finally {
    closeSync(file);
  }
}

/** Refuses, by its beginning alone, what is not a CSV file at all: quick, however large it is. */
export function refuseOtherKind(path: string): Result<undefined> {
  const beginning = Buffer.alloc(200);
  const file = openSync(path, 'r');
  try {
    const length = readSync(file, beginning, 0, beginning.length, 0);
    if (length === 0) return refuse('empty', 'The file is empty.');
    return kindOf(beginning.subarray(0, length)) ?? ok(undefined);
  } finally {
    closeSync(file);
  }
}

function decodes(decoder: TextDecoder, bytes: Buffer): boolean {
  try {
    decoder.decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function kindOf(bytes: Buffer): ReturnType<typeof refuse> | undefined {
  const other = otherKinds.find(({ starts }) => starts.every((byte, at) => bytes[at] === byte));
  if (other) return refuse(other.code, other.sentence || wrongEncoding);
  const beginning = bytes.subarray(0, 200).toString('latin1').replace('\u00ef\u00bb\u00bf', '');
  if (/^\s*</.test(beginning)) {
    return refuse(
      'not-csv',
      'This file is a web page, not a CSV file: the download probably failed. Download it again.',
    );
  }
  if (/^\s*[{[]/.test(beginning)) {
    return refuse(
      'not-csv',
      'This file is an error message or other JSON, not a CSV file: the download probably failed. Download it again.',
    );
  }
  return undefined;
}
