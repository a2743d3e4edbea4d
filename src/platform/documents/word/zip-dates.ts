const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
/** Midnight on 1 January 1980, the earliest that a ZIP file can say. */
const epoch = 0x00210000;

/**
 * The same ZIP file with every entry dated 1 January 1980: when it was written must not change its bytes.
 * For files without a comment and smaller than 4 GB. Throws when it is not such a file.
 */
export function withFixedDates(file: Uint8Array): Uint8Array {
  const zip = Buffer.from(file);
  const end = zip.length - 22;
  if (end < 0 || zip.readUInt32LE(end) !== endOfDirectory) throw new Error('Not a plain ZIP file.');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== directoryEntry) throw new Error('The ZIP directory is damaged.');
    zip.writeUInt32LE(epoch, at + 12);
    zip.writeUInt32LE(epoch, zip.readUInt32LE(at + 42) + 10);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}
