import {
  Bookmark,
  BookmarkEnd,
  BookmarkStart,
  HeadingLevel,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { INumberingOptions, IParagraphOptions } from 'docx';
import { assertNever } from '#kernel/assert-never.ts';
import { columnShares } from '../form/columns.ts';
import { cellText, plainText, rowExtent } from '../form/flow.ts';
import type { Cell, Flow, Inline, TableFlow } from '../form/flow.ts';
import { directionRuns, readsRightToLeft } from '../form/text.ts';
import { indentStep, listLevels, pageWidth, shade, tableBorders } from './word-styles.ts';

const headings = [
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
];

/** A row of a table longer than this may run over the end of a page. */
const longTableRow = 900;

/** Where a paragraph stands: its style, and how deep in lists. */
interface Place {
  readonly style?: string;
  readonly lists: number;
}

export type Drawn = Paragraph | Table;

/** A bookmark with a number of its document: the library numbers them on from one document to the next. */
class Mark extends Bookmark {
  override readonly start: BookmarkStart;
  override readonly end: BookmarkEnd;
  constructor(name: string, number: number) {
    super({ id: name, children: [] });
    this.start = new BookmarkStart(name, number);
    this.end = new BookmarkEnd(number);
  }
}

/** Draws flows as Word's paragraphs and tables, and collects the numbering that their lists need. */
export class WordFlow {
  private readonly lists: { reference: string; ordered: boolean; start: number }[] = [];
  private bookmarks = 0;
  private readonly isMarked: boolean;

  /** Without marks for a file that is not read again: two forms in one would have the same. */
  constructor({ marks = true }: { readonly marks?: boolean } = {}) {
    this.isMarked = marks;
  }

  /**
   * Bookmarks at the beginning of a paragraph: Word and LibreOffice keep them through editing, and
   * those that begin with a line they hide. Letters, figures and lines, at most 40.
   */
  mark(kind: 's' | 'p' | `c${number}`, key: string | undefined): Mark[] {
    return key === undefined || !this.isMarked ? [] : this.anchor(bookmarkName(kind, key));
  }

  /** A place that a link in the file leads to. */
  anchor(name: string): Mark[] {
    this.bookmarks += 1;
    return [new Mark(name, this.bookmarks)];
  }

  get numbering(): INumberingOptions {
    return {
      config: this.lists.map(({ reference, ordered, start }) => ({
        reference,
        levels: listLevels(ordered, start),
      })),
    };
  }

  draw(flows: readonly Flow[], place: Place = { lists: 0 }): Drawn[] {
    return flows.flatMap((flow, index): Drawn[] => {
      switch (flow.kind) {
        case 'paragraph':
          return [paragraph(flow.text, placed(place), this.mark('p', flow.key))];
        case 'heading':
          return [
            paragraph(flow.text, { heading: headings[flow.depth - 1] ?? HeadingLevel.HEADING_6 }),
          ];
        case 'list':
          return this.list(flow, place);
        case 'quote':
          return this.draw(flow.content, { ...place, style: 'Quotation' });
        case 'remark':
          return this.draw(flow.content, { ...place, style: 'Remark' });
        case 'table':
          return [...this.table(flow), ...(index < flows.length - 1 ? [gap()] : [])];
        default:
          return assertNever(flow);
      }
    });
  }

  private list(flow: Extract<Flow, { kind: 'list' }>, place: Place): Drawn[] {
    // A numbering of its own for every list: in Word, lists of one numbering go on counting.
    const reference = `list-${this.lists.length + 1}`;
    this.lists.push({ reference, ordered: flow.ordered, start: flow.start });
    return flow.items.flatMap((item) => {
      const [first, ...rest] = item;
      const lead = first?.kind === 'paragraph' ? first.text : [];
      const following = first?.kind === 'paragraph' ? rest : item;
      return [
        paragraph(lead, {
          style: place.style ?? 'ListParagraph',
          numbering: { reference, level: Math.min(place.lists, 4) },
        }),
        ...this.draw(following, { ...place, lists: place.lists + 1 }),
      ];
    });
  }

  private table(flow: TableFlow): Drawn[] {
    const widths = columnShares(flow).map((share) => Math.round(share * pageWidth));
    const style = flow.head.length > 4 ? 'SmallTableText' : 'TableText';
    const cell = (content: Cell, column: number, header: boolean, key?: string): TableCell => {
      const marks = this.mark(`c${column}`, key);
      return new TableCell({
        width: { size: widths[column] ?? 0, type: WidthType.DXA },
        ...(header && { shading: shade }),
        children:
          cellText(content) === ''
            ? [new Paragraph({ style, children: marks })]
            : content.map((text, index) =>
                paragraph(
                  header ? text.map(inBold) : text,
                  { style, keepNext: header },
                  index === 0 ? marks : [],
                ),
              ),
      });
    };
    const table = new Table({
      width: { size: pageWidth, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      // Said, because some programs would turn the columns round when the first cell holds Arabic.
      visuallyRightToLeft: false,
      columnWidths: widths,
      borders: tableBorders,
      margins: { top: 70, bottom: 30, left: 100, right: 100 },
      tableLook: { firstRow: true, firstColumn: true, noHBand: true, noVBand: true },
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: flow.head.map((content, column) => cell(content, column, true)),
        }),
        ...flow.rows.map(
          (row, index) =>
            new TableRow({
              cantSplit: rowExtent(row) <= longTableRow,
              children: row.map((content, column) =>
                cell(content, column, false, flow.keys?.[index]),
              ),
            }),
        ),
      ],
    });
    const caption =
      flow.caption === '' ? [] : [paragraph(words(flow.caption), { style: 'Caption' })];
    return [...caption, table];
  }
}

function placed({ style, lists }: Place): IParagraphOptions {
  return {
    ...(style !== undefined && { style }),
    ...(lists > 0 && { indent: { left: indentStep * lists } }),
  };
}

/** One paragraph, with the direction that its text is read in. */
export function paragraph(
  text: readonly Inline[],
  options: IParagraphOptions = {},
  marks: readonly Mark[] = [],
): Paragraph {
  return new Paragraph({
    ...options,
    ...(readsRightToLeft(plainText(text)) && { bidirectional: true }),
    children: [...marks, ...text.flatMap(runs)],
  });
}

export function words(text: string): Inline[] {
  return [{ kind: 'text', text }];
}

function runs(inline: Inline): TextRun[] {
  if (inline.kind === 'line-end') return [new TextRun({ break: 1 })];
  const { bold = false, italic = false, strike = false } = inline;
  return directionRuns(inline.text).map(
    ({ text, rightToLeft }) =>
      new TextRun({
        text,
        ...(bold && { bold }),
        ...(italic && { italics: italic }),
        ...(strike && { strike }),
        ...(rightToLeft && { rightToLeft }),
      }),
  );
}

/** Without a paragraph after it, a table in Word grows together with the next one. */
export function gap(): Paragraph {
  return new Paragraph({ style: 'Gap' });
}

/** The bookmark of a row of the form (s), a paragraph (p), or a cell in a column of a table (c0 …). */
export function bookmarkName(kind: string, key: string): string {
  return `_${kind}_${key.replaceAll('-', '_')}`;
}

function inBold(inline: Inline): Inline {
  return inline.kind === 'text' ? { ...inline, bold: true } : inline;
}
