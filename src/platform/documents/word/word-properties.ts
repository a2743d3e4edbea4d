import { oneLine } from '../form/text.ts';

/** What a file says of itself, each on one line. */
export interface SaidOfFile {
  readonly title: string;
  readonly subject: string;
  readonly description: string;
  readonly author?: string;
  readonly language: string;
  readonly created: Date;
}

/**
 * The `docProps/core.xml` of a file (ISO 29500-2, core properties). Written here because the library
 * would set both dates to the present moment, and no language.
 */
export function coreProperties(said: SaidOfFile, producer: string): string {
  const instant = `${said.created.toISOString().slice(0, 19)}Z`;
  const properties = [
    ['dc:title', said.title],
    ['dc:subject', said.subject],
    ['dc:creator', oneLine(said.author ?? producer)],
    ['dc:description', said.description],
    ['dc:language', said.language],
    ['cp:lastModifiedBy', producer],
    ['cp:revision', '1'],
  ] as const;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    ...properties.map(([name, value]) => `<${name}>${escaped(value)}</${name}>`),
    `<dcterms:created xsi:type="dcterms:W3CDTF">${instant}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${instant}</dcterms:modified>`,
    '</cp:coreProperties>',
  ].join('');
}

/** The property that says what a part of the file was when it was made. */
export function partProperty(key: string): string {
  return `Trajectory part ${key}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
