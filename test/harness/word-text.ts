import { inflateRawSync } from 'node:zlib';

/** The words of a Word file. */
export function wordText(file: Buffer): string {
  const name = Buffer.from('word/document.xml');
  // The central directory says where the part begins and how long it is.
  for (let at = file.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0;) {
    const size = file.readUInt32LE(at + 20);
    const nameLength = file.readUInt16LE(at + 28);
    const start = file.readUInt32LE(at + 42);
    if (file.subarray(at + 46, at + 46 + nameLength).equals(name)) {
      const data = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
      const part = file.subarray(data, data + size);
      const xml = file.readUInt16LE(at + 10) === 0 ? part : inflateRawSync(part);
      return xml.toString('utf8').replaceAll(/<[^>]+>/g, '');
    }
    at = file.indexOf('PK\u0001\u0002', at + 46, 'latin1');
  }
  throw new Error('There is no document in this file');
}
