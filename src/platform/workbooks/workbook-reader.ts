import { Unzip, UnzipInflate, zipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import type { Cell, ReadSheet } from './read-workbook.ts';

/** What the reader is sent. */
export interface WorkbookTask {
  readonly bytes: Uint8Array;
  /** The most that the file may unpack to, in bytes. */
  readonly largestUnpacked: number;
  /** The most cells that all its sheets may have together, empty ones between others included. */
  readonly mostCells: number;
}

/** What comes back. */
export type WorkbookAnswer =
  | { readonly kind: 'sheets'; readonly sheets: readonly ReadSheet[] }
  | { readonly kind: 'too-large' | 'unreadable' };

/** What Excel itself shows in place of a day that no calendar has. */
const noSuchDay = '########';

// A process of its own: one that runs out of memory ends alone, which a thread does not.
process.once('message', (task: WorkbookTask) => {
  void answer(task).then((given) =>
    process.send?.(given, () => {
      process.disconnect();
    }),
  );
});

async function answer({
  bytes,
  largestUnpacked,
  mostCells,
}: WorkbookTask): Promise<WorkbookAnswer> {
  const files = unpack(bytes, largestUnpacked);
  if (!files) return { kind: 'too-large' };
  try {
    // Packed anew, without compression: the library makes room for what a file says of its own size.
    const sheets = await readXlsxFile(Buffer.from(zipSync(files, { level: 0 })));
    const cells = sheets.reduce(
      (sum, { data }) => sum + data.length * Math.max(1, data[0]?.length ?? 0),
      0,
    );
    if (cells > mostCells) return { kind: 'too-large' };
    return {
      kind: 'sheets',
      sheets: sheets.map(({ sheet, data }) => ({
        name: sheet,
        rows: data.map((row) => row.map(cellOf)),
      })),
    };
  } catch {
    return { kind: 'unreadable' };
  }
}

/**
 * A workbook may carry, escaped, what no database keeps: NUL and halves of characters. The one is
 * dropped, as it is from forms, the others are replaced.
 */
function cellOf(value: unknown): Cell {
  if (typeof value === 'string') {
    const text = value.replaceAll('\0', '').toWellFormed();
    return text.trim() === '' ? null : text;
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? noSuchDay : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

/**
 * The parts of a workbook that say something, as they unpack; undefined where they come to more than
 * `most` bytes, or cannot be unpacked. Counted piece by piece, whatever a file says of its own size.
 */
function unpack(bytes: Uint8Array, most: number): Record<string, Uint8Array> | undefined {
  const files = new Map<string, Uint8Array[]>();
  let unpacked = 0;
  let failed = false;
  const unzip = new Unzip((file) => {
    const pieces: Uint8Array[] = [];
    if (/\.xml(\.rels)?$/.test(file.name)) files.set(file.name, pieces);
    file.ondata = (error, piece) => {
      if (error) failed = true;
      else {
        unpacked += piece.length;
        if (unpacked <= most) pieces.push(piece);
      }
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  const step = 16_384;
  try {
    for (let start = 0; start < bytes.length; start += step) {
      unzip.push(bytes.subarray(start, start + step), start + step >= bytes.length);
      if (failed || unpacked > most) return undefined;
    }
  } catch {
    return undefined;
  }
  return unpacked === 0
    ? undefined
    : Object.fromEntries([...files].map(([name, pieces]) => [name, Buffer.concat(pieces)]));
}
