import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { FileKindId } from './kinds.ts';
import { readXml, XmlTrouble } from './xml.ts';
import { damaged, largestList, locked, openZip, passThrough, unpack, ZipTrouble } from './zip.ts';
import type { ZipEntry } from './zip.ts';

/** A Word document longer than this is not taken in: about 200 pages, in characters. */
export const longestWord = 600_000;
/** The text part of a Word document, with all that is said of how it looks, in bytes. */
export const largestWordPart = 16_000_000;

const external = (what: string) =>
  refuse(
    'external',
    `The Word document fetches ${what} from elsewhere when it is opened, which could show something else each time or give away who reads it. Remove that link (in Word: File, Info, Edit Links to Files), or save the document as a PDF`,
    'file',
  );

const entities = refuse(
  'entities',
  'The file defines words of its own that stand for others, which no Office program does. It was not opened',
  'file',
);

const tooLong = refuse(
  'too-long',
  `The Word document is longer than ${longestWord.toLocaleString('en-GB')} characters, about 200 pages. Send it in parts, or as a PDF`,
  'file',
);

/**
 * Looks through every part of an Office or OpenDocument file: that each unpacks to what the file
 * says and no more, that no XML defines entities, that nothing in a Word document is fetched from
 * elsewhere, and that it is no longer than about 200 pages. Holds one part of at most
 * `largestWordPart` at a time; the others pass through in pieces.
 */
export async function inspectPackage(
  bytes: Uint8Array,
  kind: FileKindId,
): Promise<Result<undefined>> {
  const opened = openZip(bytes);
  if (!opened.ok) return opened;
  try {
    for (const entry of opened.value.values()) {
      if (isXml(entry.name)) await refuseEntities(entry);
      else await passThrough(entry, () => undefined);
    }
    const manifest = opened.value.get('META-INF/manifest.xml');
    if (manifest && unpack(manifest, largestList).includes('encryption-data')) return locked;
    return kind === 'word' ? inspectWord(opened.value) : ok(undefined);
  } catch (trouble) {
    if (trouble instanceof ZipTrouble) return { ok: false, refusal: trouble.refusal };
    if (trouble instanceof XmlTrouble) return damaged;
    throw trouble;
  }
}

function isXml(name: string): boolean {
  return /\.(xml|rels|vml)$/i.test(name);
}

/** XML of Office programs is UTF-8 (ECMA-376 part 2, 9.1.3); what is not could hide what is looked for. */
async function refuseEntities(entry: ZipEntry): Promise<void> {
  let before = Buffer.alloc(0);
  await passThrough(entry, (piece) => {
    if (before.length === 0 && !isPlainUtf8(piece)) throw new ZipTrouble(damaged);
    const seen = Buffer.concat([before, piece]);
    if (seen.includes('<!DOCTYPE') || seen.includes('<!ENTITY')) throw new ZipTrouble(entities);
    before = Buffer.from(seen.subarray(-16));
  });
}

function isPlainUtf8(beginning: Buffer): boolean {
  const head = beginning.toString('latin1', 0, 200);
  const encoding = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)/.exec(head);
  return !head.includes('\0') && /^(utf-8|us-ascii)$/i.test(encoding?.[1] ?? 'utf-8');
}

/** Refuses what a Word document would fetch when it is opened, wherever it stands, and one that is too long. */
function inspectWord(entries: ReadonlyMap<string, ZipEntry>): Result<undefined> {
  if (hidesParts(entries)) return damaged;
  for (const entry of entries.values()) {
    if (!/\.rels$/i.test(entry.name)) continue;
    const fetched = fetchedBy(unpack(entry, largestList).toString('utf8'));
    if (fetched !== undefined) return external(fetched);
  }
  const document = entries.get('word/document.xml');
  if (!document) return damaged;
  if (document.size > largestWordPart) return tooLong;
  for (const entry of entries.values()) {
    if (!/\.xml$/i.test(entry.name)) continue;
    if (entry.size > largestWordPart) return tooLong;
    const refused = inspectText(unpack(entry, largestWordPart).toString('utf8'));
    if (refused) return refused;
  }
  return ok(undefined);
}

/**
 * Whether parts have names under which they would not be looked at: letters of another size are the same
 * name to Word (ECMA-376 part 2, 6.2.2.3), and which part is text the list of contents says, not its ending.
 */
function hidesParts(entries: ReadonlyMap<string, ZipEntry>): boolean {
  if (new Set([...entries.keys()].map((name) => name.toLowerCase())).size < entries.size)
    return true;
  const list = entries.get('[Content_Types].xml');
  let isHidden = false;
  readXml(list ? unpack(list, largestList).toString('utf8') : '<none/>', {
    onTag(name, attribute) {
      if (!/(wordprocessingml|relationships)\S*\+xml/i.test(attribute('ContentType'))) return;
      const ending =
        name === 'Default' ? attribute('Extension') : attribute('PartName').split('.').at(-1);
      isHidden ||= !/^(xml|rels)$/i.test(ending ?? '');
    },
  });
  return isHidden;
}

const relationshipWords: Readonly<Record<string, string>> = {
  attachedTemplate: 'a template',
  image: 'a picture',
  oleObject: 'an object',
  frame: 'a page',
  subDocument: 'another document',
  aFChunk: 'another document',
};

/** What a relationship part makes a reader fetch, in words. A link that someone follows is none, nor a template on their own disk. */
function fetchedBy(xml: string): string | undefined {
  let fetched: string | undefined;
  readXml(xml, {
    onTag(name, attribute) {
      if (name !== 'Relationship') return;
      const type = attribute('Type').split('/').at(-1) ?? '';
      if (type === 'aFChunk') fetched ??= relationshipWords[type];
      if (attribute('TargetMode').toLowerCase() !== 'external' || type === 'hyperlink') return;
      const isOwnDisk = /^(file:\/{2,3})?[a-z]:[/\\]/i.test(attribute('Target'));
      if (type === 'attachedTemplate' && isOwnDisk) return;
      fetched ??= relationshipWords[type] ?? 'something';
    },
  });
  return fetched;
}

/** Fields that put in what another file or program holds. */
const fetchingField =
  /^\s*(DDEAUTO|DDE|LINK|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DATABASE|RD)\b/i;

/** Refuses a text part that embeds another document or such a field, and one that is too long. */
function inspectText(xml: string): ReturnType<typeof refuse> | undefined {
  let refused: ReturnType<typeof refuse> | undefined;
  let length = 0;
  let field = '';
  let within = '';
  const endField = (): void => {
    if (fetchingField.test(field)) refused ??= external('something');
    field = '';
  };
  readXml(xml, {
    onTag(name, attribute) {
      within = name;
      if (name === 'altChunk' || name === 'subDoc') refused ??= external('another document');
      if (name === 'fldChar') endField();
      if (name !== 'fldSimple') return;
      endField();
      field = attribute('instr');
      endField();
    },
    onText(text) {
      if (within === 't') length += text.length;
      if (within === 'instrText') field += text;
      if (length > longestWord) refused ??= tooLong;
    },
    onEnd: () => (within = ''),
  });
  endField();
  return refused;
}
