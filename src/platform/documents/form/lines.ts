import { assertNever } from '#kernel/assert-never.ts';
import { plainText } from './flow.ts';
import type { Cell, Flow, Inline } from './flow.ts';
import { isVisible, printable } from './text.ts';

/**
 * One paragraph of a text, or a table, in the form in which two texts are compared: what Word or
 * LibreOffice change of their own accord when they save a file does not show in it.
 */
export type Line =
  | (LineText & { readonly kind: 'paragraph' | 'heading' })
  | (LineText & { readonly kind: 'item'; readonly ordered: boolean })
  | {
      readonly kind: 'table';
      readonly rows: readonly (readonly (readonly Inline[])[])[];
      readonly source?: readonly [number, number];
    };

interface LineText {
  /** Of a heading its level from 1; else how deep in lists the paragraph stands, 0 for in none. */
  readonly depth: number;
  readonly isQuote: boolean;
  readonly text: readonly Inline[];
  readonly source?: readonly [number, number];
}

/** As deep as lists are drawn. */
export const deepestList = 5;

/** What Markdown, or another block of a form, says, paragraph by paragraph. Remarks are left out: they are nobody's to change. */
export function linesOf(flows: readonly Flow[]): Line[] {
  return flows.flatMap((flow) => within(flow, 0, false)).filter(isSaid);
}

/** What is said beside a text: the remarks on it, paragraph by paragraph. */
export function remarksOf(flows: readonly Flow[]): string[] {
  return flows.flatMap((flow) =>
    flow.kind === 'remark' ? linesOf(flow.content).map(lineText) : [],
  );
}

function within(flow: Flow, lists: number, isQuote: boolean): Line[] {
  switch (flow.kind) {
    case 'paragraph':
    case 'heading': {
      const depth = flow.kind === 'heading' ? flow.depth : lists;
      const { kind, text, source } = flow;
      return [{ kind, depth, isQuote, text: normal(text), ...(source && { source }) }];
    }
    case 'list':
      return flow.items.flatMap((item): Line[] => {
        const [first, ...rest] = item;
        const lead = first?.kind === 'paragraph' ? first : undefined;
        return [
          {
            kind: 'item',
            ordered: flow.ordered,
            depth: Math.min(lists + 1, deepestList),
            isQuote,
            text: normal(lead?.text ?? []),
            ...(lead?.source && { source: lead.source }),
          },
          ...(lead ? rest : item).flatMap((each) => within(each, lists + 1, isQuote)),
        ];
      });
    case 'quote':
      return flow.content.flatMap((each) => within(each, lists, true));
    case 'remark':
      return [];
    case 'table': {
      const rows = [flow.head, ...flow.rows].map((row, index) =>
        row.map((cell) => normal(index === 0 ? joined(cell).map(unstyled) : joined(cell))),
      );
      const caption = normal([{ kind: 'text', text: flow.caption }]);
      return [
        { kind: 'paragraph', depth: 0, isQuote: false, text: caption },
        { kind: 'table', rows, ...(flow.source && { source: flow.source }) },
      ];
    }
    default:
      return assertNever(flow);
  }
}

/** The paragraphs of a cell as the lines of one. */
function joined(cell: Cell): Inline[] {
  return cell.flatMap((text, index) => [
    ...(index > 0 ? [{ kind: 'line-end' } as const] : []),
    ...text,
  ]);
}

/** Heads of tables are bold whatever was typed. */
export function unstyled(inline: Inline): Inline {
  return inline.kind === 'text' ? { kind: 'text', text: inline.text } : inline;
}

export function isSaid(line: Line): boolean {
  return line.kind === 'table' || line.text.length > 0;
}

/** What two lines are compared by. */
export function keyOf(line: Line): string {
  const { source: _, ...rest } = line;
  return JSON.stringify(rest);
}

/** Text with no more spaces than are read, each style in one stretch, and none on spaces. */
export function normal(inlines: readonly Inline[]): Inline[] {
  const pieces = inlines.flatMap((inline): Inline[] => {
    if (inline.kind === 'line-end') return [inline];
    const text = printable(inline.text).replaceAll('\u00ad', '').replaceAll(/\s+/g, ' ');
    const { bold = false, italic = false, strike = false } = inline;
    const style = { ...(bold && { bold }), ...(italic && { italic }), ...(strike && { strike }) };
    const words = text.trim();
    const [before, after] = [text.startsWith(' '), words !== '' && text.endsWith(' ')];
    return [
      ...(before ? [plain(' ')] : []),
      ...(words === '' ? [] : [{ kind: 'text', text: words, ...style } as const]),
      ...(after ? [plain(' ')] : []),
    ];
  });
  if (!isVisible(plainText(pieces))) return [];
  const found: Inline[] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (piece.kind === 'line-end') {
      if (last?.kind === 'text' && last.text.trim() === '') found.pop();
      else if (last?.kind === 'text' && last.text.endsWith(' ')) {
        found[found.length - 1] = { ...last, text: last.text.trimEnd() };
      }
      // An empty line within a paragraph has no Markdown.
      if (found.at(-1)?.kind === 'text') found.push(piece);
      continue;
    }
    if (last?.kind !== 'text') {
      const text = piece.text.trimStart();
      if (text !== '') found.push({ ...piece, text });
    } else if (sameStyle(last, piece)) {
      found[found.length - 1] = { ...last, text: tight(last.text + piece.text) };
    } else if (!(piece.text === ' ' && last.text.endsWith(' '))) {
      found.push(last.text.endsWith(' ') ? { ...piece, text: piece.text.trimStart() } : piece);
    }
  }
  return bridged(ended(found));
}

function plain(text: string): Inline {
  return { kind: 'text', text };
}

function tight(text: string): string {
  return text.replaceAll(/ +/g, ' ');
}

function ended(inlines: Inline[]): Inline[] {
  for (let last = inlines.at(-1); last; last = inlines.at(-1)) {
    if (last.kind === 'text' && last.text.trimEnd() !== '') {
      inlines[inlines.length - 1] = { ...last, text: last.text.trimEnd() };
      return inlines;
    }
    inlines.pop();
  }
  return inlines;
}

/** A space between two stretches of one style is of that style. */
function bridged(inlines: readonly Inline[]): Inline[] {
  const found: Inline[] = [];
  for (const inline of inlines) {
    const [before, space] = [found.at(-2), found.at(-1)];
    if (
      inline.kind === 'text' &&
      space?.kind === 'text' &&
      space.text === ' ' &&
      before?.kind === 'text' &&
      sameStyle(before, inline)
    ) {
      found.splice(-2, 2, { ...before, text: `${before.text} ${inline.text}` });
    } else {
      found.push(inline);
    }
  }
  return found;
}

type Text = Extract<Inline, { kind: 'text' }>;

function sameStyle(one: Text, other: Text): boolean {
  return (
    (one.bold ?? false) === (other.bold ?? false) &&
    (one.italic ?? false) === (other.italic ?? false) &&
    (one.strike ?? false) === (other.strike ?? false)
  );
}

/** A line as it is read out. */
export function lineText(line: Line): string {
  return line.kind === 'table'
    ? line.rows.map((row) => row.map(spoken).join(' | ')).join('\n')
    : spoken(line.text);
}

/** The words of a paragraph, its lines ended as they are. */
export function spoken(inlines: readonly Inline[]): string {
  return inlines.map((inline) => (inline.kind === 'text' ? inline.text : '\n')).join('');
}
