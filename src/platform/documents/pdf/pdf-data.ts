import { assertNever } from '#kernel/assert-never.ts';
import { arrange } from '../form/arrange.ts';
import type { Section } from '../form/arrange.ts';
import { columnRoom, columnShares } from '../form/columns.ts';
import { families } from './fonts.ts';
import { extent, plainText, rowExtent } from '../form/flow.ts';
import type { Cell, Flow, Inline, TableFlow } from '../form/flow.ts';
import type { FormDocument } from '../form/form-document.ts';
import { fileTitle, footLine, headLine } from '../form/page-lines.ts';
import type { PdfText } from './pdf-text.ts';
import { headingText, oneLine, readsRightToLeft } from '../form/text.ts';

const namedCharacters =
  'Where this file shows [U+…], a character was typed that its fonts do not hold. The Word copy holds it as it was typed.';

/** Roughly how many ordinary letters of the text's size fit on a line across the page, beside a label and in it. */
export const acrossPage = 62;
const besideLabel = 42;
const inLabel = 15;

/** More than this is let run over the end of a page; less is kept together. */
const longSection = 420;
const longTableRow = 900;

/** The form as `templates/form.typ` reads it: plain data, every text ready to be drawn. */
export function pdfData(form: FormDocument, text: PdfText): Record<string, unknown> {
  const { groups, closing } = arrange(form);
  const shown = (typed: string): string => text.show(oneLine(typed), besideLabel);
  const parts = groups.flatMap((sections) => partsOf(sections, text));
  const ending = drawn(closing, text, acrossPage);
  return {
    ...fileFacts(form),
    fileTitle: fileTitle(form),
    process: shown(form.process),
    title: shown(headingText(form.title)),
    marking: shown(form.marking),
    version: shown(form.version),
    headLine: text.show(headLine(form), besideLabel),
    footLine: text.show(footLine(form), besideLabel),
    parts,
    // A last page with a line or two of it alone is a page too many.
    closingIsLong: form.closing.join('').length > longTableRow,
    closing: text.named
      ? [
          ...ending,
          ...drawn(
            [{ kind: 'paragraph', text: [{ kind: 'text', text: namedCharacters }] }],
            text,
            acrossPage,
          ),
        ]
      : ending,
  };
}

/** What a file says of itself beside its title, and the fonts that it is drawn with. */
export function fileFacts({
  marking,
  version,
  author,
  created,
}: Pick<FormDocument, 'marking' | 'version' | 'author' | 'created'>): Record<string, unknown> {
  return {
    fileDescription: `${oneLine(marking)}. ${oneLine(version)}.`,
    authors: author === undefined ? [] : [oneLine(author)],
    created: dateParts(created),
    fonts: families.map((family) => family.name),
  };
}

/** Runs of sections that share one table, and wide sections between them. */
function partsOf(sections: readonly Section[], text: PdfText): Record<string, unknown>[] {
  const parts: { wide: boolean; sections: Record<string, unknown>[] }[] = [];
  for (const section of sections) {
    const drawnSection = {
      label: text.show(section.label, section.wide ? acrossPage : inLabel),
      content: drawn(section.content, text, section.wide ? acrossPage : besideLabel),
      long: extent(section.content) > longSection,
    };
    const last = parts.at(-1);
    if (last && !last.wide && !section.wide) last.sections.push(drawnSection);
    else parts.push({ wide: section.wide, sections: [drawnSection] });
  }
  return parts.map((part, index) => ({
    wide: part.wide,
    ...(part.wide ? { section: part.sections[0] } : { sections: part.sections }),
    endsGroup: index === parts.length - 1,
  }));
}

function drawn(flows: readonly Flow[], text: PdfText, room: number): Record<string, unknown>[] {
  return flows.map((flow) => {
    switch (flow.kind) {
      case 'paragraph':
      case 'heading':
        return { ...flow, ...piece(flow.text, text, room) };
      case 'list':
        return { ...flow, items: flow.items.map((item) => drawn(item, text, room - 4)) };
      case 'quote':
      case 'remark':
        return { ...flow, content: drawn(flow.content, text, room - 4) };
      case 'table':
        return drawnTable(flow, text);
      default:
        return assertNever(flow);
    }
  });
}

function drawnTable(table: TableFlow, text: PdfText): Record<string, unknown> {
  const shares = columnShares(table);
  const cells = (row: readonly Cell[]): unknown[] =>
    row.map((cell, column) => {
      const room = columnRoom(shares[column] ?? 0);
      return cell.map((paragraph) => piece(paragraph, text, room));
    });
  return {
    kind: 'table',
    caption: text.show(table.caption, acrossPage),
    shares,
    head: cells(table.head),
    rows: table.rows.map((row) => ({ cells: cells(row), long: rowExtent(row) > longTableRow })),
  };
}

function piece(
  inlines: readonly Inline[],
  text: PdfText,
  room: number,
): { rtl: boolean; text: Inline[] } {
  return {
    rtl: readsRightToLeft(plainText(inlines)),
    text: inlines.map((inline) =>
      inline.kind === 'text' ? { ...inline, text: text.show(inline.text, room) } : inline,
    ),
  };
}

function dateParts(instant: Date): Record<string, number> {
  return {
    year: instant.getUTCFullYear(),
    month: instant.getUTCMonth() + 1,
    day: instant.getUTCDate(),
    hour: instant.getUTCHours(),
    minute: instant.getUTCMinutes(),
    second: instant.getUTCSeconds(),
  };
}
