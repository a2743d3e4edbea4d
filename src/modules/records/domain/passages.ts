import { longDate, shortDate } from '#kernel/dates.ts';
import { ownerWords } from './content.ts';
import type { ActionContent, ContentSection, RecordContent, SectionBody } from './content.ts';
import { attendedWords, nextWords } from './words.ts';

/** One paragraph of a typed text, and where it stands in it. */
export interface Paragraph {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const listItem = /^ ?(?:[-*+]|\d{1,3}[.)])\s/;
/** A heading, also one that is a line of bold words. */
const heading = /^(?: {0,3}#{1,6}\s|\*\*[^*]+\*\*\s*$)/;
const indented = /^(?: {2,}|\t)/;
const endsInColon = /:\s*$/;

/**
 * A typed text in its paragraphs, in order: everything but the empty lines between is in one of them.
 * Each item of a list is one, with what is indented below it; a heading, and words that end in a
 * colon, go with what follows them.
 */
export function paragraphsOf(text: string): Paragraph[] {
  const found: Paragraph[] = [];
  let open: { from: number; to: number; isItem: boolean; waits: boolean } | undefined;
  let isAfterBlank = true;
  let at = 0;
  const close = () => {
    if (open) found.push({ from: open.from, to: open.to, text: text.slice(open.from, open.to) });
  };
  for (const line of text.split('\n')) {
    const [from, to] = [at, at + line.length];
    at = to + 1;
    if (line.trim() === '') {
      isAfterBlank = true;
      continue;
    }
    const [isItem, isHeading] = [listItem.test(line), heading.test(line)];
    const goesOn =
      open &&
      (open.waits ||
        (open.isItem && indented.test(line)) ||
        (!isAfterBlank && !isItem && !isHeading));
    if (!open || !goesOn) {
      close();
      open = { from, to, isItem, waits: false };
    }
    open.to = to;
    open.isItem ||= isItem;
    open.waits = isHeading || (!open.isItem && endsInColon.test(line));
    isAfterBlank = false;
  }
  close();
  return found;
}

/** What a headteacher answers by itself: a paragraph, a line, an answer, an action. */
export interface Passage {
  /** The key of its section. */
  readonly section: string;
  /** Which part of the section: it stays the same while the record is with the headteacher. */
  readonly part: string;
  /** What messages call it: "Background, paragraph 2". */
  readonly name: string;
  /** What stands above it on the page, where the section's label does not say it. */
  readonly title: string | undefined;
  /** What it says, as typed or in words; empty where nothing is recorded. */
  readonly said: string;
  /** Whether `said` was typed as Markdown; else its lines are shown as they are. */
  readonly isMarkdown: boolean;
}

/** All that is answered of a record, in the order of its form. */
export function passagesOf({ sections }: Pick<RecordContent, 'sections'>): Passage[] {
  return sections.flatMap((section) => {
    const pieces = piecesOf(section);
    return pieces.map(
      ({ part, title, said, word = 'line', isMarkdown = false }, index): Passage => {
        const place = title ?? (pieces.length === 1 ? undefined : `${word} ${index + 1}`);
        return {
          section: section.key,
          part,
          name: place === undefined ? section.label : `${section.label}, ${place}`,
          title,
          said,
          isMarkdown,
        };
      },
    );
  });
}

interface Piece {
  readonly part: string;
  readonly said: string;
  readonly title?: string;
  /** What one of several is called. */
  readonly word?: string;
  readonly isMarkdown?: boolean;
}

function piecesOf({ body }: ContentSection): Piece[] {
  const pieces = bodyPieces(body);
  return pieces.length === 0 ? [{ part: '1', said: '' }] : pieces;
}

function bodyPieces(body: SectionBody): Piece[] {
  switch (body.kind) {
    case 'text':
      return paragraphsOf(body.text).map(({ text }, index) => ({
        part: String(index + 1),
        said: text,
        word: 'paragraph',
        isMarkdown: true,
      }));
    case 'facts':
      return linePieces(body.lines);
    case 'board':
      return [
        ...linePieces(
          body.members.map((member) => `${member.seat}: ${member.name}${attendedWords(member)}`),
        ),
        ...titled('proceeded', 'The meeting went ahead because', body.proceeded),
      ];
    case 'pre-reads':
      return linePieces([
        ...body.documents.map(
          ({ label, from, held }) =>
            `${label} (from the ${from})${held === undefined ? '' : `: ${held}`}`,
        ),
        `To go to the board by ${longDate(body.toBoardBy)}`,
      ]);
    case 'others':
      return linePieces(
        body.people.map(
          ({ name, capacity, parts }) =>
            `${name}, ${capacity}${parts.length === 0 ? '' : `, for: ${parts.join('; ')}`}`,
        ),
      );
    case 'outcome':
      return [
        { part: 'answer', title: body.question, said: body.answer ?? 'No answer recorded' },
        ...titled('reasons', 'The board’s reasons', body.reasons),
        { part: 'outcome', title: 'The board agreed', said: body.outcome ?? 'Not recorded' },
        ...asked('concerns', 'Significant concerns', body.concerns),
        ...asked('support', 'Additional support required', body.support),
      ];
    case 'actions':
      return body.actions.map((action, index) => ({
        part: action.id,
        title: `Action ${index + 1}`,
        said: actionWords(action),
      }));
    case 'next':
      return [{ part: '1', said: nextWords(body.next) }];
  }
}

function linePieces(lines: readonly string[]): Piece[] {
  return lines.map((said, index) => ({ part: String(index + 1), said }));
}

function titled(part: string, title: string, said: string): Piece[] {
  return said === '' ? [] : [{ part, title, said, isMarkdown: true }];
}

/** What the form asks for, also where nothing is recorded. */
function asked(part: string, title: string, said: string | null): Piece[] {
  return said === null ? [] : [{ part, title, said, isMarkdown: true }];
}

function actionWords(action: ActionContent): string {
  const { what, success, support, byWhen } = action;
  const given = (label: string, words: string) => (words === '' ? [] : [`${label}: ${words}`]);
  return [
    what,
    ...given('Who undertakes it', ownerWords(action.undertakes, action.undertakesName)),
    ...given('Who monitors it', ownerWords(action.monitors, action.monitorsName)),
    ...given('How success is measured', success),
    ...given('Support offered', support),
    ...given('By when', byWhen === null ? '' : shortDate(byWhen)),
  ].join('\n');
}

/**
 * The section's text with other words in place of a paragraph: of those that say what it said, the one
 * that stands nearest to where it stood. Undefined where none says so any more.
 */
export function withWords(
  text: string,
  { part, said }: Pick<Passage, 'part' | 'said'>,
  words: string,
): string | undefined {
  if (said === '') return text.trim() === '' ? words : undefined;
  return inPlaceOf(text, said, words, part);
}

/**
 * The section's text with what a paragraph said before, where the wording stands that took its place.
 * Undefined where that wording stands nowhere any more.
 */
export function putBack(
  text: string,
  { part, said }: Pick<Passage, 'part' | 'said'>,
  wording: string,
): string | undefined {
  return wording === '' ? undefined : inPlaceOf(text, wording, said, part);
}

/**
 * What took the place of a paragraph when it was last changed; `texts` are those of its section, oldest
 * first. Undefined where it was never changed alone.
 */
export function acceptedWording(
  texts: readonly string[],
  passage: Pick<Passage, 'part' | 'said'>,
): string | undefined {
  const at = texts.findLastIndex((text) => withWords(text, passage, passage.said) !== undefined);
  const [before, after] = [texts[at], texts[at + 1]];
  if (before === undefined || after === undefined) return undefined;
  // The words around it are those on both sides of any others in its place.
  const [start = '', end = ''] = (withWords(before, passage, '\0') ?? '').split('\0');
  return after.startsWith(start) && after.endsWith(end) && after.length >= start.length + end.length
    ? after.slice(start.length, after.length - end.length)
    : undefined;
}

/** The text with `words` in place of `held`, where that is one or more whole paragraphs. */
function inPlaceOf(text: string, held: string, words: string, part: string): string | undefined {
  const place = Number(part) - 1;
  const paragraphs = paragraphsOf(text);
  const ends = new Set(paragraphs.map(({ to }) => to));
  const [found] = paragraphs
    .map(({ from }, index) => ({ from, away: Math.abs(index - place) }))
    .filter(({ from }) => text.startsWith(held, from) && ends.has(from + held.length))
    .toSorted((a, b) => a.away - b.away);
  if (!found) return undefined;
  return text.slice(0, found.from) + words + text.slice(found.from + held.length);
}

/** What stands before the words of a paragraph: the headings that go with it, and the marker of its list. */
function leadOf(said: string): { readonly headings: string; readonly marker: string } {
  let rest = said;
  for (;;) {
    const [first, line = ''] = /^(.*)\n(?:[ \t]*\n)*/.exec(rest) ?? [];
    if (first === undefined || !heading.test(line)) break;
    rest = rest.slice(first.length);
  }
  return {
    headings: said.slice(0, said.length - rest.length),
    marker: listItem.exec(rest)?.[0] ?? '',
  };
}

/** The words of a paragraph to be corrected: without its headings and the marker of its list. */
export function withoutLead({ said }: Pick<Passage, 'said'>, wording: string): string {
  const { headings, marker } = leadOf(said);
  if (!wording.startsWith(headings + marker)) return wording;
  const rest = wording.slice((headings + marker).length);
  return rest === '' || isLed(rest) ? wording : rest;
}

/** What came back as it is kept: below its headings, and an item of a list as one. */
export function withLead({ said }: Pick<Passage, 'said'>, wording: string): string {
  const { headings, marker } = leadOf(said);
  if (wording.trim() === '' || heading.test(wording.split('\n')[0] ?? '')) return wording;
  return headings + (listItem.test(wording) ? '' : marker) + wording;
}

function isLed(text: string): boolean {
  return listItem.test(text) || heading.test(text.split('\n')[0] ?? '');
}
