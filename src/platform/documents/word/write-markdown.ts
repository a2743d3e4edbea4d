import { diffIndices } from 'node-diff3';
import type { Inline } from '../form/flow.ts';
import { keyOf, linesOf, normal, spoken } from '../form/lines.ts';
import type { Line } from '../form/lines.ts';
import { markdownFlow } from '../form/markdown.ts';
import { printable } from '../form/text.ts';

type Paragraph = Exclude<Line, { kind: 'table' }>;

/** The paragraphs of a Markdown text, as they are compared with what comes back. */
export function markdownLines(text: string): Line[] {
  return linesOf(markdownFlow(printable(text)));
}

/**
 * The Markdown that says these lines: what the text before says already keeps its own Markdown, and
 * only what differs is written anew. Where that cannot be done within the text before, all of it is.
 */
export function revisedMarkdown(before: string, lines: readonly Line[]): string {
  const source = printable(before);
  const wanted = lines.map(keyOf);
  const says = (text: string): boolean => {
    const said = markdownLines(text).map(keyOf);
    return said.length === wanted.length && said.every((key, index) => key === wanted[index]);
  };
  if (says(before)) return before;
  const woven = source.trim() === '' ? undefined : weave(source, lines);
  return woven !== undefined && says(woven) ? woven : writeAll(lines);
}

/** Puts the lines that differ in the place of those they differ from; undefined where a place is not known. */
function weave(source: string, lines: readonly Line[]): string | undefined {
  const old = markdownLines(source);
  const rows = source.split('\n');
  const parts: string[] = [];
  let at = 0;
  const copyTo = (row: number): void => {
    if (row > at) parts.push(rows.slice(at, row).join('\n'));
    at = Math.max(at, row);
  };
  for (const { buffer1, buffer2 } of diffIndices(old.map(keyOf), lines.map(keyOf))) {
    const [from, length] = buffer1;
    const removed = old.slice(from, from + length);
    const added = lines.slice(buffer2[0], buffer2[0] + buffer2[1]);
    if (removed.some((line) => !line.source)) return undefined;
    removed.forEach((line, index) => {
      const [begin, end] = line.source ?? [0, 0];
      copyTo(begin);
      const replacement = added[index];
      if (replacement) {
        const lead = leadOf(rows[begin] ?? '', line, replacement);
        parts.push(written(replacement, lead, lead.replaceAll(/[^>]/g, ' ')));
      }
      at = Math.max(at, end);
    });
    const more = added.slice(removed.length);
    if (more.length === 0) continue;
    const previous = old[from + length - 1];
    if (removed.length === 0) copyTo(previous?.source?.[1] ?? 0);
    for (const [index, line] of more.entries()) {
      const beside = index === 0 ? previous : more[index - 1];
      const isNextItem =
        beside?.kind === 'item' && line.kind === 'item' && beside.depth === line.depth;
      const lead =
        isNextItem && previous?.source
          ? leadOf(rows[previous.source[0]] ?? '', previous, line)
          : '';
      if (
        lead === '' &&
        (line.kind === 'item'
          ? line.depth > 1
          : line.kind !== 'table' && line.kind !== 'heading' && line.depth > 0)
      ) {
        return undefined;
      }
      parts.push(
        ...(isNextItem ? [] : ['']),
        lead === ''
          ? written(line, ownLead(line), ' '.repeat(ownLead(line).length))
          : written(line, lead, lead.replaceAll(/[^>]/g, ' ')),
      );
    }
    const isBetweenItems = more.at(-1)?.kind === 'item' && old[from + length]?.kind === 'item';
    if (!isBetweenItems) parts.push('');
  }
  copyTo(rows.length);
  return parts
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .trimEnd();
}

/** What stands before the words of a line in Markdown, where the new one is of the same kind. */
function leadOf(row: string, line: Line, replacement: Line): string {
  if (line.kind !== replacement.kind || line.kind === 'table') return ownLead(replacement);
  const pattern =
    line.kind === 'heading'
      ? /^\s*#{1,6}\s+/
      : line.kind === 'item'
        ? /^[\s>]*(?:[-*+]|\d+[.)])\s+/
        : /^[\s>]*/;
  return pattern.exec(row)?.[0] ?? ownLead(replacement);
}

function ownLead(line: Line): string {
  switch (line.kind) {
    case 'table':
      return '';
    case 'heading':
      return `${'#'.repeat(line.depth)} `;
    case 'item':
      return `${line.isQuote ? '> ' : ''}${line.ordered ? '1. ' : '- '}`;
    case 'paragraph':
      return line.isQuote ? '> ' : '';
  }
}

/** The whole text anew. */
function writeAll(lines: readonly Line[]): string {
  const parts: string[] = [];
  // Where the words of each list that is open begin.
  let indents: number[] = [];
  // Whether that list stands in a quotation; else what is quoted in it stands in the list.
  let isListQuoted = false;
  let before: Line | undefined;
  for (const line of lines) {
    if (line.kind === 'table' || line.kind === 'heading') indents = [];
    const depth = line.kind === 'item' || line.kind === 'paragraph' ? line.depth : 0;
    const own = line.kind === 'item' ? depth - 1 : depth;
    indents = indents.slice(0, own);
    const quote = line.kind !== 'table' && line.isQuote ? '> ' : '';
    const indent = ' '.repeat(indents.at(-1) ?? 0);
    const marker = line.kind === 'item' ? (line.ordered ? '1. ' : '- ') : '';
    const start =
      line.kind === 'paragraph' && indent !== '' && !isListQuoted
        ? `${indent}${quote}`
        : `${quote}${indent}`;
    if (line.kind === 'item') {
      indents.push((indents.at(-1) ?? 0) + marker.length);
      isListQuoted = line.isQuote;
    }
    const isQuoteToo =
      before !== undefined && before.kind !== 'table' && before.isQuote && quote !== '';
    const isList = before?.kind === 'item' && line.kind === 'item';
    if (before && !isList) parts.push(isQuoteToo ? '>' : '');
    const lead = line.kind === 'heading' ? ownLead(line) : `${start}${marker}`;
    parts.push(written(line, lead, `${start}${' '.repeat(marker.length)}`));
    before = line;
  }
  return parts.join('\n');
}

function written(line: Line, lead: string, following: string): string {
  if (line.kind === 'table') return writeTable(line);
  return `${lead}${wordsOf(line).split('\n').join(`\n${following}`)}`;
}

function writeTable({ rows }: Extract<Line, { kind: 'table' }>): string {
  const [head = [], ...body] = rows;
  const row = (cells: readonly (readonly Inline[])[]): string =>
    `| ${cells.map(cellMarkdown).join(' | ')} |`;
  return [row(head), `|${' --- |'.repeat(Math.max(1, head.length))}`, ...body.map(row)].join('\n');
}

/** A cell as Markdown, as plain as it can be: on one line, and without a line that parts two cells. */
function cellMarkdown(text: readonly Inline[]): string {
  const onOneLine = normal(
    text.map((inline) => (inline.kind === 'line-end' ? { kind: 'text', text: ' ' } : inline)),
  );
  const wanted = JSON.stringify(onOneLine);
  const candidates = [false, true].map((isEscaped) =>
    inlineMarkdown(onOneLine, isEscaped).replaceAll(/(?<!\\)\|/g, String.raw`\|`),
  );
  return (
    candidates.find((cell) => {
      const [table] = markdownLines(`| a |\n| --- |\n| ${cell} |`);
      return table?.kind === 'table' && JSON.stringify(table.rows[1]?.[0]) === wanted;
    }) ??
    candidates.at(-1) ??
    ''
  );
}

/** The words of a line as Markdown: as plain as they can be and still say the same. */
function wordsOf(line: Paragraph): string {
  const same = keyOf({ kind: 'paragraph', depth: 0, isQuote: false, text: line.text });
  const candidates = [false, true].flatMap((isEscaped) => [
    inlineMarkdown(line.text, isEscaped),
    nestedMarkdown(line.text, isEscaped),
  ]);
  return (
    candidates.find((text) => {
      const said = markdownLines(text);
      return said.length === 1 && said[0] !== undefined && keyOf(said[0]) === same;
    }) ?? escaped(spoken(line.text))
  );
}

function inlineMarkdown(text: readonly Inline[], isEscaped: boolean): string {
  return text
    .map((inline) => {
      if (inline.kind === 'line-end') return '\n';
      const words = isEscaped ? escaped(inline.text) : inline.text;
      const around = `${inline.strike === true ? '~~' : ''}${inline.bold === true ? '**' : ''}${inline.italic === true ? '*' : ''}`;
      // The space at either end cannot stand within the marks.
      const [, before = '', said = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(words) ?? [];
      return said === ''
        ? words
        : `${before}${around}${said}${[...around].toReversed().join('')}${after}`;
    })
    .join('');
}

const marks = [
  ['strike', '~~'],
  ['bold', '**'],
  ['italic', '*'],
] as const;

/** The same with styles that go on within each other, where one ends within a word. */
function nestedMarkdown(text: readonly Inline[], isEscaped: boolean): string {
  let open: (typeof marks)[number][] = [];
  let said = '';
  for (const inline of [...text, undefined]) {
    if (inline?.kind === 'line-end') {
      said += '\n';
      continue;
    }
    const wanted = marks.filter(([style]) => inline?.[style] === true);
    const kept = open.findIndex((mark) => !wanted.includes(mark));
    const closing = kept < 0 ? [] : open.slice(kept);
    said += closing
      .toReversed()
      .map(([, mark]) => mark)
      .join('');
    open = open.filter((mark) => !closing.includes(mark));
    const opening = wanted.filter((mark) => !open.includes(mark));
    said += opening.map(([, mark]) => mark).join('');
    open = [...open, ...opening];
    if (inline) said += isEscaped ? escaped(inline.text) : inline.text;
  }
  return said;
}

function escaped(text: string): string {
  return text
    .replaceAll(/[\\*_`[\]<>&~|#!]/g, String.raw`\$&`)
    .replaceAll(/^(\s*)([-+=]|\d+(?=[.)]))/gm, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );
}
