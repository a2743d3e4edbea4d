import { inflateRawSync } from 'node:zlib';

/** The parts of an Office file (a ZIP) by name, as text, read from its directory. */
export function officeParts(file: Uint8Array): Map<string, string> {
  const zip = Buffer.from(file);
  const found = new Map<string, string>();
  let at = zip.readUInt32LE(zip.length - 6);
  for (let left = zip.readUInt16LE(zip.length - 12); left > 0; left--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const local = zip.readUInt32LE(at + 42);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(data, data + size);
    const text = (method === 0 ? bytes : inflateRawSync(bytes)).toString('utf8');
    found.set(zip.toString('utf8', at + 46, at + 46 + (name ?? 0)), text);
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return found;
}
