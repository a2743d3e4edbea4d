import {
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { arrange } from './arrange.ts';
import type { Section } from './arrange.ts';
import { extent } from './flow.ts';
import type { Flow } from './flow.ts';
import type { FormDocument } from './form-document.ts';
import { lineText, linesOf, normal, remarksOf, spoken } from './lines.ts';
import { fileTitle, footLine, headLine } from './page-lines.ts';
import { headingText, oneLine } from './text.ts';
import { gap, paragraph, WordFlow, words } from './word-flow.ts';
import type { Drawn } from './word-flow.ts';
import { coreProperties, partProperty } from './word-properties.ts';
import { fingerprintOf } from './word-sections.ts';
import {
  ink,
  labelWidth,
  pageWidth,
  shade,
  tableBorders,
  thin,
  wordStyles,
} from './word-styles.ts';
import { withFixedDates } from './zip-dates.ts';

/** More than this may run over the end of a page; less is kept together. */
const longSection = 420;

const producer = 'Trajectory';

/**
 * The form as a Word document (Office Open XML): labels at the left, content at the right, headings,
 * repeated table heads, marking and page numbers on every page. The same form gives the same bytes.
 */
export async function renderWord(form: FormDocument): Promise<Uint8Array> {
  const { groups, closing } = arrange(form);
  const flow = new WordFlow();
  const children = [
    ...headingBlock(form),
    ...groups.flatMap((sections) => drawGroup(sections, flow)),
    ...flow.draw(closing, { style: 'Closing', lists: 0 }),
  ];
  const document = new Document({
    title: fileTitle(form),
    creator: producer,
    lastModifiedBy: producer,
    customProperties: form.origin ? properties(form, form.origin, groups.flat(), closing) : [],
    styles: wordStyles,
    numbering: flow.numbering,
    // Word's own layout since 2013; without it the file opens in compatibility mode.
    compatibility: { version: 15 },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1440, bottom: 1300, left: 1134, right: 1134, header: 680, footer: 600 },
          },
        },
        headers: { default: new Header({ children: [pageHead(form)] }) },
        footers: { default: new Footer({ children: [pageFoot(form)] }) },
        children,
      },
    ],
  });
  const file = await Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(form, producer) },
  ]);
  return withFixedDates(file);
}

/** Beside its origin, what each part of the file is told by when it comes back. */
function properties(
  form: FormDocument,
  origin: Readonly<Record<string, string>>,
  sections: readonly Section[],
  closing: readonly Flow[],
): { name: string; value: string }[] {
  const heading = [oneLine(form.process), headingText(form.title), markingLine(form).join(' ')];
  return Object.entries({
    ...origin,
    [partProperty('heading')]: fingerprintOf(heading.map(words).map(normal).map(spoken)),
    [partProperty('remarks')]: fingerprintOf(sections.flatMap(({ content }) => remarksOf(content))),
    [partProperty('closing')]: fingerprintOf(linesOf(closing).map(lineText)),
    ...Object.fromEntries(
      sections.flatMap(({ key, content }) =>
        key === undefined ? [] : [[partProperty(key), fingerprintOf(linesOf(content))]],
      ),
    ),
  }).map(([name, value]) => ({ name, value }));
}

function markingLine(form: FormDocument): [string, string] {
  return [oneLine(form.marking), oneLine(form.version)];
}

function headingBlock(form: FormDocument): Drawn[] {
  return [
    paragraph(words(oneLine(form.process)), { heading: HeadingLevel.TITLE }),
    paragraph(words(headingText(form.title)), { heading: HeadingLevel.HEADING_1 }),
    new Paragraph({
      style: 'Marking',
      children: [
        new TextRun({
          text: markingLine(form)[0],
          bold: true,
          border: { style: BorderStyle.SINGLE, size: 8, color: ink, space: 4 },
        }),
        new TextRun({ children: [new Tab(), markingLine(form)[1]], size: 22 }),
      ],
    }),
  ];
}

function drawGroup(sections: readonly Section[], flow: WordFlow): Drawn[] {
  const drawn: Drawn[] = [];
  let narrow: Section[] = [];
  const endTable = (): void => {
    if (narrow.length > 0) drawn.push(labelTable(narrow, flow));
    narrow = [];
  };
  for (const section of sections) {
    if (!section.wide) {
      narrow.push(section);
      continue;
    }
    endTable();
    drawn.push(
      paragraph(words(section.label), { style: 'WideLabel' }, flow.mark('s', section.key)),
      ...flow.draw(section.content),
      gap(),
    );
  }
  if (narrow.length > 0) drawn.push(labelTable(narrow, flow), gap());
  return drawn;
}

function labelTable(sections: readonly Section[], flow: WordFlow): Table {
  const contentWidth = pageWidth - labelWidth;
  return new Table({
    width: { size: pageWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    // Said, because some programs would turn the columns round when the first cell holds Arabic.
    visuallyRightToLeft: false,
    columnWidths: [labelWidth, contentWidth],
    borders: tableBorders,
    margins: { top: 110, bottom: 20, left: 140, right: 140 },
    // The first column holds the row headers.
    tableLook: { firstRow: false, firstColumn: true, noHBand: true, noVBand: true },
    rows: sections.map((section) => {
      const content = flow.draw(section.content);
      return new TableRow({
        cantSplit: extent(section.content) <= longSection,
        children: [
          new TableCell({
            width: { size: labelWidth, type: WidthType.DXA },
            shading: shade,
            children: [
              paragraph(
                words(section.label),
                { heading: HeadingLevel.HEADING_2 },
                flow.mark('s', section.key),
              ),
            ],
          }),
          new TableCell({
            width: { size: contentWidth, type: WidthType.DXA },
            children: content.length > 0 ? content : [new Paragraph({})],
          }),
        ],
      });
    }),
  });
}

function pageHead(form: FormDocument): Paragraph {
  return new Paragraph({
    style: 'PageLine',
    border: { bottom: { ...thin, space: 5 } },
    children: [
      new TextRun({ text: oneLine(form.marking), bold: true }),
      new TextRun({ children: [new Tab(), headLine(form)] }),
    ],
  });
}

/** So many letters of the foot leave room for the number of the page beside them. */
const shortFoot = 84;

function pageFoot(form: FormDocument): Paragraph {
  const text = footLine(form);
  const page = ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES];
  return new Paragraph({
    style: 'PageLine',
    border: { top: { ...thin, space: 5 } },
    children: [
      new TextRun({ text }),
      text.length <= shortFoot
        ? new TextRun({ children: [new Tab(), ...page] })
        : new TextRun({ break: 1, children: page }),
    ],
  });
}
