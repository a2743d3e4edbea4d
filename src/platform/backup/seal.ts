import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';

// A seal stands behind the gzip stream: these words, then the SHA-256 of every byte before them.
// gzip's own check leaves out its header and the last bits; with the seal no byte can differ.

const words = Buffer.from('\ntrajectory-seal ');
export const sealLength = words.length + 32;

/** Passes bytes on, and puts the seal behind them. */
export function sealing(): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      done(null, piece);
    },
    flush(done) {
      done(null, Buffer.concat([words, hash.digest()]));
    },
  });
}

export type SealState =
  | { readonly intact: true; readonly end: number; readonly sha256: string }
  | { readonly intact: false };

/** Compares a file with its seal. `end` is the offset of the last byte before it. */
export async function checkSeal(file: string): Promise<SealState> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const end = size - sealLength - 1;
    if (end < 0) return { intact: false };
    const seal = Buffer.alloc(sealLength);
    await handle.read(seal, 0, sealLength, end + 1);
    const hash = createHash('sha256');
    for await (const piece of createReadStream(file, { end })) hash.update(piece as Buffer);
    const expected = Buffer.concat([words, hash.digest()]);
    return seal.equals(expected)
      ? { intact: true, end, sha256: expected.subarray(words.length).toString('hex') }
      : { intact: false };
  } finally {
    await handle.close();
  }
}
