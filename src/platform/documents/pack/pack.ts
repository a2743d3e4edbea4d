import { PDFDocument, PDFName, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import { openForeignPdf, Overlay, UnreadablePdf } from '../pdf/foreign-pdf.ts';
import type { ForeignPage } from '../pdf/foreign-pdf.ts';
import type { PrintedPack, PackDocument, PackItem, PlaceInPack } from './pack-document.ts';
import type { FormDocument } from '../form/form-document.ts';
import { acrossPage, fileFacts, pdfData } from '../pdf/pdf-data.ts';
import type { PdfText } from '../pdf/pdf-text.ts';
import { pictureTrouble, unpackedSize } from '../pdf/pictures.ts';
import { print } from '../pdf/press.ts';
import { headingText, oneLine } from '../form/text.ts';

/** More pages of one document than this are left out: nobody reads them before a meeting. */
const mostPages = 300;

/** What all pictures of a pack take together once they are unpacked, in bytes: a dozen photographs of a phone. */
const mostPictures = 500_000_000;
const tooManyPictures =
  'With it the pictures of the pack would be too large: save it smaller, or read it on its own';

/** An item with what has to be known of it before it is laid out. */
type Opened =
  | { readonly kind: 'absent'; readonly why: string; readonly url: string }
  | { readonly kind: 'forms'; readonly forms: readonly FormDocument[] }
  | { readonly kind: 'picture'; readonly file: string; readonly bytes: Uint8Array }
  | { readonly kind: 'pages'; readonly pages: readonly ForeignPage[] };

interface OpenedItem {
  readonly item: PackItem;
  readonly name: string;
  readonly opened: Opened;
}

/**
 * Puts a pack together as one tagged PDF. What the product holds itself meets PDF/UA-1; pages that somebody
 * else laid out are drawn as they are and read as text where they have any, so that the file as a whole
 * claims it only where there are none. What cannot be opened is listed with the reason.
 *
 * Takes the processor for as long as it runs: call it in a worker. The same pack gives the same bytes.
 */
export async function renderPack(pack: PackDocument): Promise<PrintedPack> {
  try {
    return await render(pack);
  } catch (trouble) {
    if (!(trouble instanceof Undrawable)) throw trouble;
    // One document more is left out each time.
    return renderPack({ ...pack, items: pack.items.map((item) => trouble.without(item)) });
  }
}

/** A document whose pages were found and cannot be drawn. */
class Undrawable extends Error {
  private readonly item: PackItem;

  constructor(item: PackItem, cause: unknown) {
    super('A document cannot be drawn', { cause });
    this.item = item;
  }

  without(item: PackItem): PackItem {
    if (item !== this.item) return item;
    const why = 'The PDF is damaged: not all of its pages can be drawn';
    return {
      ...item,
      body: { kind: 'left-out', why, url: 'url' in item.body ? item.body.url : '' },
    };
  }
}

async function render(pack: PackDocument): Promise<PrintedPack> {
  const items: OpenedItem[] = [];
  let pictures = 0;
  for (const [index, item] of pack.items.entries()) {
    const name = `document-${index + 1}`;
    const { body } = item;
    const size = body.kind === 'picture' ? unpackedSize(body.bytes, body.format) : 0;
    // Nothing ends what unpacks them once it has begun: they are counted before.
    const opened: Opened =
      body.kind === 'picture' && size <= mostPictures && pictures + size > mostPictures
        ? { kind: 'absent', why: tooManyPictures, url: body.url }
        : await open(item, name);
    if (opened.kind === 'picture') pictures += size;
    items.push({ item, name, opened });
  }
  const { pdf, left } = print({
    template: 'pack',
    pictures: new Map(
      items.flatMap(({ opened }) =>
        opened.kind === 'picture' ? [[opened.file, opened.bytes] as const] : [],
      ),
    ),
    data: (text) => packData(pack, items, text),
  });
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  drawPages(document, items, left('free') as FreePlace[]);
  const pages = document.getPageCount();
  return {
    bytes: new Uint8Array(await document.save({ useObjectStreams: false, addDefaultPage: false })),
    pages,
    places: placesOf(items, left('start') as Start[], pages),
  };
}

async function open({ body }: PackItem, name: string): Promise<Opened> {
  switch (body.kind) {
    case 'forms':
      return body;
    case 'left-out':
      return { kind: 'absent', why: body.why, url: body.url };
    case 'picture': {
      const file = `${name}.${body.format}`;
      const trouble = pictureTrouble(body.bytes, file);
      return trouble === undefined
        ? { kind: 'picture', file, bytes: body.bytes }
        : { kind: 'absent', why: trouble, url: body.url };
    }
    case 'pdf':
      try {
        const { pages } = await openForeignPdf(body.bytes);
        return pages.length <= mostPages
          ? { kind: 'pages', pages }
          : {
              kind: 'absent',
              why: `It has ${pages.length} pages: a pack takes documents of up to ${mostPages}`,
              url: body.url,
            };
      } catch (error) {
        if (!(error instanceof UnreadablePdf)) throw error;
        return { kind: 'absent', why: error.message, url: body.url };
      }
  }
}

function packData(
  pack: PackDocument,
  items: readonly OpenedItem[],
  text: PdfText,
): Record<string, unknown> {
  const shown = (typed: string): string => text.show(oneLine(typed), acrossPage);
  const about = ({ item }: OpenedItem) => ({
    title: shown(headingText(item.title)),
    source: shown(item.source),
    version: shown(item.version),
    changed: shown(item.changed ?? ''),
  });
  return {
    ...fileFacts({ ...pack, version: pack.footLine }),
    fileTitle: [pack.title, pack.subject].map(oneLine).join(' – '),
    occasion: shown(pack.occasion),
    title: shown(headingText(pack.title)),
    marking: shown(pack.marking),
    headLine: shown(pack.subject),
    footLine: shown(pack.footLine),
    intro: pack.intro.map((paragraph) => shown(paragraph)),
    items: items.flatMap((each): Record<string, unknown>[] => {
      const { opened, name } = each;
      if (opened.kind === 'absent') return [];
      const common = { ...about(each), name };
      return [{ ...common, kind: opened.kind, ...bodyData(opened, common.title, text) }];
    }),
    absent: items.flatMap((each) =>
      each.opened.kind === 'absent'
        ? [{ ...about(each), why: shown(each.opened.why), url: each.opened.url }]
        : [],
    ),
  };
}

function bodyData(
  opened: Exclude<Opened, { readonly kind: 'absent' }>,
  title: string,
  text: PdfText,
): Record<string, unknown> {
  switch (opened.kind) {
    case 'forms':
      return { forms: opened.forms.map((form) => pdfData(form, text)) };
    case 'picture':
      return { file: opened.file, alt: title };
    case 'pages':
      return {
        pages: opened.pages.map(({ width, height }, index) => ({
          flipped: width > height,
          above: `${title}, page ${index + 1} of ${opened.pages.length}`,
        })),
      };
  }
}

/** A4 and what its margins take, in points: as `templates/drawing.typ` has it. */
const paper = { short: 595.28, long: 841.89, side: 56.69, foot: 65.2 } as const;

/** What the template leaves in the file: where a free place begins, in points from the top of its page. */
interface FreePlace {
  readonly page: number;
  readonly top: number;
}

function drawPages(
  document: PDFDocument,
  items: readonly OpenedItem[],
  free: readonly FreePlace[],
): void {
  const foreign = items.flatMap(({ opened, item }) =>
    opened.kind === 'pages'
      ? opened.pages.map((page, index) => ({
          page,
          item,
          alt: `Page ${index + 1} of ${oneLine(item.title)}, a page without text`,
        }))
      : [],
  );
  if (foreign.length !== free.length) throw new Error('The pack has not as many free pages');
  const overlay = new Overlay(document);
  for (const [index, { page, item, alt }] of foreign.entries()) {
    const place = free[index];
    if (!place) continue;
    const [across, up] =
      page.width > page.height ? [paper.long, paper.short] : [paper.short, paper.long];
    const room = {
      x: paper.side,
      top: up - place.top,
      width: across - 2 * paper.side,
      height: up - place.top - paper.foot,
    };
    try {
      overlay.draw(page, place.page, room, alt);
    } catch (cause) {
      throw new Undrawable(item, cause);
    }
  }
  if (foreign.length > 0) dropClaim(document);
}

/** Takes back that the file meets PDF/UA-1: what somebody else laid out need not. */
function dropClaim({ catalog, context }: PDFDocument): void {
  const ref = catalog.get(PDFName.of('Metadata'));
  const metadata = context.lookup(ref);
  if (!(ref instanceof PDFRef && metadata instanceof PDFRawStream)) {
    throw new Error('The file says nothing of itself');
  }
  const text = Buffer.from(metadata.getContents()).toString('utf8');
  const without = text.replace(/<pdfuaid:part>1<\/pdfuaid:part>/, '');
  if (without === text) throw new Error('The file does not say which standard it meets');
  context.assign(ref, PDFRawStream.of(metadata.dict, Buffer.from(without)));
}

interface Start {
  readonly name: string;
  readonly page: number;
}

function placesOf(
  items: readonly OpenedItem[],
  starts: readonly Start[],
  pages: number,
): PlaceInPack[] {
  return items.map(({ name, opened }) => {
    if (opened.kind === 'absent') return { leftOut: opened.why };
    const at = starts.findIndex((start) => start.name === name);
    const firstPage = starts[at]?.page;
    if (firstPage === undefined) throw new Error('A document has no place in the pack');
    return { firstPage, pages: (starts[at + 1]?.page ?? pages + 1) - firstPage };
  });
}
