import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/**
 * A Word file with its text part changed, as by someone who edits it: the rest stays, but for one
 * property that may be lost.
 */
export function editedWord(file: Uint8Array, edit: (xml: string) => string, lost?: string): Buffer {
  const parts = unzipSync(new Uint8Array(file));
  const text = (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
  const before = text('word/document.xml');
  const after = edit(before);
  if (after === before) throw new Error('The edit changed nothing');
  const properties = text('docProps/custom.xml').replace(`name="${lost}"`, 'name="Lost"');
  return Buffer.from(
    zipSync({
      ...parts,
      'word/document.xml': strToU8(after),
      'docProps/custom.xml': strToU8(properties),
    }),
  );
}
