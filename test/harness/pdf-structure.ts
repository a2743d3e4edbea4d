import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import type { PDFObject, PDFPage } from '@cantoo/pdf-lib';

/** An element of a tagged PDF, as a screen reader meets it. */
export interface PdfElement {
  /** The standard role: H1, P, Table … */
  readonly role: string;
  readonly alt: string | undefined;
  readonly children: readonly PdfElement[];
  /** The pieces of pages that are its own: page, from 1, and the number of the piece on it. */
  readonly pieces: readonly { readonly page: number; readonly id: number }[];
}

export interface PdfStructure {
  readonly language: string;
  readonly root: PdfElement;
  /** Of each page: the pieces that are marked as somebody's, and what is painted outside of any mark. */
  readonly pages: readonly { readonly marked: readonly number[]; readonly loose: number }[];
}

/** Reads the structure of a tagged PDF (ISO 32000-1, 14.7). Throws where there is none. */
export async function structureOf(bytes: Uint8Array): Promise<PdfStructure> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { catalog, context } = document;
  const tree = catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
  const roles = tree.lookup(PDFName.of('RoleMap'));
  const numbers = new Map(document.getPages().map(({ ref }, index) => [ref.toString(), index + 1]));
  const roleOf = (name: PDFObject | undefined): string => {
    const mapped =
      name instanceof PDFName && roles instanceof PDFDict ? roles.lookup(name) : undefined;
    return (mapped instanceof PDFName ? mapped : name)?.toString().slice(1) ?? '';
  };
  const read = (dict: PDFDict): PdfElement => {
    const kids = dict.lookup(PDFName.of('K'));
    const list = kids instanceof PDFArray ? kids.asArray() : kids === undefined ? [] : [kids];
    const ownPage = dict.get(PDFName.of('Pg'));
    const pieces: { page: number; id: number }[] = [];
    const children: PdfElement[] = [];
    for (const each of list) {
      const kid = each instanceof PDFRef ? context.lookup(each) : each;
      const isReference = kid instanceof PDFDict && kid.has(PDFName.of('MCID'));
      const page = isReference ? (kid.get(PDFName.of('Pg')) ?? ownPage) : ownPage;
      const id = isReference ? kid.lookup(PDFName.of('MCID')) : kid;
      if (id instanceof PDFNumber) {
        pieces.push({ page: numbers.get(String(page)) ?? 0, id: id.asNumber() });
      } else if (kid instanceof PDFDict && kid.has(PDFName.of('S'))) children.push(read(kid));
    }
    const alt = dict.lookup(PDFName.of('Alt'));
    return {
      role: roleOf(dict.get(PDFName.of('S'))),
      alt: alt instanceof PDFHexString || alt instanceof PDFString ? alt.decodeText() : undefined,
      children,
      pieces,
    };
  };
  const language = catalog.lookup(PDFName.of('Lang'));
  return {
    language:
      language instanceof PDFString || language instanceof PDFHexString
        ? language.decodeText()
        : '',
    root: read(tree.lookup(PDFName.of('K'), PDFArray).lookup(0, PDFDict)),
    pages: document.getPages().map(marksOn),
  };
}

/** What a page paints, by its marks: text or drawings under an id, under none, or in an artifact. */
function marksOn(page: PDFPage): { marked: number[]; loose: number } {
  const contents = page.node.Contents();
  const streams = contents instanceof PDFArray ? contents.asArray() : [contents];
  const text = streams
    .map((each) => (each instanceof PDFRef ? page.node.context.lookup(each) : each))
    .map((stream) =>
      stream instanceof PDFRawStream
        ? Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1')
        : '',
    )
    .join('\n');
  const marked: number[] = [];
  let depth = 0;
  let loose = 0;
  // Strings may hold anything: they are taken out before operators are looked for.
  const plain = text.replaceAll(/\((?:\\[\s\S]|[^\\()])*\)/g, '()');
  for (const [word] of plain.matchAll(/\/MCID \d+|\b(?:BDC|BMC|EMC|TJ|Tj|Do)\b/g)) {
    if (word.startsWith('/MCID')) marked.push(Number(word.slice(6)));
    else if (word === 'BDC' || word === 'BMC') depth += 1;
    else if (word === 'EMC') depth -= 1;
    else if (depth === 0) loose += 1;
  }
  return { marked, loose };
}

/** Every element below one, itself first, in the order in which it is read. */
export function everyElement(element: PdfElement): PdfElement[] {
  return [element, ...element.children.flatMap(everyElement)];
}
