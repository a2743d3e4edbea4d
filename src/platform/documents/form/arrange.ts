import { assertNever } from '#kernel/assert-never.ts';
import { lines, tableFlow } from './flow.ts';
import type { Cell, Flow, Inline } from './flow.ts';
import type { Block, FormDocument } from './form-document.ts';
import { markdownFlow } from './markdown.ts';
import { headingText, oneLine, printable } from './text.ts';

/** A form arranged for the page. */
export interface Arrangement {
  readonly groups: readonly (readonly Section[])[];
  readonly closing: readonly Flow[];
}
export interface Section {
  readonly label: string;
  readonly content: readonly Flow[];
  /** The label stands above and the content takes the whole width, because there is a table in it. */
  readonly wide: boolean;
  readonly key: string | undefined;
}

export function arrange(form: FormDocument): Arrangement {
  const groups: Section[][] = [];
  let group: number | undefined;
  for (const row of form.rows) {
    const content = row.blocks.flatMap(flowOf);
    const section = {
      label: headingText(row.label),
      content,
      wide: content.some((flow) => flow.kind === 'table'),
      key: row.key,
    };
    const last = groups.at(-1);
    if (last && group === row.group) last.push(section);
    else groups.push([section]);
    group = row.group;
  }
  return { groups, closing: form.closing.flatMap(paragraphs) };
}

export function flowOf(block: Block): Flow[] {
  switch (block.kind) {
    case 'paragraph': {
      const [first, ...more] = paragraphs(block.text);
      const { key } = block;
      if (first?.kind !== 'paragraph' || key === undefined) return paragraphs(block.text);
      return [{ ...first, key }, ...more];
    }
    case 'list': {
      const items = block.items.map(paragraphs).filter((item) => item.length > 0);
      return items.length > 0 ? [{ kind: 'list', ordered: block.ordered, start: 1, items }] : [];
    }
    case 'markdown':
      return markdownFlow(printable(block.text));
    case 'table':
      return [
        {
          ...tableFlow(
            block.caption,
            block.head.map(cellOf),
            block.rows.map((row) => row.map(cellOf)),
          ),
          ...(block.keys && { keys: block.keys }),
        },
      ];
    case 'remark': {
      const [first, ...rest] = paragraphs(block.text);
      const lead: Inline = {
        kind: 'text',
        text: `${oneLine(block.by)}${first ? ': ' : '.'}`,
        bold: true,
      };
      const words = first?.kind === 'paragraph' ? first.text : [];
      return [
        { kind: 'remark', content: [{ kind: 'paragraph', text: [lead, ...words] }, ...rest] },
      ];
    }
    default:
      return assertNever(block);
  }
}

/** Plain text: a blank line ends a paragraph, a single line end stays one. */
function paragraphs(text: string): Flow[] {
  return textParagraphs(text).map((inlines) => ({ kind: 'paragraph', text: inlines }));
}

/** The paragraphs of a cell that holds plain text. */
export function cellOf(text: string): Cell {
  return textParagraphs(text);
}

function textParagraphs(text: string): Inline[][] {
  return printable(text)
    .split(/\n[ \n]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map(lines);
}
