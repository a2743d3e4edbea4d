import { Document, Footer, Header, Packer, PageNumber, Paragraph, Tab, TextRun } from 'docx';
import type { INumberingOptions, IPropertiesOptions, ISectionOptions } from 'docx';
import type { Drawn } from './word-flow.ts';
import { coreProperties } from './word-properties.ts';
import type { SaidOfFile } from './word-properties.ts';
import { thin, wordStyles } from './word-styles.ts';
import { withFixedDates } from './zip-dates.ts';

const producer = 'Trajectory';

/** What stands at the top and at the foot of every page. */
export interface PageLines {
  readonly marking: string;
  readonly head: string;
  readonly foot: string;
}

/** Paragraphs and tables on A4 pages with a marking, what they are of, and their numbers. */
export function pagesOf(lines: PageLines, children: readonly Drawn[]): ISectionOptions {
  return {
    properties: {
      page: {
        size: { width: 11906, height: 16838 },
        margin: { top: 1440, bottom: 1300, left: 1134, right: 1134, header: 680, footer: 600 },
      },
    },
    headers: { default: new Header({ children: [pageHead(lines)] }) },
    footers: { default: new Footer({ children: [pageFoot(lines)] }) },
    children,
  };
}

interface WordFile {
  readonly said: SaidOfFile;
  readonly sections: readonly ISectionOptions[];
  readonly numbering: INumberingOptions;
  readonly customProperties?: IPropertiesOptions['customProperties'];
}

/** The document of a Word file in the product's styles. */
export function documentOf({ said, sections, numbering, customProperties }: WordFile): Document {
  return new Document({
    title: said.title,
    creator: producer,
    lastModifiedBy: producer,
    ...(customProperties && { customProperties }),
    styles: wordStyles,
    numbering,
    // Word's own layout since 2013; without it the file opens in compatibility mode.
    compatibility: { version: 15 },
    sections,
  });
}

/** The file, with the same bytes for the same document. */
export async function packedWord(document: Document, said: SaidOfFile): Promise<Uint8Array> {
  const file = await Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(said, producer) },
  ]);
  return withFixedDates(file);
}

function pageHead({ marking, head }: PageLines): Paragraph {
  return new Paragraph({
    style: 'PageLine',
    border: { bottom: { ...thin, space: 5 } },
    children: [
      new TextRun({ text: marking, bold: true }),
      new TextRun({ children: [new Tab(), head] }),
    ],
  });
}

/** So many letters of the foot leave room for the number of the page beside them. */
const shortFoot = 84;

function pageFoot({ foot }: PageLines): Paragraph {
  const page = ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES];
  return new Paragraph({
    style: 'PageLine',
    border: { top: { ...thin, space: 5 } },
    children: [
      new TextRun({ text: foot }),
      foot.length <= shortFoot
        ? new TextRun({ children: [new Tab(), ...page] })
        : new TextRun({ break: 1, children: page }),
    ],
  });
}
