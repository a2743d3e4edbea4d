import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { largestList, locked, openZip, unpack, ZipTrouble } from './zip.ts';
import type { ZipEntry } from './zip.ts';

/** A kind of file that people hand in. */
export interface FileKind {
  readonly id: FileKindId;
  /** As it is said: "a Word document". */
  readonly name: string;
  /** The endings that its name may have, the usual one first. */
  readonly endings: readonly string[];
  readonly mediaType: string;
}

const office = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

export const fileKinds = [
  { id: 'pdf', name: 'a PDF', endings: ['pdf'], mediaType: 'application/pdf' },
  {
    id: 'word',
    name: 'a Word document',
    endings: ['docx'],
    mediaType: `${office}.wordprocessingml.document`,
  },
  {
    id: 'excel',
    name: 'an Excel workbook',
    endings: ['xlsx'],
    mediaType: `${office}.spreadsheetml.sheet`,
  },
  {
    id: 'powerpoint',
    name: 'a PowerPoint presentation',
    endings: ['pptx'],
    mediaType: `${office}.presentationml.presentation`,
  },
  {
    id: 'odt',
    name: 'an OpenDocument text',
    endings: ['odt'],
    mediaType: `${openDocument}.text`,
  },
  {
    id: 'ods',
    name: 'an OpenDocument spreadsheet',
    endings: ['ods'],
    mediaType: `${openDocument}.spreadsheet`,
  },
  {
    id: 'odp',
    name: 'an OpenDocument presentation',
    endings: ['odp'],
    mediaType: `${openDocument}.presentation`,
  },
  { id: 'png', name: 'a PNG picture', endings: ['png'], mediaType: 'image/png' },
  { id: 'jpeg', name: 'a JPEG picture', endings: ['jpg', 'jpeg'], mediaType: 'image/jpeg' },
] as const satisfies readonly (Omit<FileKind, 'id'> & { readonly id: string })[];

export type FileKindId = (typeof fileKinds)[number]['id'];

/** The kinds, to name on a page: what may be handed in. */
export const kindsInWords =
  'A PDF, Word, Excel, PowerPoint or OpenDocument file, or a PNG or JPEG picture';

/** "a Word document" */
export function fileKind(id: FileKindId): FileKind {
  const found = fileKinds.find((kind) => kind.id === id);
  if (!found) throw new Error(`No such kind of file: ${id}`);
  return found;
}

/**
 * What a file is, by its content and not by its name. Refuses what none of the kinds has, what is
 * protected by a password, what carries macros, what would unpack to more than a document holds, and
 * a file whose name says that it is something else. Of what is packed it reads the lists only.
 */
export function recogniseFile(bytes: Uint8Array, name: string): Result<FileKind> {
  if (bytes.length === 0) return refuse('empty', 'The file is empty', 'file');
  const found = kindOf(bytes);
  if (!found.ok) return found;
  const kind = fileKind(found.value);
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === undefined || !kind.endings.includes(ending)) {
    return refuse(
      'misnamed',
      `The file is ${kind.name}, but its name “${name}” does not end in .${kind.endings[0] ?? ''}. Rename it, or check that it is the file that you meant`,
      'file',
    );
  }
  return ok(kind);
}

function kindOf(bytes: Uint8Array): Result<FileKindId> {
  if (startsWith(bytes, '%PDF-')) return ok('pdf');
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return ok('png');
  if (startsWith(bytes, '\xff\xd8\xff')) return ok('jpeg');
  if (startsWith(bytes, '\xd0\xcf\x11\xe0')) {
    // An encrypted file of today is such a container as well, with a stream of this name.
    if (Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))) return locked;
    return refuse(
      'old-or-locked',
      'The file is protected by a password, or is of an Office version before 2007. Save it without a password as .docx, .xlsx or .pptx',
      'file',
    );
  }
  if (startsWith(bytes, 'PK\x03\x04')) return kindOfZip(bytes);
  return refuse('unknown-kind', `The file must be one of these: ${kindsInWords}`, 'file');
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.subarray(0, text.length)).toString('latin1') === text;
}

const openDocuments: Readonly<Record<string, FileKindId>> = {
  [`${openDocument}.text`]: 'odt',
  [`${openDocument}.spreadsheet`]: 'ods',
  [`${openDocument}.presentation`]: 'odp',
};

function kindOfZip(bytes: Uint8Array): Result<FileKindId> {
  const opened = openZip(bytes);
  if (!opened.ok) return opened;
  const entries = opened.value;
  const names = [...entries.keys()];
  let types: string;
  let mimetype: string;
  try {
    types = listed(entries, '[Content_Types].xml');
    mimetype = listed(entries, 'mimetype').trim();
  } catch (trouble) {
    if (trouble instanceof ZipTrouble) return { ok: false, refusal: trouble.refusal };
    throw trouble;
  }
  if (names.some((name) => macroParts.test(name)) || macroTypes.test(types)) {
    return refuse('macros', 'The file contains macros. Save it without them', 'file');
  }
  const main = mainParts.find(({ name, type }) => entries.has(name) && types.includes(type));
  if (main) return ok(main.kind);
  const open = openDocuments[mimetype];
  return open === undefined
    ? refuse('unknown-kind', `The file must be one of these: ${kindsInWords}`, 'file')
    : ok(open);
}

/** The parts that make a package the document it is, and what its list of contents calls each. */
const mainParts: readonly { kind: FileKindId; name: string; type: string }[] = [
  { kind: 'word', name: 'word/document.xml', type: 'wordprocessingml.document.main+xml' },
  { kind: 'excel', name: 'xl/workbook.xml', type: 'spreadsheetml.sheet.main+xml' },
  {
    kind: 'powerpoint',
    name: 'ppt/presentation.xml',
    type: 'presentationml.presentation.main+xml',
  },
];

/** Macros of Office, macro sheets of Excel before 1997, and macros of OpenDocument. */
const macroParts = /(^|\/)(vbaproject\.bin|vbadata\.xml|macrosheets\/.*)$|^(Basic|Scripts)\/./i;
const macroTypes = /macroEnabled|vbaProject/i;

function listed(entries: ReadonlyMap<string, ZipEntry>, name: string): string {
  const entry = entries.get(name);
  return entry ? unpack(entry, largestList).toString('utf8') : '';
}
