import { Unzip, UnzipInflate } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';

/** What stands in a cell; an empty one is null. Days and times of day come as instants in UTC. */
export type Cell = string | number | boolean | Date | null;

export interface ReadSheet {
  readonly name: string;
  /** By row and column, from 0; empty rows at the end are left out. */
  readonly rows: readonly (readonly Cell[])[];
}

/** More than any workbook that people fill in unpacks to, in bytes. */
const largestUnpacked = 30_000_000;

/** Reads an Excel workbook. Refuses one that unpacks to more than any that people fill in, or cannot be read. */
export async function readWorkbook(bytes: Buffer): Promise<Result<readonly ReadSheet[]>> {
  if (!unpacksWithin(bytes, largestUnpacked)) {
    return refuse(
      'too-large',
      'The workbook is damaged, or holds far more than the sheet that you downloaded. Copy what you filled in to a fresh one',
      'file',
    );
  }
  try {
    const sheets = await readXlsxFile(bytes);
    return ok(
      sheets.map(({ sheet, data }) => ({
        name: sheet,
        rows: data.map((row) => row.map(cellOf)),
      })),
    );
  } catch {
    return refuse(
      'unreadable',
      'The workbook cannot be read. Open it in Excel, save it again as .xlsx, and send that',
      'file',
    );
  }
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (typeof value === 'number' || typeof value === 'boolean' || value instanceof Date) {
    return value;
  }
  return null;
}

/**
 * Whether everything in the file unpacks to no more than `most` bytes. It is unpacked piece by piece
 * and thrown away, and no further than that: what a file says of its own size may be wrong.
 */
function unpacksWithin(bytes: Buffer, most: number): boolean {
  let unpacked = 0;
  let failed = false;
  const unzip = new Unzip((file) => {
    file.ondata = (error, chunk) => {
      if (error) failed = true;
      else unpacked += chunk.length;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  const step = 65_536;
  try {
    for (let start = 0; start < bytes.length; start += step) {
      unzip.push(bytes.subarray(start, start + step), start + step >= bytes.length);
      if (unpacked > most) return false;
    }
  } catch {
    return false;
  }
  return !failed && unpacked > 0;
}
