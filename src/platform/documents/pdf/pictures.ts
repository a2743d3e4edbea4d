import { inflateSync } from 'node:zlib';
import { factsOf } from '#platform/files/inspect-picture.ts';
import { print } from './press.ts';

/** More picture elements than this are not unpacked: a small file can hold a picture of any size. */
const largestPicture = 60_000_000;
/** What says how colours are meant takes no more than this, in bytes. */
const largestProfile = 16_000_000;

const damaged = 'The picture is damaged and cannot be shown';

/**
 * Why a picture cannot be put on paper, in a sentence; undefined where it can. `name` ends in .png or .jpg.
 * What takes too much is found by what the picture says of itself: once it is being unpacked, nothing
 * stops that.
 */
export function pictureTrouble(bytes: Uint8Array, name: string): string | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const facts = factsOf(file, name.endsWith('.png') ? 'png' : 'jpeg');
  if (!facts) return damaged;
  if (facts.elements > largestPicture) {
    return 'The picture is too large: save it with at most 60 million picture elements';
  }
  if (isBomb(facts.packedProfile)) return damaged;
  try {
    print({
      template: 'picture',
      pictures: new Map([[name, bytes]]),
      data: () => ({ file: name }),
    });
    return undefined;
  } catch {
    return damaged;
  }
}

/** How much a picture takes once it is unpacked, in bytes; nothing where it says nothing of itself. */
export function unpackedSize(bytes: Uint8Array, format: 'png' | 'jpg'): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return factsOf(file, format === 'png' ? 'png' : 'jpeg')?.unpacked ?? 0;
}

/** What is damaged otherwise is passed over by those who read it. */
function isBomb(packed: Buffer): boolean {
  try {
    inflateSync(packed, { maxOutputLength: largestProfile });
    return false;
  } catch (error) {
    return error instanceof RangeError;
  }
}
