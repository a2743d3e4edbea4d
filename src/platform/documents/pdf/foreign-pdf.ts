import { inflateSync } from 'node:zlib';
import {
  concatTransformationMatrix,
  decodePDFRawStream,
  drawObject,
  endMarkedContent,
  PDFArray,
  PDFContentStream,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNull,
  PDFNumber,
  PDFObjectCopier,
  PDFOperator,
  PDFOperatorNames,
  PDFRawStream,
  PDFRef,
  PDFStream,
  popGraphicsState,
  pushGraphicsState,
} from '@cantoo/pdf-lib';
import type { PDFContext, PDFObject, PDFPage } from '@cantoo/pdf-lib';

/** A PDF that somebody else made, opened. */
export interface ForeignPdf {
  readonly pages: readonly ForeignPage[];
}

export interface ForeignPage {
  readonly page: PDFPage;
  /** As it is seen, in points. */
  readonly width: number;
  readonly height: number;
}

/** Why a PDF cannot be read, in a sentence for people. */
export class UnreadablePdf extends Error {
  override readonly name = 'UnreadablePdf';
}

/** Opens a PDF. Throws an UnreadablePdf for one that is damaged, or that asks for a password. */
export async function openForeignPdf(bytes: Uint8Array): Promise<ForeignPdf> {
  refuseBombs(bytes);
  let document: PDFDocument;
  try {
    document = await PDFDocument.load(bytes, {
      // Many files are encrypted without a password, only to say what may be done with them.
      password: '',
      updateMetadata: false,
      throwOnInvalidObject: false,
      warnOnInvalidObjects: false,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new UnreadablePdf(
      /encrypt|password/i.test(reason)
        ? 'The PDF is protected by a password. Save it without one'
        : 'The PDF is damaged and cannot be opened. Save it again as a PDF, or print it to one',
    );
  }
  try {
    const pages = document.getPages().map(asSeen);
    if (pages.length === 0) throw new Error('no pages');
    return { pages };
  } catch {
    throw new UnreadablePdf('The PDF is damaged: its pages cannot be found');
  }
}

/** All lists of objects of a file together take no more than this when they are unpacked, in bytes. */
const largestLists = 128_000_000;

/**
 * Refuses a file whose lists of objects unpack without measure: the library unpacks them whole as it opens
 * the file. What hides from this look is stopped by whoever watches the worker's memory.
 */
function refuseBombs(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let left = largestLists;
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 6)) {
    const dictionary = file.toString('latin1', Math.max(0, at - 400), at);
    if (!/\/(?:ObjStm|XRef)\b(?!.*endobj)/s.test(dictionary)) continue;
    const start = at + (file[at + 6] === 13 ? 8 : 7);
    try {
      left -= inflateSync(file.subarray(start), { maxOutputLength: Math.max(1, left) }).length;
    } catch (error) {
      // What is packed otherwise, or damaged, is the library's to read.
      if (error instanceof RangeError) left = 0;
    }
    if (left <= 0) {
      throw new UnreadablePdf(
        'The PDF unpacks to more than a document does, and was not opened. Print it to a new PDF',
      );
    }
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The part of a page that is seen: its crop box, as far as there is paper. */
function boxOf(page: PDFPage): Box {
  const paper = page.getMediaBox();
  const crop = page.getCropBox();
  const x = Math.max(paper.x, crop.x);
  const y = Math.max(paper.y, crop.y);
  const width = Math.min(paper.x + paper.width, crop.x + crop.width) - x;
  const height = Math.min(paper.y + paper.height, crop.y + crop.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : paper;
}

/** A quarter turns it: 0, 90, 180 or 270 degrees, clockwise. */
function turnOf(page: PDFPage): number {
  return (((Math.round(page.getRotation().angle / 90) * 90) % 360) + 360) % 360;
}

function asSeen(page: PDFPage): ForeignPage {
  const { width, height } = boxOf(page);
  if (!(width > 0 && height > 0)) throw new Error('a page without a size');
  return turnOf(page) % 180 === 0
    ? { page, width, height }
    : { page, width: height, height: width };
}

/** Six numbers as in the operator `cm` (ISO 32000-1, 8.3.3). */
type Matrix = readonly [number, number, number, number, number, number];

/** Where on its new page a foreign page is drawn, in points from the bottom left. */
export interface Place {
  readonly x: number;
  /** The upper edge. */
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Draws foreign pages on pages that are laid out, as part of what is read there. */
export class Overlay {
  private readonly onto: PDFDocument;
  private readonly copiers = new Map<PDFContext, PDFObjectCopier>();
  /** What each file may still unpack to, in bytes. */
  private readonly left = new Map<PDFContext, number>();

  constructor(onto: PDFDocument) {
    this.onto = onto;
  }

  /**
   * Draws a page into a place, smaller if need be and never larger, with what its form fields and
   * remarks show. `alt` says what it is where it has no text.
   */
  draw(foreign: ForeignPage, number: number, place: Place, alt: string): void {
    const target = this.onto.getPage(number - 1);
    const content = this.xObject(foreign.page);
    const begin = this.tag(
      target,
      mentionsFont(foreign.page.node.Resources(), 3) ? undefined : alt,
    );
    target.pushOperators(
      begin,
      pushGraphicsState(),
      concatTransformationMatrix(...fitted(foreign, place)),
      ...(content ? [drawObject(target.node.newXObject('Page', content))] : []),
      ...this.annotations(foreign.page).flatMap(({ form, matrix }) => [
        pushGraphicsState(),
        concatTransformationMatrix(...matrix),
        drawObject(target.node.newXObject('Remark', form)),
        popGraphicsState(),
      ]),
      popGraphicsState(),
      endMarkedContent(),
    );
  }

  private copierFrom(context: PDFContext): PDFObjectCopier {
    const copier = this.copiers.get(context) ?? PDFObjectCopier.for(context, this.onto.context);
    this.copiers.set(context, copier);
    return copier;
  }

  /** The content of a page as something that can be drawn; undefined where it is blank. */
  private xObject(page: PDFPage): PDFRef | undefined {
    const { Contents: contents, Resources: resources } = page.node.normalizedEntries() as {
      readonly Contents?: PDFArray;
      readonly Resources: PDFDict;
    };
    if (!contents || contents.size() === 0) return undefined;
    const { x, y, width, height } = boxOf(page);
    const form = {
      Type: 'XObject',
      Subtype: 'Form',
      FormType: 1,
      BBox: [x, y, x + width, y + height],
      Resources: this.copierFrom(page.node.context).copy(resources),
    };
    const { context } = this.onto;
    const parts = this.unpackedParts(page, contents);
    return context.register(
      context.flateStream(Buffer.concat(parts.flatMap((part) => [part, lineEnd])), form),
    );
  }

  /** The content of a page before it was packed. Throws an UnreadablePdf where it, or all of its file, is more than a document is. */
  private unpackedParts({ node: { context } }: PDFPage, contents: PDFArray): Uint8Array[] {
    const left = this.left.get(context) ?? largestDrawing;
    let forPage = Math.min(left, largestContent);
    const parts: Uint8Array[] = [];
    for (let index = 0; index < contents.size(); index += 1) {
      const part = unpacked(contents.lookup(index, PDFStream), forPage);
      forPage -= part.length;
      if (forPage <= 0) throw new UnreadablePdf('A page of the PDF is too large');
      parts.push(part);
    }
    this.left.set(context, left - parts.reduce((sum, part) => sum + part.length, 0));
    return parts;
  }

  /** What form fields, stamps and remarks look like (ISO 32000-1, 12.5.5); links and pop-ups show nothing. */
  private annotations(page: PDFPage): { form: PDFRef; matrix: Matrix }[] {
    const list = page.node.Annots();
    if (!list) return [];
    if (list.size() > mostRemarks)
      throw new UnreadablePdf('A page of the PDF has too many remarks');
    const shown: { form: PDFRef; matrix: Matrix }[] = [];
    for (let index = 0; index < list.size(); index += 1) {
      const annotation = list.lookup(index);
      if (!(annotation instanceof PDFDict) || isHidden(annotation)) continue;
      const look = appearanceOf(annotation);
      const rect = numbersOf(annotation.lookup(PDFName.of('Rect')));
      if (!look || rect.length !== 4) continue;
      const form = this.onto.context.register(this.copierFrom(page.node.context).copy(look));
      shown.push({ form, matrix: intoRect(look, rect) });
    }
    return shown;
  }

  /**
   * Adds an element to the structure of the page, after the last one that is on it, and gives the
   * operator that begins its content: a paragraph, or a figure where there is only `alt` to read.
   */
  private tag(target: PDFPage, alt: string | undefined): PDFOperator {
    const { context, catalog } = this.onto;
    const key = target.node.lookup(PDFName.of('StructParents'), PDFNumber).asNumber();
    const onPage = entryOf(catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict), key);
    const id = onPage.size();
    const before = onPage.get(id - 1);
    const parent =
      before instanceof PDFRef ? context.lookup(before, PDFDict).get(PDFName.of('P')) : undefined;
    if (!(parent instanceof PDFRef)) throw new Error('The page has no structure to add to');
    const role = alt === undefined ? 'P' : 'Figure';
    const element = context.register(
      context.obj({
        Type: 'StructElem',
        S: role,
        P: parent,
        K: [id],
        Pg: target.ref,
        ...(alt === undefined ? {} : { Alt: PDFHexString.fromText(alt) }),
      }),
    );
    onPage.push(element);
    const siblings = context.lookup(parent, PDFDict).lookup(PDFName.of('K'), PDFArray);
    siblings.insert(siblings.asArray().findIndex((each) => each === before) + 1, element);
    return PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [
      PDFName.of(role),
      `<</MCID ${id}>>`,
    ]);
  }
}

const lineEnd = Buffer.from('\n');

/** What one page is drawn with takes no more than this when it is unpacked, in bytes; and all pages of a file together. */
const largestContent = 64_000_000;
const largestDrawing = 400_000_000;
/** More form fields and remarks than this are on no page. */
const mostRemarks = 5_000;

/** A stream as it was before it was packed. Throws an UnreadablePdf where that is more than `most` bytes. */
function unpacked(stream: PDFStream, most: number): Uint8Array {
  // The library puts a stream of its own at each end of a page.
  if (stream instanceof PDFContentStream) return stream.getUnencodedContents();
  if (!(stream instanceof PDFRawStream)) return stream.getContents();
  const { dict } = stream;
  let bytes = stream.getContents();
  const filters = listOf(dict.lookup(PDFName.of('Filter')));
  const settings = listOf(dict.lookup(PDFName.of('DecodeParms')));
  // However often it is packed: the library would unpack without an end.
  while (filters[0] === PDFName.of('FlateDecode') && !isPredicted(settings[0])) {
    const whole = inflated(bytes, most);
    // Damaged at its end, as some programs leave it: the library takes what is there, which is no more.
    if (!whole && filters.length === 1) break;
    if (!whole) throw new UnreadablePdf('A page of the PDF is damaged');
    bytes = whole;
    filters.shift();
    settings.shift();
  }
  if (filters.length === 0) return bytes;
  const { context } = dict;
  const rest = context.obj({ Filter: filters, DecodeParms: settings });
  return decodePDFRawStream(PDFRawStream.of(rest, bytes)).decode();
}

function listOf(value: PDFObject | undefined): PDFObject[] {
  if (value instanceof PDFArray)
    return value.asArray().map((_, index) => value.lookup(index) ?? PDFNull);
  return value === undefined ? [] : [value];
}

/** Whether something is to be done with what was unpacked (ISO 32000-1, 7.4.4.4). */
function isPredicted(settings: PDFObject | undefined): boolean {
  const predictor =
    settings instanceof PDFDict ? settings.lookup(PDFName.of('Predictor')) : undefined;
  return predictor instanceof PDFNumber && predictor.asNumber() > 1;
}

/** Undefined for what is damaged. */
function inflated(bytes: Uint8Array, most: number): Uint8Array | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: most });
  } catch (error) {
    if (error instanceof RangeError) throw new UnreadablePdf('A page of the PDF is too large');
    return undefined;
  }
}

/** The elements of one page, in a number tree without branches, as our own pages have it. */
function entryOf(root: PDFDict, key: number): PDFArray {
  const numbers = root
    .lookup(PDFName.of('ParentTree'), PDFDict)
    .lookup(PDFName.of('Nums'), PDFArray);
  for (let index = 0; index + 1 < numbers.size(); index += 2) {
    if (numbers.lookup(index, PDFNumber).asNumber() === key) {
      return numbers.lookup(index + 1, PDFArray);
    }
  }
  throw new Error('The page is not in the structure');
}

/** Fits a page into a place: turned as it is seen, in its middle and at its top. */
function fitted({ page, width, height }: ForeignPage, place: Place): Matrix {
  const scale = Math.min(1, place.width / width, place.height / height);
  const left = place.x + (place.width - width * scale) / 2;
  const bottom = place.top - height * scale;
  const { x, y, width: across, height: up } = boxOf(page);
  switch (turnOf(page)) {
    case 90:
      return [0, -scale, scale, 0, left - y * scale, bottom + (x + across) * scale];
    case 180:
      return [-scale, 0, 0, -scale, left + (x + across) * scale, bottom + (y + up) * scale];
    case 270:
      return [0, scale, -scale, 0, left + (y + up) * scale, bottom - x * scale];
    default:
      return [scale, 0, 0, scale, left - x * scale, bottom - y * scale];
  }
}

/** Flags of an annotation (ISO 32000-1, table 165): hidden, and not shown on a screen. */
const hiddenFlags = 0b10_0010;

function isHidden(annotation: PDFDict): boolean {
  const kind = annotation.lookup(PDFName.of('Subtype'));
  if (kind === PDFName.of('Link') || kind === PDFName.of('Popup')) return true;
  const flags = annotation.lookup(PDFName.of('F'));
  return flags instanceof PDFNumber && (flags.asNumber() & hiddenFlags) !== 0;
}

/** How an annotation normally looks, in the state that it is in. */
function appearanceOf(annotation: PDFDict): PDFStream | undefined {
  const looks = annotation.lookup(PDFName.of('AP'));
  const normal = looks instanceof PDFDict ? looks.lookup(PDFName.of('N')) : undefined;
  if (normal instanceof PDFStream) return normal;
  const state = annotation.lookup(PDFName.of('AS'));
  const look =
    normal instanceof PDFDict && state instanceof PDFName ? normal.lookup(state) : undefined;
  return look instanceof PDFStream ? look : undefined;
}

function numbersOf(list: PDFObject | undefined): number[] {
  if (!(list instanceof PDFArray)) return [];
  return list.asArray().flatMap((_, index) => {
    const value = list.lookup(index);
    return value instanceof PDFNumber ? [value.asNumber()] : [];
  });
}

/** Brings an appearance into its rectangle (ISO 32000-1, 12.5.5, algorithm 8.1). */
function intoRect(look: PDFStream, rect: readonly number[]): Matrix {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = numbersOf(look.dict.lookup(PDFName.of('BBox')));
  const given = numbersOf(look.dict.lookup(PDFName.of('Matrix')));
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = given.length === 6 ? given : [];
  const corners = [
    [x0, y0],
    [x1, y0],
    [x0, y1],
    [x1, y1],
  ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f] as const);
  const left = Math.min(...corners.map(([x]) => x));
  const right = Math.max(...corners.map(([x]) => x));
  const bottom = Math.min(...corners.map(([, y]) => y));
  const top = Math.max(...corners.map(([, y]) => y));
  const [r0 = 0, s0 = 0, r1 = 0, s1 = 0] = rect;
  const across = right > left ? Math.abs(r1 - r0) / (right - left) : 1;
  const up = top > bottom ? Math.abs(s1 - s0) / (top - bottom) : 1;
  return [across, 0, 0, up, Math.min(r0, r1) - left * across, Math.min(s0, s1) - bottom * up];
}

/** Whether a font is among resources, or among those of what they draw in turn. */
function mentionsFont(resources: PDFDict | undefined, depth: number): boolean {
  if (!resources) return false;
  const fonts = resources.lookup(PDFName.of('Font'));
  if (fonts instanceof PDFDict && fonts.keys().length > 0) return true;
  const drawn = resources.lookup(PDFName.of('XObject'));
  if (depth === 0 || !(drawn instanceof PDFDict)) return false;
  return drawn.keys().some((name) => {
    const each = drawn.lookup(name);
    const own = each instanceof PDFStream ? each.dict.lookup(PDFName.of('Resources')) : undefined;
    return own instanceof PDFDict && mentionsFont(own, depth - 1);
  });
}
