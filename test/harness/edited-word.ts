import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** A Word file with its text part changed, as by someone who edits it: the rest stays. */
export function editedWord(file: Uint8Array, edit: (xml: string) => string): Buffer {
  const parts = unzipSync(new Uint8Array(file));
  const document = parts['word/document.xml'];
  if (!document) throw new Error('There is no document in this file');
  const before = strFromU8(document);
  const after = edit(before);
  if (after === before) throw new Error('The edit changed nothing');
  return Buffer.from(zipSync({ ...parts, 'word/document.xml': strToU8(after) }));
}
