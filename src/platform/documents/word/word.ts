import {
  BorderStyle,
  HeadingLevel,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { arrange } from '../form/arrange.ts';
import type { Arrangement, Section } from '../form/arrange.ts';
import { extent } from '../form/flow.ts';
import type { FormDocument } from '../form/form-document.ts';
import { lineText, linesOf, normal, remarksOf, spoken } from '../form/lines.ts';
import { fileTitle, footLine, headLine } from '../form/page-lines.ts';
import { headingText, oneLine } from '../form/text.ts';
import { gap, paragraph, WordFlow, words } from './word-flow.ts';
import type { Drawn } from './word-flow.ts';
import { documentOf, packedWord, pagesOf } from './word-page.ts';
import { partProperty } from './word-properties.ts';
import { fingerprintOf } from './word-sections.ts';
import { ink, labelWidth, pageWidth, shade, tableBorders } from './word-styles.ts';

/** More than this may run over the end of a page; less is kept together. */
const longSection = 420;

/**
 * The form as a Word document (Office Open XML): labels at the left, content at the right, headings,
 * repeated table heads, marking and page numbers on every page. The same form gives the same bytes.
 */
export async function renderWord(form: FormDocument): Promise<Uint8Array> {
  const arranged = arrange(form);
  const flow = new WordFlow();
  const lines = { marking: oneLine(form.marking), head: headLine(form), foot: footLine(form) };
  const children = [...headingBlock(form), ...drawArranged(arranged, flow)];
  const said = {
    ...form,
    title: fileTitle(form),
    subject: oneLine(form.subject),
    description: `${oneLine(form.marking)}. ${oneLine(form.version)}.`,
  };
  const document = documentOf({
    said,
    sections: [pagesOf(lines, children)],
    numbering: flow.numbering,
    customProperties: form.origin ? properties(form, form.origin, arranged) : [],
  });
  return packedWord(document, said);
}

/** The labels of a form with their content, and what closes it. */
export function drawForm(form: FormDocument, flow: WordFlow): Drawn[] {
  return drawArranged(arrange(form), flow);
}

function drawArranged({ groups, closing }: Arrangement, flow: WordFlow): Drawn[] {
  return [
    ...groups.flatMap((sections) => drawGroup(sections, flow)),
    ...flow.draw(closing, { style: 'Closing', lists: 0 }),
  ];
}

/** Beside its origin, what each part of the file is told by when it comes back. */
function properties(
  form: FormDocument,
  origin: Readonly<Record<string, string>>,
  { groups, closing }: Arrangement,
): { name: string; value: string }[] {
  const sections = groups.flat();
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
