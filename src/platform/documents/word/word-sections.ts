import { createHash } from 'node:crypto';
import type { Inline } from '../form/flow.ts';
import { isSaid, keyOf, lineText, normal, unstyled } from '../form/lines.ts';
import type { Line } from '../form/lines.ts';
import type { WordPiece, WordRow, WordText } from './read-word.ts';
import { bookmarkName } from './word-flow.ts';

/** A row of the form that a Word file may have. */
export interface KnownRow {
  readonly key: string;
  readonly label: string;
}

/** A Word file told apart by the labels of a form. */
export interface WordSections {
  /** What stands under each label that was found, by key. */
  readonly rows: ReadonlyMap<string, readonly WordPiece[]>;
  /** What stands before the first label, paragraph by paragraph. */
  readonly heading: readonly string[];
  /** What stands after the last. */
  readonly closing: readonly string[];
  /** What stands under no label. */
  readonly outside: readonly string[];
}

const labelStyles = new Set(['heading 2', 'label across the page']);
/** Deeper headings look like these. */
const deepestHeading = 4;
const closingStyle = 'closing lines';
const remarkStyle = 'remark';

/**
 * Finds the rows of a form by their marks, or by their labels: those may differ in case, numbering,
 * and the colon at their end. A file that has marks is read by them and by the styles of labels; in
 * one without, a paragraph that says nothing but a label is one.
 */
export function sectionsIn({ body }: WordText, known: readonly KnownRow[]): WordSections {
  const byMark = new Map(known.map(({ key }) => [bookmarkName('s', key), key]));
  const byLabel = new Map(known.map(({ key, label }) => [plainLabel(label), key]));
  const isOurs = allMarks(body).some((mark) => byMark.has(mark));
  const rows = new Map<string, WordPiece[]>();
  const heading: string[] = [];
  const closing: string[] = [];
  const outside: string[] = [];
  let current: string | undefined;

  /** The label that some pieces begin with, and what follows it among them. */
  const labelIn = (
    pieces: readonly WordPiece[],
    isCell: boolean,
  ): { readonly key: string; readonly rest: readonly WordPiece[] } | undefined => {
    const at = pieces.findIndex((piece) => textOf(piece) !== '');
    const [first] = pieces.slice(Math.max(0, at));
    if (first?.kind !== 'line') return undefined;
    const rest = pieces.slice(Math.max(0, at) + 1);
    const marked = first.marks.map((mark) => byMark.get(mark)).find((key) => key !== undefined);
    if (marked !== undefined) return { key: marked, rest };
    const key = byLabel.get(plainLabel(textOf(first)));
    if (key === undefined || labelStyles.has(first.style))
      return key === undefined ? key : { key, rest };
    const isLabel = !isOurs && (isCell || first.line.kind === 'heading' || looksLikeLabel(first));
    return isLabel ? { key, rest } : undefined;
  };
  const put = (pieces: readonly WordPiece[]): void => {
    const texts = pieces.map(textOf).filter((text) => text !== '');
    if (current !== undefined) rows.get(current)?.push(...pieces);
    else if (rows.size === 0) heading.push(...texts);
    else outside.push(...texts);
  };
  const begin = (key: string): void => {
    // A label that comes twice has both texts.
    if (!rows.has(key)) rows.set(key, []);
    current = key;
  };
  const labelOfRow = ({ cells }: WordRow) => {
    const at = cells.findIndex((cell) => cell.some((piece) => textOf(piece) !== ''));
    const label = at < 0 ? undefined : labelIn(cells[at] ?? [], true);
    return label && { key: label.key, content: [...label.rest, ...cells.slice(at + 1).flat()] };
  };

  for (const piece of body) {
    if (piece.kind === 'line') {
      if (piece.style === closingStyle) {
        current = undefined;
        if (textOf(piece) !== '') closing.push(textOf(piece));
        continue;
      }
      const label = labelIn([piece], false);
      if (label) begin(label.key);
      else put([piece]);
      continue;
    }
    const labels = piece.rows.map(labelOfRow);
    if (labels.every((label) => label === undefined)) {
      put([piece]);
      continue;
    }
    piece.rows.forEach((row, index) => {
      const label = labels[index];
      if (label) begin(label.key);
      put(label?.content ?? row.cells.flat());
    });
    // A paragraph after a table of labels stands under none of them, but for one that has all of its
    // text below the table.
    const last = labels.at(-1);
    const isAlone = last?.content.every((each) => textOf(each) === '') === true;
    if (isOurs || !isAlone) current = undefined;
  }
  return { rows, heading, closing, outside };
}

/** "School and venue" of "1. School & Venue:" */
function plainLabel(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\s*(\d+|[a-z])[.)]\s*/, '')
    .replaceAll('&', ' and ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function looksLikeLabel({ line }: Extract<WordPiece, { kind: 'line' }>): boolean {
  const isBold = line.text.every((inline) => inline.kind === 'text' && inline.bold === true);
  return isBold || lineText(line).endsWith(':');
}

/** Whether there is more under a label than a section of a record takes: it is not compared. */
export function isTooMuch(pieces: readonly WordPiece[]): boolean {
  return (
    pieces.length > 4000 ||
    pieces.reduce((total, piece) => total + textOf(piece).length, 0) > 100_000
  );
}

/** What stands under a label, in the form in which texts are compared. Remarks are left out. */
export function linesIn(pieces: readonly WordPiece[]): Line[] {
  const found = pieces.flatMap((piece): Line[] => {
    if (piece.kind === 'table') return [tableLine(piece)];
    return piece.style === remarkStyle ? [] : [piece.line];
  });
  return steady(found.filter(isSaid));
}

/** What is said beside the text under a label. */
export function remarksIn(pieces: readonly WordPiece[]): string[] {
  return pieces.flatMap((piece) =>
    piece.kind === 'line' && piece.style === remarkStyle && isSaid(piece.line)
      ? [lineText(piece.line)]
      : [],
  );
}

function tableLine({ rows }: Extract<WordPiece, { kind: 'table' }>): Line {
  return {
    kind: 'table',
    rows: rows.map(({ cells }, index) =>
      cells.map((cell) => {
        const text = cellInlines(cell);
        return normal(index === 0 ? text.map(unstyled) : text);
      }),
    ),
  };
}

/** The paragraphs of a cell as the lines of one; a table within it as its words. */
export function cellInlines(cell: readonly WordPiece[]): Inline[] {
  return cell
    .filter((piece) => textOf(piece) !== '')
    .flatMap((piece, index) => [
      ...(index > 0 ? [{ kind: 'line-end' } as const] : []),
      ...(piece.kind === 'line'
        ? piece.line.text
        : [{ kind: 'text', text: textOf(piece).replaceAll('\n', ' ') } as const]),
    ]);
}

/** Headings that do not skip a level, as Markdown's are drawn. */
function steady(lines: readonly Line[]): Line[] {
  const open: number[] = [];
  return lines.map((line) => {
    if (line.kind !== 'heading') return line;
    while ((open.at(-1) ?? 0) >= line.depth) open.pop();
    open.push(line.depth);
    return { ...line, depth: Math.min(open.length, deepestHeading) };
  });
}

/** What a text is told from another by: a stranger's changes show, a program's own do not. */
export function fingerprintOf(lines: readonly (Line | string)[]): string {
  const keys = lines.map((line) => (typeof line === 'string' ? line : keyOf(line)));
  return createHash('sha256').update(JSON.stringify(keys)).digest('hex').slice(0, 16);
}

function allMarks(pieces: readonly WordPiece[]): string[] {
  return pieces.flatMap((piece) =>
    piece.kind === 'line'
      ? piece.marks
      : piece.rows.flatMap(({ cells }) => cells.flatMap(allMarks)),
  );
}

/** What a piece of a Word file says; empty where it says nothing. */
export function textOf(piece: WordPiece): string {
  return piece.kind === 'line'
    ? lineText(piece.line)
    : piece.rows
        .map(({ cells }) =>
          cells
            .map((cell) =>
              cell
                .map(textOf)
                .filter((text) => text !== '')
                .join('\n'),
            )
            .join(' | '),
        )
        .filter((row) => /[^ |]/.test(row))
        .join('\n');
}
