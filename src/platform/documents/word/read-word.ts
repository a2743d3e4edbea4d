import { readXml } from '#platform/files/xml.ts';
import type { Inline } from '../form/flow.ts';
import { deepestList, normal } from '../form/lines.ts';
import type { Line } from '../form/lines.ts';

/** A paragraph or a table of a Word file. */
export type WordPiece = WordLine | WordTable;

export interface WordLine {
  readonly kind: 'line';
  readonly line: Exclude<Line, { kind: 'table' }>;
  /** The name of its style, in lower-case letters; empty for the ordinary one. */
  readonly style: string;
  /** The names of the bookmarks in it. */
  readonly marks: readonly string[];
}

export interface WordTable {
  readonly kind: 'table';
  readonly rows: readonly WordRow[];
}

export interface WordRow {
  readonly isHead: boolean;
  readonly cells: readonly (readonly WordPiece[])[];
}

/** What a Word file says, with tracked changes read as accepted. */
export interface WordText {
  /** The properties that the file was given, by name. */
  readonly properties: ReadonlyMap<string, string>;
  readonly body: readonly WordPiece[];
  readonly comments: readonly { readonly by: string; readonly text: string }[];
  /** Texts that stand beside the body: footnotes, and what is in boxes. */
  readonly beside: readonly string[];
  readonly pictures: number;
  readonly hasTrackedChanges: boolean;
}

/** An element with what matters here: `val`, or the attribute that its kind has. */
interface Element {
  readonly name: string;
  readonly attribute: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

/** The attributes that are read, of all elements. */
const attributeNames = [
  'val',
  'left',
  'start',
  'name',
  'author',
  'styleId',
  'numId',
  'ilvl',
  'abstractNumId',
  'type',
  'char',
  'id',
  'default',
] as const;

/** More elements than the text of a document of 200 pages has; with many more the memory of a worker would not do. */
const mostElements = 400_000;

/** A document with more in it than can be held at once. */
export class TooMuchToRead extends Error {
  override readonly name = 'TooMuchToRead';
}

/** Of what an element says of its look only this is read. */
const looks = new Set([
  'b',
  'bCs',
  'i',
  'iCs',
  'strike',
  'dstrike',
  'rStyle',
  'rtl',
  'ins',
  'del',
  'vanish',
]);

/**
 * Reads a Word file from its parts (ECMA-376 part 1, 17): `part` gives one by name. Throws an
 * XmlTrouble where a part is not well-formed, and TooMuchToRead.
 */
export function readWord(part: (name: string) => string | undefined): WordText {
  const styles = readStyles(treeOf(part('word/styles.xml')));
  const numbering = readNumbering(treeOf(part('word/numbering.xml')));
  const reader = new BodyReader(styles, numbering);
  const document = treeOf(part('word/document.xml'));
  const body = first(document, 'body');
  const pieces = body ? reader.pieces(body) : [];
  const notes = ['word/footnotes.xml', 'word/endnotes.xml'].flatMap((name) =>
    all(treeOf(part(name)), 'footnote', 'endnote').flatMap((note) =>
      // The lines that part notes from the text are of a type.
      note.attribute['type'] === undefined ? textsOf(reader.pieces(note)) : [],
    ),
  );
  const comments = all(treeOf(part('word/comments.xml')), 'comment').map((comment) => ({
    by: comment.attribute['author'] ?? '',
    text: textsOf(reader.pieces(comment)).join('\n'),
  }));
  return {
    properties: readProperties(treeOf(part('docProps/custom.xml'))),
    body: pieces,
    comments,
    beside: [...notes, ...reader.boxes],
    pictures: reader.pictures,
    hasTrackedChanges: reader.hasTrackedChanges,
  };
}

function textsOf(pieces: readonly WordPiece[]): string[] {
  return pieces.flatMap((piece) =>
    piece.kind === 'table'
      ? piece.rows.flatMap(({ cells }) => cells.flatMap(textsOf))
      : piece.line.text.length === 0
        ? []
        : [piece.line.text.map((inline) => (inline.kind === 'text' ? inline.text : '\n')).join('')],
  );
}

function treeOf(xml: string | undefined): Element {
  const root: Element = { name: '', attribute: {}, children: [] };
  if (xml === undefined) return root;
  const open: Element[] = [root];
  let skipped = 0;
  let count = 0;
  readXml(xml, {
    onTag(name, attribute) {
      const parent = open.at(-1) ?? root;
      if (skipped > 0 || (parent.name === 'rPr' && !looks.has(name))) {
        skipped += 1;
        return;
      }
      count += 1;
      if (count > mostElements) throw new TooMuchToRead();
      const kept: Record<string, string> = {};
      for (const each of attributeNames) {
        const said = attribute(each);
        if (said !== '') kept[each] = said;
      }
      const element: Element = { name, attribute: kept, children: [] };
      parent.children.push(element);
      open.push(element);
    },
    onText(text) {
      if (skipped === 0) open.at(-1)?.children.push(text);
    },
    onEnd() {
      if (skipped > 0) skipped -= 1;
      else open.pop();
    },
  });
  return root;
}

function elements(of: Element | undefined): Element[] {
  return (of?.children ?? []).filter((each) => typeof each !== 'string');
}

function child(of: Element | undefined, name: string): Element | undefined {
  return elements(of).find((each) => each.name === name);
}

/** The first of this name, however deep. */
function first(of: Element, name: string): Element | undefined {
  return all(of, name)[0];
}

/** All of these names that are not within another of them, however deep. */
function all(of: Element, ...names: readonly string[]): Element[] {
  return elements(of).flatMap((each) => (names.includes(each.name) ? [each] : all(each, ...names)));
}

function value(of: Element | undefined, name: string): string | undefined {
  return child(of, name)?.attribute['val'];
}

function isOn(of: Element | undefined, name: string): boolean {
  const found = child(of, name);
  return (
    found !== undefined && !['0', 'false', 'off', 'none'].includes(found.attribute['val'] ?? '')
  );
}

interface Style {
  readonly name: string;
  readonly basedOn: string | undefined;
  readonly numId: string | undefined;
}

function readStyles(root: Element): ReadonlyMap<string, Style> {
  return new Map(
    all(root, 'style').map((style) => [
      style.attribute['styleId'] ?? '',
      {
        name: (value(style, 'name') ?? '').toLowerCase(),
        basedOn: value(style, 'basedOn'),
        numId: value(child(child(style, 'pPr'), 'numPr'), 'numId'),
      },
    ]),
  );
}

/** How each level of each numbering counts: "bullet", "decimal" … */
type Numbering = ReadonlyMap<string, ReadonlyMap<number, string>>;

function readNumbering(root: Element): Numbering {
  const levels = (of: Element) =>
    all(of, 'lvl').map(
      (level) =>
        [Number(level.attribute['ilvl'] ?? 0), value(level, 'numFmt') ?? 'decimal'] as const,
    );
  const abstract = new Map(
    all(root, 'abstractNum').map((each) => [each.attribute['abstractNumId'] ?? '', levels(each)]),
  );
  return new Map(
    all(root, 'num').map((num) => [
      num.attribute['numId'] ?? '',
      new Map([...(abstract.get(value(num, 'abstractNumId') ?? '') ?? []), ...levels(num)]),
    ]),
  );
}

function readProperties(root: Element): ReadonlyMap<string, string> {
  return new Map(
    all(root, 'property').map((property) => [
      property.attribute['name'] ?? '',
      elements(property)
        .flatMap(({ children }) => children)
        .filter((each) => typeof each === 'string')
        .join(''),
    ]),
  );
}

/** Reads paragraphs and tables, and notes what it meets beside them. */
class BodyReader {
  readonly boxes: string[] = [];
  pictures = 0;
  hasTrackedChanges = false;
  private readonly styles: ReadonlyMap<string, Style>;
  private readonly numbering: Numbering;
  /** How deep the last list was: what is indented after it goes on in it. */
  private depth = 0;
  /** Bookmarks that stand between paragraphs belong to the next one. */
  private marks: string[] = [];
  /** A paragraph whose end was removed goes on in the next one. */
  private unended: Inline[] = [];

  constructor(styles: ReadonlyMap<string, Style>, numbering: Numbering) {
    this.styles = styles;
    this.numbering = numbering;
  }

  pieces(of: Element): WordPiece[] {
    return elements(of).flatMap((element): WordPiece[] => {
      switch (element.name) {
        case 'p':
          return this.paragraph(element);
        case 'tbl':
          this.depth = 0;
          return [{ kind: 'table', rows: this.rows(element) }];
        case 'bookmarkStart':
          this.marks.push(element.attribute['name'] ?? '');
          return [];
        case 'ins':
        case 'moveTo':
          this.hasTrackedChanges = true;
          return this.pieces(element);
        case 'del':
        case 'moveFrom':
          this.hasTrackedChanges = true;
          return [];
        case 'sdt':
        case 'sdtContent':
        case 'customXml':
        case 'smartTag':
          return this.pieces(element);
        case 'AlternateContent':
          return this.pieces(child(element, 'Choice') ?? element);
        default:
          return [];
      }
    });
  }

  private rows(of: Element): WordRow[] {
    return elements(of).flatMap((element): WordRow[] => {
      if (element.name !== 'tr') return isWrapper(element) ? this.rows(element) : [];
      const properties = child(element, 'trPr');
      if (child(properties, 'ins') ?? child(properties, 'del')) this.hasTrackedChanges = true;
      if (child(properties, 'del')) return [];
      return [{ isHead: isOn(properties, 'tblHeader'), cells: this.cells(element) }];
    });
  }

  private cells(of: Element): WordPiece[][] {
    return elements(of).flatMap((element) => {
      if (element.name === 'bookmarkStart') this.marks.push(element.attribute['name'] ?? '');
      if (element.name !== 'tc') return isWrapper(element) ? this.cells(element) : [];
      this.depth = 0;
      return [this.pieces(element)];
    });
  }

  private paragraph(of: Element): WordPiece[] {
    const properties = child(of, 'pPr');
    const said = [...this.unended, ...this.runs(of)];
    this.unended = [];
    const end = child(properties, 'rPr');
    if (child(end, 'ins') ?? child(end, 'del')) this.hasTrackedChanges = true;
    if (child(end, 'del')) {
      this.unended = said;
      return [];
    }
    const marks = this.marks;
    this.marks = [];
    const style = this.styles.get(value(properties, 'pStyle') ?? '');
    const name = style?.name ?? '';
    const heading = /^heading ([1-9])$/.exec(name)?.[1];
    const text = normal(said);
    const isQuote = name === 'quotation' || name === 'quote' || name === 'intense quote';
    const list = this.listOf(properties, style);
    const depth = this.depthOf(properties, list, name);
    if (list ?? text.length > 0) this.depth = heading === undefined ? depth : 0;
    return [
      {
        kind: 'line',
        style: name,
        marks,
        line:
          heading !== undefined
            ? { kind: 'heading', depth: Math.max(1, Number(heading) - 2), isQuote: false, text }
            : list
              ? { kind: 'item', ordered: list.ordered, depth, isQuote, text }
              : { kind: 'paragraph', depth, isQuote, text },
      },
    ];
  }

  private listOf(properties: Element | undefined, style: Style | undefined) {
    const own = child(properties, 'numPr');
    const inherited = this.inherited(style);
    const numId = value(own, 'numId') ?? inherited;
    if (numId === undefined || numId === '0') return undefined;
    const level = Number(value(own, 'ilvl') ?? 0);
    const format = this.numbering.get(numId)?.get(level) ?? 'bullet';
    return format === 'none' ? undefined : { level, ordered: format !== 'bullet' };
  }

  private inherited(style: Style | undefined): string | undefined {
    let from = style;
    for (let steps = 0; from && steps < 10; steps += 1) {
      if (from.numId !== undefined) return from.numId;
      from = this.styles.get(from.basedOn ?? '');
    }
    return undefined;
  }

  private depthOf(
    properties: Element | undefined,
    list: { level: number } | undefined,
    style: string,
  ) {
    if (list) return Math.min(list.level + 1, deepestList);
    const { left, start } = child(properties, 'ind')?.attribute ?? {};
    if (style === 'remark') return 0;
    return Math.min(this.depth, Math.max(0, Math.round(Number(left ?? start ?? 0) / 300)));
  }

  private runs(of: Element): Inline[] {
    return elements(of).flatMap((element): Inline[] => {
      switch (element.name) {
        case 'r':
          return this.run(element);
        case 'bookmarkStart':
          this.marks.push(element.attribute['name'] ?? '');
          return [];
        case 'ins':
        case 'moveTo':
          this.hasTrackedChanges = true;
          return this.runs(element);
        case 'del':
        case 'moveFrom':
          this.hasTrackedChanges = true;
          return [];
        case 'oMath':
        case 'oMathPara':
          return all(element, 't').map((each) => ({ kind: 'text', text: textIn(each) }));
        case 'pPr':
          return [];
        case 'AlternateContent':
          return this.runs(child(element, 'Choice') ?? element);
        default:
          return this.runs(element);
      }
    });
  }

  private run(of: Element): Inline[] {
    const properties = child(of, 'rPr');
    if (isOn(properties, 'vanish')) return [];
    const named = this.styles.get(value(properties, 'rStyle') ?? '')?.name ?? '';
    const isRight = isOn(properties, 'rtl');
    const style = {
      ...((isOn(properties, 'b') || (isRight && isOn(properties, 'bCs')) || named === 'strong') && {
        bold: true,
      }),
      ...((isOn(properties, 'i') ||
        (isRight && isOn(properties, 'iCs')) ||
        named === 'emphasis') && { italic: true }),
      ...((isOn(properties, 'strike') || isOn(properties, 'dstrike')) && { strike: true }),
    };
    const says = (text: string): Inline[] =>
      text === '' ? [] : [{ kind: 'text', text, ...style }];
    return elements(of).flatMap((element): Inline[] => {
      switch (element.name) {
        case 't':
          return says(textIn(element));
        case 'tab':
        case 'ptab':
          return says(' ');
        case 'br':
          return ['page', 'column'].includes(element.attribute['type'] ?? '')
            ? []
            : [{ kind: 'line-end' }];
        case 'cr':
          return [{ kind: 'line-end' }];
        case 'noBreakHyphen':
          return says('\u2011');
        case 'sym': {
          // Four digits (ECMA-376 part 1, 17.3.3.30); anything else is no sign, nor is half of one.
          const code = /^[0-9a-f]{4}$/i.exec(element.attribute['char'] ?? '')?.[0];
          const sign = code === undefined ? '' : String.fromCodePoint(Number.parseInt(code, 16));
          return says(sign.isWellFormed() ? sign : '');
        }
        case 'drawing':
        case 'pict':
        case 'object':
          return this.aside(element);
        case 'AlternateContent':
          return this.aside(child(element, 'Choice') ?? element);
        default:
          return [];
      }
    });
  }

  /** What stands in a box, or a picture: neither has a place in the record. */
  private aside(of: Element): Inline[] {
    const boxes = all(of, 'txbxContent');
    if (boxes.length === 0) this.pictures += 1;
    for (const box of boxes) this.boxes.push(...textsOf(this.pieces(box)));
    return [];
  }
}

function isWrapper({ name }: Element): boolean {
  return name === 'sdt' || name === 'sdtContent' || name === 'customXml' || name === 'ins';
}

function textIn({ children }: Element): string {
  return children.filter((each) => typeof each === 'string').join('');
}
