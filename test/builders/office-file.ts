import { strToU8, zipSync } from 'fflate';

// Builders of Office files for the tests of what is refused: as small as they may be.

export type OfficeKind = 'word' | 'excel' | 'powerpoint';

const mains = {
  word: ['word/document.xml', 'wordprocessingml.document'],
  excel: ['xl/workbook.xml', 'spreadsheetml.sheet'],
  powerpoint: ['ppt/presentation.xml', 'presentationml.presentation'],
} as const;

/** The parts of an Office file, by name. */
export function officeParts(
  kind: OfficeKind,
  { body = '', macros = false }: { readonly body?: string; readonly macros?: boolean } = {},
): Record<string, string> {
  const [name, type] = mains[kind];
  const full = macros
    ? 'application/vnd.ms-word.document.macroEnabled.main+xml'
    : `application/vnd.openxmlformats-officedocument.${type}.main+xml`;
  return {
    '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${name}" ContentType="${full}"/></Types>`,
    [name]: `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  };
}

/** A ZIP file of these parts. */
export function packed(parts: Readonly<Record<string, string | Uint8Array>>): Buffer {
  return Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(parts).map(([name, content]) => [
          name,
          typeof content === 'string' ? strToU8(content) : content,
        ]),
      ),
    ),
  );
}

/** The relationships of a Word document's text, as a part of the file. */
export function relationships(
  type: string,
  target: string,
  mode = 'External',
): Record<string, string> {
  return {
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="${mode}"/></Relationships>`,
  };
}
