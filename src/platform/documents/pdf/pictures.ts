import { print } from './press.ts';

/** More picture elements than this are not unpacked: a small file can hold a picture of any size. */
const largestPicture = 60_000_000;

/** Why a picture cannot be put on paper, in a sentence; undefined where it can. `name` ends in .png or .jpg. */
export function pictureTrouble(bytes: Uint8Array, name: string): string | undefined {
  if (name.endsWith('.png') && elementsOfPng(bytes) > largestPicture) {
    return 'The picture is too large: save it with at most 60 million picture elements';
  }
  try {
    print({
      template: 'picture',
      pictures: new Map([[name, bytes]]),
      data: () => ({ file: name }),
    });
    return undefined;
  } catch {
    return 'The picture is damaged and cannot be shown';
  }
}

/** Width times height, from the head of the file (ISO/IEC 15948, 11.2.2). */
function elementsOfPng(bytes: Uint8Array): number {
  const head = Buffer.from(bytes.subarray(0, 24));
  return head.length < 24 ? 0 : head.readUInt32BE(16) * head.readUInt32BE(20);
}
