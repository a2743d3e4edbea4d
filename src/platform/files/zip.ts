import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';

/** What a document that people hand in never needs more of. Sizes in bytes, unpacked. */
export const packageLimits = {
  entries: 4000,
  entry: 100_000_000,
  all: 300_000_000,
  /** How many times its packed size an entry of more than 1 MB may have. */
  ratio: 250,
} as const;

/** A part that lists others, in bytes. */
export const largestList = 2_000_000;

/** One file in a ZIP file, as the ZIP's directory describes it; its content is checked against that. */
export interface ZipEntry {
  readonly name: string;
  /** In bytes, unpacked. */
  readonly size: number;
  readonly crc: number;
  readonly packed: Buffer;
  readonly isDeflated: boolean;
}

/** Refused while a ZIP file is unpacked, deep within whoever reads it. */
export class ZipTrouble extends Error {
  override readonly name = 'ZipTrouble';
  readonly refusal: Refusal;
  constructor({ refusal }: { readonly refusal: Refusal }) {
    super(refusal.sentence);
    this.refusal = refusal;
  }
}

export const damaged = refuse('broken', 'The file is damaged and cannot be opened', 'file');
const bomb = refuse(
  'too-much',
  'The file would unpack to far more than a document holds, as files do that are made to stop a computer. It was not opened',
  'file',
);
export const locked = refuse(
  'locked',
  'The file is protected by a password. Save it without one, and send it again',
  'file',
);

/**
 * What is in a ZIP file, by its directory, without unpacking any of it. Refuses what is damaged,
 * locked by a password, or larger than `packageLimits` by what it says itself; what it says is held
 * to when it is unpacked. ISO/IEC 21320-1: neither parts on several disks nor ZIP64, which
 * documents of this size have no need of.
 */
export function openZip(bytes: Uint8Array): Result<ReadonlyMap<string, ZipEntry>> {
  try {
    return ok(readDirectory(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  } catch (trouble) {
    if (trouble instanceof ZipTrouble) return { ok: false, refusal: trouble.refusal };
    // Reading past the end of the file.
    if (trouble instanceof RangeError) return damaged;
    throw trouble;
  }
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;

function readDirectory(zip: Buffer): Map<string, ZipEntry> {
  const end = zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  // A comment of at most 65,535 bytes may follow.
  if (end < 0 || end < zip.length - 22 - 0xff_ff || zip.readUInt32LE(end) !== endOfDirectory) {
    throw new ZipTrouble(damaged);
  }
  const count = zip.readUInt16LE(end + 10);
  if (count > packageLimits.entries) throw new ZipTrouble(bomb);
  const found = new Map<string, ZipEntry>();
  const places: { readonly from: number; readonly to: number }[] = [];
  let total = 0;
  let at = zip.readUInt32LE(end + 16);
  for (let left = count; left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== directoryEntry) throw new ZipTrouble(damaged);
    const flags = zip.readUInt16LE(at + 8);
    const method = zip.readUInt16LE(at + 10);
    const packedSize = zip.readUInt32LE(at + 20);
    const size = zip.readUInt32LE(at + 24);
    const [nameLength, more, comment] = [28, 30, 32].map((each) => zip.readUInt16LE(at + each));
    const from = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    // Bit 0: locked; bit 6: strongly; bit 13: the directory is locked as well.
    if ((flags & 0b10_0000_0100_0001) !== 0) throw new ZipTrouble(locked);
    total += size;
    if (size > packageLimits.entry || total > packageLimits.all) throw new ZipTrouble(bomb);
    if (size > 1_000_000 && size > packedSize * packageLimits.ratio) throw new ZipTrouble(bomb);
    const isWhole = zip.readUInt32LE(from) === localHeader && (method === 0 || method === 8);
    if (!isWhole || found.has(name) || (method === 0 && size !== packedSize)) {
      throw new ZipTrouble(damaged);
    }
    const data = from + 30 + zip.readUInt16LE(from + 26) + zip.readUInt16LE(from + 28);
    if (data + packedSize > zip.length) throw new ZipTrouble(damaged);
    places.push({ from, to: data + packedSize });
    found.set(name, {
      name,
      size,
      crc: zip.readUInt32LE(at + 16),
      packed: zip.subarray(data, data + packedSize),
      isDeflated: method === 8,
    });
    at += 46 + (nameLength ?? 0) + (more ?? 0) + (comment ?? 0);
  }
  places.sort((one, other) => one.from - other.from);
  // Entries that share their bytes make a few megabytes stand for terabytes.
  if (places.some(({ from }, index) => from < (places[index - 1]?.to ?? 0))) {
    throw new ZipTrouble(bomb);
  }
  return found;
}

/** The content of an entry of at most `limit` bytes. Throws a ZipTrouble where it is not what the directory says. */
export function unpack(entry: ZipEntry, limit: number): Buffer {
  if (entry.size > limit) throw new ZipTrouble(bomb);
  let bytes = entry.packed;
  if (entry.isDeflated) {
    try {
      bytes = inflateRawSync(entry.packed, { maxOutputLength: Math.max(1, entry.size) });
    } catch {
      throw new ZipTrouble(damaged);
    }
  }
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw new ZipTrouble(damaged);
  return bytes;
}

/** Unpacks an entry piece by piece and keeps none. Throws a ZipTrouble as `unpack` does. */
export async function passThrough(
  entry: ZipEntry,
  onPiece: (piece: Buffer) => void,
): Promise<void> {
  let length = 0;
  let crc = 0;
  const take = (piece: Buffer): void => {
    length += piece.length;
    if (length > entry.size) throw new ZipTrouble(damaged);
    crc = crc32(piece, crc);
    onPiece(piece);
  };
  if (entry.isDeflated) {
    const inflate = createInflateRaw();
    inflate.end(entry.packed);
    try {
      for await (const piece of inflate) take(piece as Buffer);
    } catch (trouble) {
      throw trouble instanceof ZipTrouble ? trouble : new ZipTrouble(damaged);
    }
  } else {
    take(entry.packed);
  }
  if (length !== entry.size || crc !== entry.crc) throw new ZipTrouble(damaged);
}
