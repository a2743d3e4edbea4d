import { assertNever } from '#kernel/assert-never.ts';
import { oneLine } from './text.ts';

/** A stretch of text in one style, or the end of a line within a paragraph. */
export type Inline =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly bold?: boolean;
      readonly italic?: boolean;
      readonly strike?: boolean;
    }
  | { readonly kind: 'line-end' };

/** What both layouts draw: blocks with Markdown already read and every text printable. */
export type Flow =
  | ({
      readonly kind: 'paragraph';
      readonly text: readonly Inline[];
      readonly key?: string;
    } & Sourced)
  /** `depth` 1 is the first level below the row's label; depths never skip a level. */
  | ({
      readonly kind: 'heading';
      readonly depth: number;
      readonly text: readonly Inline[];
    } & Sourced)
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly (readonly Flow[])[];
    }
  | { readonly kind: 'quote'; readonly content: readonly Flow[] }
  | { readonly kind: 'remark'; readonly content: readonly Flow[] }
  | TableFlow;

/** Which lines of Markdown it was read from: the first, and the one after the last, from 0. */
interface Sourced {
  readonly source?: readonly [number, number];
}

export interface TableFlow extends Sourced {
  readonly kind: 'table';
  readonly caption: string;
  readonly head: readonly Cell[];
  /** Every row has as many cells as the head. */
  readonly rows: readonly (readonly Cell[])[];
  readonly keys?: readonly string[];
}
export type Cell = readonly (readonly Inline[])[];

/** A table whose rows all have the same number of cells. */
export function tableFlow(
  caption: string,
  head: readonly Cell[],
  rows: readonly (readonly Cell[])[],
): TableFlow {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), Math.max(1, head.length));
  const filled = (cells: readonly Cell[]): Cell[] =>
    Array.from({ length: columns }, (_, column) => cells[column] ?? []);
  return { kind: 'table', caption: oneLine(caption), head: filled(head), rows: rows.map(filled) };
}

/** The lines of one paragraph. */
export function lines(paragraph: string): Inline[] {
  return paragraph
    .split('\n')
    .flatMap((line, index): Inline[] => [
      ...(index > 0 ? [{ kind: 'line-end' } as const] : []),
      { kind: 'text', text: line.trim() },
    ]);
}

export function plainText(inlines: readonly Inline[]): string {
  return inlines.map((inline) => (inline.kind === 'text' ? inline.text : ' ')).join('');
}

/** How many characters there are to read: decides whether a row may be kept on one page. */
export function extent(flows: readonly Flow[]): number {
  return flows.reduce((sum, flow) => {
    switch (flow.kind) {
      case 'paragraph':
      case 'heading':
        return sum + plainText(flow.text).length + 60;
      case 'list':
        return sum + flow.items.reduce((total, item) => total + extent(item), 0);
      case 'quote':
      case 'remark':
        return sum + extent(flow.content);
      case 'table':
        return sum + [flow.head, ...flow.rows].reduce((total, row) => total + rowExtent(row), 0);
      default:
        return assertNever(flow);
    }
  }, 0);
}

export function rowExtent(row: readonly Cell[]): number {
  return row.reduce((sum, cell) => sum + cellText(cell).length, 0);
}

export function cellText(cell: Cell): string {
  return cell.map(plainText).join('\n');
}
