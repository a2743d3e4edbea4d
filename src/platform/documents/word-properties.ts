import type { FormDocument } from './form-document.ts';
import { fileTitle } from './page-lines.ts';
import { oneLine } from './text.ts';

/**
 * The `docProps/core.xml` of a form (ISO 29500-2, core properties). Written here because the library
 * would set both dates to the present moment, and no language.
 */
export function coreProperties(form: FormDocument, producer: string): string {
  const instant = `${form.created.toISOString().slice(0, 19)}Z`;
  const properties = [
    ['dc:title', fileTitle(form)],
    ['dc:subject', oneLine(form.subject)],
    ['dc:creator', oneLine(form.author ?? producer)],
    ['dc:description', `${oneLine(form.marking)}. ${oneLine(form.version)}.`],
    ['dc:language', form.language],
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
