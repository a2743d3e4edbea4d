import {
  ConcreteHyperlink,
  HeadingLevel,
  InternalHyperlink,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { ParagraphChild } from 'docx';
import type { PackDocument, PackItem, PlaceInPack } from './pack-document.ts';
import { headingText, oneLine } from '../form/text.ts';
import { drawForm } from '../word/word.ts';
import { paragraph, WordFlow, words } from '../word/word-flow.ts';
import type { Drawn } from '../word/word-flow.ts';
import { documentOf, packedWord, pagesOf } from '../word/word-page.ts';
import { pageWidth, shade, tableBorders } from '../word/word-styles.ts';

/** Of the documents, and of where each is. */
const columns = [Math.round(pageWidth * 0.64), pageWidth - Math.round(pageWidth * 0.64)] as const;

/**
 * The pack as a Word file, beside the PDF: the list of documents, and in full what the product itself
 * holds. Pages that somebody else laid out cannot be put into a Word file as they are: each is linked,
 * with its page in the PDF. The same pack gives the same bytes.
 */
export async function renderPackWord(
  pack: PackDocument,
  places: readonly PlaceInPack[],
): Promise<Uint8Array> {
  const flow = new WordFlow({ marks: false });
  const links = new Links();
  const lines = {
    marking: oneLine(pack.marking),
    head: oneLine(pack.subject),
    foot: oneLine(pack.footLine),
  };
  const contents = [
    paragraph(words(headingText(pack.title)), { heading: HeadingLevel.TITLE }),
    paragraph([{ kind: 'text', text: oneLine(pack.occasion), bold: true }]),
    ...pack.intro.map((text) => paragraph(words(oneLine(text)))),
    paragraph(
      words(
        'The documents that others made are not in this Word file: they are linked, and are in the PDF.',
      ),
    ),
    contentsTable(pack.items, places, links),
  ];
  const own = pack.items.flatMap((item, index) =>
    item.body.kind === 'forms' ? [pagesOf(lines, ownDocument(item, index, flow))] : [],
  );
  const said = {
    ...pack,
    title: [pack.title, pack.subject].map(oneLine).join(' – '),
    subject: oneLine(pack.subject),
    description: `${oneLine(pack.marking)}. ${oneLine(pack.footLine)}.`,
  };
  const document = documentOf({
    said,
    sections: [pagesOf(lines, contents), ...own],
    numbering: flow.numbering,
  });
  for (const [index, url] of links.urls.entries()) {
    document.Document.Relationships.addRelationship(
      linkName(index),
      'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink',
      url,
      'External',
    );
  }
  return packedWord(document, said);
}

/** Addresses that the file leads to. The library would name each at random, and the bytes would differ. */
class Links {
  readonly urls: string[] = [];

  to(url: string, text: string): ConcreteHyperlink {
    this.urls.push(url);
    return new ConcreteHyperlink([linked(text)], linkName(this.urls.length - 1));
  }
}

const linkName = (index: number): string => `Out${index + 1}`;

const anchorOf = (index: number): string => `document_${index + 1}`;

function linked(text: string): TextRun {
  return new TextRun({ text, style: 'Hyperlink', bold: true });
}

/** What the product holds itself, each form under the title that the list has. */
function ownDocument(item: PackItem, index: number, flow: WordFlow): Drawn[] {
  if (item.body.kind !== 'forms') return [];
  return [
    paragraph(
      words(headingText(item.title)),
      { heading: HeadingLevel.HEADING_1 },
      flow.anchor(anchorOf(index)),
    ),
    ...aboutLines(item).map((line) => paragraph(words(line))),
    ...item.body.forms.flatMap((form, at) => [
      paragraph(
        [
          {
            kind: 'text',
            text: [form.process, form.title, form.dateLine, form.version]
              .map(oneLine)
              .filter((part) => part !== '')
              .join(' · '),
            bold: true,
          },
        ],
        { pageBreakBefore: at > 0, keepNext: true },
      ),
      ...drawForm(form, flow),
    ]),
  ];
}

function aboutLines({ source, version, changed = '' }: PackItem): string[] {
  return [source, version, changed].map(oneLine).filter((line) => line !== '');
}

function contentsTable(
  items: readonly PackItem[],
  places: readonly PlaceInPack[],
  links: Links,
): Table {
  const cell = (column: 0 | 1, children: Paragraph[], isHead = false): TableCell =>
    new TableCell({
      width: { size: columns[column], type: WidthType.DXA },
      ...(isHead && { shading: shade }),
      children,
    });
  const head = (text: string): Paragraph[] => [
    new Paragraph({
      style: 'TableText',
      keepNext: true,
      children: [new TextRun({ text, bold: true })],
    }),
  ];
  return new Table({
    width: { size: pageWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    visuallyRightToLeft: false,
    columnWidths: [...columns],
    borders: tableBorders,
    margins: { top: 70, bottom: 30, left: 100, right: 100 },
    tableLook: { firstRow: true, firstColumn: true, noHBand: true, noVBand: true },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: [cell(0, head('Document'), true), cell(1, head('Where it is'), true)],
      }),
      ...items.map(
        (item, index) =>
          new TableRow({
            cantSplit: true,
            children: [
              cell(0, [
                new Paragraph({ style: 'TableText', children: [titleOf(item, index, links)] }),
                ...aboutLines(item).map((line) => paragraph(words(line), { style: 'TableText' })),
              ]),
              cell(1, [paragraph(words(whereWords(item, places[index])), { style: 'TableText' })]),
            ],
          }),
      ),
    ],
  });
}

function titleOf(item: PackItem, index: number, links: Links): ParagraphChild {
  const title = headingText(item.title);
  if (item.body.kind === 'forms') {
    return new InternalHyperlink({ anchor: anchorOf(index), children: [linked(title)] });
  }
  return item.body.url === ''
    ? new TextRun({ text: title, bold: true })
    : links.to(item.body.url, title);
}

function whereWords({ body }: PackItem, place: PlaceInPack | undefined): string {
  if (place && 'leftOut' in place) return `It is not in the pack. ${place.leftOut}.`;
  const page = place ? `page ${place.firstPage} of the PDF` : 'the PDF';
  return body.kind === 'forms' ? `In this file, and on ${page}` : `On ${page}`;
}
