import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';

const cut = refuse(
  'broken',
  'The picture is damaged or was not copied to its end. Save it again, and send that',
  'file',
);

/** Follows a PNG or JPEG picture to its end, without unpacking it. Refuses one that has none, as half a copy. */
export function inspectPicture(bytes: Buffer, kind: 'png' | 'jpeg'): Result<undefined> {
  return (kind === 'png' ? isWholePng(bytes) : isWholeJpeg(bytes)) ? ok(undefined) : cut;
}

/** Its chunks from the head to the end (ISO/IEC 15948, 5.3 and 5.6), with content among them. */
function isWholePng(bytes: Buffer): boolean {
  let hasContent = false;
  let at = 8;
  while (at + 12 <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (at === 8 && type !== 'IHDR') return false;
    if (type === 'IEND') return hasContent;
    hasContent ||= type === 'IDAT';
    at += 12 + bytes.readUInt32BE(at);
  }
  return false;
}

/**
 * Its segments as far as the first scan, and the sign of the end somewhere behind (ISO/IEC 10918-1,
 * B.1.1 and B.2): a small picture within a segment, as cameras write, has an end of its own.
 */
function isWholeJpeg(bytes: Buffer): boolean {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1];
    if (marker === 0xda) return bytes.includes('\xff\xd9', at, 'latin1');
    // Any number of these bytes may stand before a marker.
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return false;
}
