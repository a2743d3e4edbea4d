import MarkdownIt from 'markdown-it';
import { cellText, lines, plainText, tableFlow } from './flow.ts';
import type { Cell, Flow, Inline, TableFlow } from './flow.ts';
import { isVisible, printable } from './text.ts';

const reader = new MarkdownIt({ html: false, linkify: false, breaks: true });
type Token = ReturnType<typeof reader.parse>[number];

/** Deeper quotations and lists are shown at this depth: a column of one letter cannot be read. */
const deepest = 4;

/** Reads Markdown. HTML in it is text, a link shows its address, a picture shows its description. */
export function markdownFlow(text: string): Flow[] {
  const tokens = new Tokens(reader.parse(text, {}));
  return steadyHeadings(flowUntil(tokens, undefined, 0));
}

class Tokens {
  private readonly tokens: readonly Token[];
  private at = 0;
  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }
  next(): Token | undefined {
    return this.tokens[this.at++];
  }
}

function flowUntil(tokens: Tokens, end: string | undefined, depth: number): Flow[] {
  const flows: Flow[] = [];
  for (let token = tokens.next(); token && token.type !== end; token = tokens.next()) {
    flows.push(...flowOf(token, tokens, depth));
  }
  return flows;
}

function flowOf(token: Token, tokens: Tokens, depth: number): Flow[] {
  switch (token.type) {
    case 'inline': {
      const text = inlines(token.children ?? []);
      return isVisible(plainText(text)) ? [{ kind: 'paragraph', text, ...sourceOf(token) }] : [];
    }
    case 'paragraph_open':
      return flowUntil(tokens, 'paragraph_close', depth);
    case 'heading_open': {
      const level = Number(token.tag.slice(1));
      return flowUntil(tokens, 'heading_close', depth).map((flow) =>
        flow.kind === 'paragraph' && depth === 0
          ? { ...flow, kind: 'heading', depth: level, ...sourceOf(token) }
          : flow,
      );
    }
    case 'bullet_list_open':
      return list(tokens, { ordered: false, start: 1 }, 'bullet_list_close', depth);
    case 'ordered_list_open': {
      const start = Math.min(Number(token.attrGet('start') ?? 1), 9999);
      return list(tokens, { ordered: true, start }, 'ordered_list_close', depth);
    }
    case 'blockquote_open': {
      const content = flowUntil(tokens, 'blockquote_close', depth + 1);
      return depth >= deepest ? content : [{ kind: 'quote', content }];
    }
    case 'fence':
    case 'code_block':
      return [{ kind: 'paragraph', text: lines(token.content.trimEnd()), ...sourceOf(token) }];
    case 'table_open':
      return depth === 0
        ? [{ ...table(tokens), ...sourceOf(token) }]
        : wholeTable(table(tokens)).map(rowInWords);
    default:
      return [];
  }
}

function sourceOf({ map }: Token): { source?: readonly [number, number] } {
  return map ? { source: map } : {};
}

function list(
  tokens: Tokens,
  marks: { ordered: boolean; start: number },
  end: string,
  depth: number,
): Flow[] {
  const items: Flow[][] = [];
  for (let token = tokens.next(); token && token.type !== end; token = tokens.next()) {
    items.push(flowUntil(tokens, 'list_item_close', depth + 1));
  }
  if (depth >= deepest) return items.flat();
  const filled = items.filter((item) => item.length > 0);
  return filled.length > 0 ? [{ kind: 'list', ...marks, items: filled }] : [];
}

function wholeTable(flow: TableFlow): readonly (readonly Cell[])[] {
  return [flow.head, ...flow.rows];
}

/** A table within a list or a quotation has no room for columns. */
function rowInWords(row: readonly Cell[]): Flow {
  return { kind: 'paragraph', text: lines(row.map(cellText).join(' | ')) };
}

function table(tokens: Tokens): TableFlow {
  const rows: Cell[][] = [];
  for (let token = tokens.next(); token && token.type !== 'table_close'; token = tokens.next()) {
    if (token.type === 'tr_open') rows.push([]);
    if (token.type === 'inline') rows.at(-1)?.push([inlines(token.children ?? [])]);
  }
  const [head = [], ...body] = rows;
  return tableFlow('', head, body);
}

function inlines(tokens: readonly Token[]): Inline[] {
  const found: Inline[] = [];
  const style = { bold: 0, italic: 0, strike: 0 };
  let link: { href: string; from: number } | undefined;
  const say = (typed: string): void => {
    // An entity such as &#x202E; is only now the character that it stands for.
    const text = printable(typed);
    if (text === '') return;
    found.push({
      kind: 'text',
      text,
      ...(style.bold > 0 && { bold: true }),
      ...(style.italic > 0 && { italic: true }),
      ...(style.strike > 0 && { strike: true }),
    });
  };
  for (const token of tokens) {
    switch (token.type) {
      case 'strong_open':
      case 'strong_close':
        style.bold += token.nesting;
        break;
      case 'em_open':
      case 'em_close':
        style.italic += token.nesting;
        break;
      case 's_open':
      case 's_close':
        style.strike += token.nesting;
        break;
      case 'softbreak':
      case 'hardbreak':
        found.push({ kind: 'line-end' });
        break;
      case 'link_open':
        link = { href: String(token.attrGet('href') ?? ''), from: found.length };
        break;
      case 'link_close':
        // On paper a link is of no use without its address.
        if (link && plainText(found.slice(link.from)) !== link.href) say(` (${link.href})`);
        link = undefined;
        break;
      case 'image':
        say(token.content);
        break;
      default:
        say(token.content);
    }
  }
  return found;
}

/** Screen readers need headings that do not skip a level, whatever was typed. */
function steadyHeadings(flows: readonly Flow[]): Flow[] {
  const open: number[] = [];
  return flows.map((flow) => {
    if (flow.kind === 'heading') {
      while ((open.at(-1) ?? 0) >= flow.depth) open.pop();
      open.push(flow.depth);
      return { ...flow, depth: Math.min(open.length, deepest) };
    }
    return flow;
  });
}
