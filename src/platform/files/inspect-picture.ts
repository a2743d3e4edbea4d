import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';

const cut = refuse(
  'broken',
  'The picture is damaged or was not copied to its end. Save it again, and send that',
  'file',
);

/** What a picture says of itself. */
export interface PictureFacts {
  /** Picture elements: its width times its height. */
  readonly elements: number;
  /** How much it takes once it is unpacked, in bytes. */
  readonly unpacked: number;
  /** How its colours are meant, packed; empty where it does not say, and for a JPEG. */
  readonly packedProfile: Buffer;
}

/** Follows a PNG or JPEG picture to its end, without unpacking it. Refuses one that has none, as half a copy. */
export function inspectPicture(bytes: Buffer, kind: 'png' | 'jpeg'): Result<undefined> {
  return factsOf(bytes, kind) ? ok(undefined) : cut;
}

/** What a whole picture says of itself; undefined where it is not whole. */
export function factsOf(bytes: Buffer, kind: 'png' | 'jpeg'): PictureFacts | undefined {
  return kind === 'png' ? factsOfPng(bytes) : factsOfJpeg(bytes);
}

/** How many channels a PNG has, by its colour type. */
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 3, 4: 2, 6: 4 };

/** From its chunks between the head and the end (ISO/IEC 15948, 5.3, 11.2.2 and 11.3.3.3), with content among them. */
function factsOfPng(bytes: Buffer): PictureFacts | undefined {
  let hasContent = false;
  const profiles: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (at === 8 && (type !== 'IHDR' || bytes.length < 24)) return undefined;
    if (type === 'IEND') {
      const elements = bytes.readUInt32BE(16) * bytes.readUInt32BE(20);
      // How deep each colour is, and how many there are by the type; a palette is spread out to three.
      const [depth = 8, colours = 6] = [bytes[24], bytes[25]];
      const unpacked = elements * (channels[colours] ?? 4) * Math.max(1, depth / 8);
      const packedProfile = Buffer.concat(profiles);
      return hasContent ? { elements, unpacked, packedProfile } : undefined;
    }
    hasContent ||= type === 'IDAT';
    if (type === 'iCCP') {
      const said = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
      // A name, its end, and a number for how it is packed stand in front.
      profiles.push(said.subarray(said.indexOf(0) + 2));
    }
  }
  return undefined;
}

/**
 * From its segments as far as the first scan, with the sign of the end somewhere behind (ISO/IEC 10918-1,
 * B.1.1 and B.2): a small picture within a segment, as cameras write, has an end of its own.
 */
function factsOfJpeg(bytes: Buffer): PictureFacts | undefined {
  let elements = 0;
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda) {
      const isWhole = elements > 0 && bytes.includes('\xff\xd9', at, 'latin1');
      return isWhole
        ? { elements, unpacked: elements * 3, packedProfile: Buffer.alloc(0) }
        : undefined;
    }
    // These have no length, and none of them stands here.
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd9)) return undefined;
    if (marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      elements = Math.max(elements, bytes.readUInt16BE(at + 5) * bytes.readUInt16BE(at + 7));
    }
    // Any number of these bytes may stand before a marker.
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
