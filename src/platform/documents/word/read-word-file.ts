import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { largestWordPart } from '#platform/files/inspect-package.ts';
import { XmlTrouble } from '#platform/files/xml.ts';
import { damaged, openZip, unpack, ZipTrouble } from '#platform/files/zip.ts';
import { readWord, TooMuchToRead } from './read-word.ts';
import type { WordText } from './read-word.ts';

export const unreadable = refuse(
  'unreadable',
  'The Word document could not be read: there is more in it than can be compared. Send it in parts',
  'file',
);

/** Reads a Word file that was looked through when it was handed in. Refuses a damaged one. */
export function readWordFile(bytes: Uint8Array): Result<WordText> {
  const opened = openZip(bytes);
  if (!opened.ok) return opened;
  try {
    return ok(
      readWord((name) => {
        const entry = opened.value.get(name);
        return entry && unpack(entry, largestWordPart).toString('utf8');
      }),
    );
  } catch (trouble) {
    if (trouble instanceof ZipTrouble) return { ok: false, refusal: trouble.refusal };
    if (trouble instanceof XmlTrouble) return damaged;
    if (trouble instanceof TooMuchToRead) return unreadable;
    throw trouble;
  }
}
