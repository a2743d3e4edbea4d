import { parseLocalDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId } from '#kernel/ids.ts';
import { flowOf } from '#platform/documents/form/arrange.ts';
import { keyOf, lineText, linesOf, remarksOf, spoken } from '#platform/documents/form/lines.ts';
import type { WordPiece, WordRow, WordText } from '#platform/documents/word/read-word.ts';
import { bookmarkName } from '#platform/documents/word/word-flow.ts';
import { partProperty } from '#platform/documents/word/word-properties.ts';
import {
  cellInlines,
  fingerprintOf,
  isTooMuch,
  linesIn,
  remarksIn,
  sectionsIn,
  textOf,
} from '#platform/documents/word/word-sections.ts';
import type { WordSections } from '#platform/documents/word/word-sections.ts';
import { revisedMarkdown } from '#platform/documents/word/write-markdown.ts';
import { ownerWords } from '../domain/content.ts';
import type {
  ActionContent,
  ContentSection,
  RecordContent,
  SectionBody,
} from '../domain/content.ts';
import { partOf } from '../domain/parts.ts';
import type { ActionField } from '../domain/parts.ts';
import { actionKey, nothingRecorded } from '../domain/word-marks.ts';
import type { NotPlaced, WordEdit } from '../domain/word-marks.ts';
import { blocksOf, remarksShown } from './record-document.ts';

/** What a part of the record said when the file was made. */
export interface PartThen {
  readonly text: string;
  readonly revision: number;
}

/** The record as the file has it, to compare what comes back with. */
export interface WordBase {
  readonly content: RecordContent;
  readonly parts: ReadonlyMap<string, PartThen>;
  readonly outcomes: readonly Choice[];
  readonly answers: readonly Choice[];
}

interface Choice {
  readonly key: string;
  readonly label: string;
}

/** One change that the file proposes. Of a new action it has every field. */
export interface WordChange {
  readonly edits: readonly WordEdit[];
}

export interface WordFindings {
  readonly changes: readonly WordChange[];
  readonly notPlaced: readonly NotPlaced[];
  /** The labels that the file does not have: nothing is changed there. */
  readonly missing: readonly string[];
}

/** What a Word file that was made of a record says otherwise than the record did. */
export function findChanges(read: WordText, base: WordBase): WordFindings {
  const { content } = base;
  const sections = sectionsIn(read, content.sections);
  const changes: WordChange[] = [];
  const notPlaced: NotPlaced[] = besideSections(read, sections, content);
  const missing: string[] = [];
  for (const section of content.sections) {
    const pieces = sections.rows.get(section.key);
    if (!pieces) {
      missing.push(section.label);
      continue;
    }
    const made = read.properties.get(partProperty(section.key));
    if (made !== undefined && made === fingerprintOf(linesIn(pieces))) continue;
    const found = inSection(section, pieces, base);
    changes.push(...found.changes);
    notPlaced.push(...found.notPlaced.map((text) => ({ where: section.label, text })));
  }
  return { changes, notPlaced, missing };
}

/** What was typed above, below and between the sections, and beside the text. */
function besideSections(
  read: WordText,
  { rows, heading, closing, outside }: WordSections,
  content: RecordContent,
): NotPlaced[] {
  const { form } = content;
  const isMade = (part: string, texts: readonly string[]) =>
    read.properties.get(partProperty(part)) === fingerprintOf(texts);
  const made = new Set([form.heading, form.title, form.closing]);
  const added = (texts: readonly string[]) =>
    texts.filter((text) => !made.has(text) && !text.startsWith(form.marking));
  const remarks = [...rows.values()].flatMap(remarksIn);
  const known = new Set(remarksOf(remarksShown(content).flatMap(flowOf)));
  const isNew = (remark: string) => !known.has(remark);
  const at = (where: string, texts: readonly string[]) => texts.map((text) => ({ where, text }));
  return [
    ...(isMade('heading', heading) ? [] : at('Above the first section', added(heading))),
    ...(isMade('remarks', remarks) ? [] : at('In a remark', remarks.filter(isNew))),
    ...(isMade('closing', closing) ? [] : at('Below the last section', added(closing))),
    ...at('Between the sections', outside),
    ...at('In a footnote or a box', read.beside),
  ];
}

interface Found {
  readonly changes: readonly WordChange[];
  readonly notPlaced: readonly string[];
}

function inSection(section: ContentSection, pieces: readonly WordPiece[], base: WordBase): Found {
  const { body } = section;
  if (isTooMuch(pieces)) {
    const sentence = 'There is more here than a section takes. It was not compared.';
    return { changes: [], notPlaced: [sentence] };
  }
  switch (body.kind) {
    case 'text':
      return { changes: textChange(section.key, pieces, base), notPlaced: [] };
    case 'outcome':
      return inOutcome(body, pieces, base);
    case 'actions':
      return inActions(body.actions, pieces, base);
    case 'board': {
      const { before, after } = splitAt(pieces, ['proceeded']);
      return {
        changes: textChange(partOf({ kind: 'proceeded' }), after.get('proceeded')?.pieces, base),
        notPlaced: differing(before, { ...body, proceeded: '' }),
      };
    }
    case 'facts':
    case 'pre-reads':
    case 'others':
    case 'next':
      return { changes: [], notPlaced: differing(pieces, body) };
  }
}

/** What stands in a section that shows what is recorded elsewhere, and is not what that shows. */
function differing(pieces: readonly WordPiece[], body: SectionBody): string[] {
  const shown = new Set(linesOf(blocksOf(body).flatMap(flowOf)).map(keyOf));
  return linesIn(pieces)
    .filter((line) => !shown.has(keyOf(line)))
    .map(lineText);
}

function change(base: WordBase, part: string, text: string): WordChange[] {
  const then = base.parts.get(part) ?? { text: '', revision: 0 };
  return then.text === text
    ? []
    : [{ edits: [{ part, parent: then.revision, was: then.text, text }] }];
}

function textChange(
  part: string,
  pieces: readonly WordPiece[] | undefined,
  base: WordBase,
): WordChange[] {
  if (!pieces) return [];
  const lines = linesIn(pieces).filter((line) => lineText(line) !== nothingRecorded);
  return change(base, part, revisedMarkdown(base.parts.get(part)?.text ?? '', lines));
}

interface Fixed {
  readonly text: string;
  /** What follows, up to the next fixed line. */
  readonly pieces: WordPiece[];
}

/** The pieces before the first of the lines with these keys, and after each. */
function splitAt(
  pieces: readonly WordPiece[],
  keys: readonly string[],
): { readonly before: readonly WordPiece[]; readonly after: ReadonlyMap<string, Fixed> } {
  const before: WordPiece[] = [];
  const after = new Map<string, Fixed>();
  let current = before;
  for (const piece of pieces) {
    const key = keys.find(
      (each) =>
        !after.has(each) && piece.kind === 'line' && piece.marks.includes(bookmarkName('p', each)),
    );
    if (key === undefined) {
      current.push(piece);
      continue;
    }
    const fixed: Fixed = { text: textOf(piece), pieces: [] };
    after.set(key, fixed);
    current = fixed.pieces;
  }
  return { before, after };
}

const outcomeLines = ['question', 'answer', 'outcome', 'concerns', 'support'] as const;

function inOutcome(
  body: Extract<SectionBody, { kind: 'outcome' }>,
  pieces: readonly WordPiece[],
  base: WordBase,
): Found {
  const { before, after } = splitAt(pieces, outcomeLines);
  const changes: WordChange[] = [];
  const notPlaced = before.map(textOf).filter((text) => text !== '');
  const typed = (field: 'reasons' | 'concerns' | 'support', under: string): void => {
    changes.push(
      ...textChange(partOf({ kind: 'decision', field }), after.get(under)?.pieces, base),
    );
  };
  const chosen = (field: 'answer' | 'outcome', choices: readonly Choice[], none: string): void => {
    const says = after
      .get(field)
      ?.text.replace(/^[^:]*:\s*|\s*\([^()]*\)$/g, '')
      .trim();
    if (says === undefined) return;
    const choice = choices.find(({ label }) => sameWords(label, says))?.key;
    if (choice === undefined && says !== none) notPlaced.push(after.get(field)?.text ?? '');
    else changes.push(...change(base, partOf({ kind: 'decision', field }), choice ?? ''));
  };
  const question = after.get('question');
  if (question) {
    if (!sameWords(question.text, body.question)) notPlaced.push(question.text);
    notPlaced.push(...question.pieces.map(textOf).filter((text) => text !== ''));
  }
  chosen('answer', base.answers, 'No answer recorded');
  typed('reasons', 'answer');
  chosen('outcome', base.outcomes, 'not recorded');
  notPlaced.push(...(after.get('outcome')?.pieces ?? []).map(textOf).filter((text) => text !== ''));
  typed('concerns', 'concerns');
  typed('support', 'support');
  return { changes, notPlaced };
}

function sameWords(one: string, other: string): boolean {
  const plain = (text: string) => text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
  return plain(one) === plain(other);
}

const columns = ['what', 'undertakes', 'monitors', 'success', 'support', 'byWhen'] as const;
type Column = (typeof columns)[number];

function inActions(
  actions: readonly ActionContent[],
  pieces: readonly WordPiece[],
  base: WordBase,
): Found {
  const tables = pieces.filter((piece) => piece.kind === 'table');
  const around = linesIn(pieces.filter((piece) => piece.kind !== 'table')).map(lineText);
  const notPlaced = around.filter((text) => text !== nothingRecorded && text !== 'Agreed actions');
  // What stood in a table that is gone was perhaps only moved: nothing is proposed to be removed.
  if (tables.length === 0) return { changes: [], notPlaced };
  const changes: WordChange[] = [];
  const left = new Map(actions.map((action) => [actionKey(action.id), action]));
  for (const table of tables) {
    const [head, ...more] = table.rows;
    for (const row of head?.isHead === true ? more : table.rows) {
      const action = actionOf(row, left, actions);
      if (action) left.delete(actionKey(action.id));
      const cells = columns.map((column, index) => ({ column, text: cellText(row, index) }));
      notPlaced.push(...row.cells.slice(columns.length).flatMap((cell) => cell.map(textOf)));
      if (action)
        changes.push(...cells.flatMap((cell) => cellChange(action, cell, base, notPlaced)));
      else if (cells.some(({ text }) => text !== '')) changes.push(newAction(cells, notPlaced));
    }
  }
  for (const action of left.values()) {
    changes.push(...change(base, fieldPart(action.id, 'removed'), 'yes'));
  }
  return { changes, notPlaced: notPlaced.filter((text) => text !== '') };
}

/** The action that a row is of: by its marks, or by its number. */
function actionOf(
  { cells }: WordRow,
  left: ReadonlyMap<string, ActionContent>,
  actions: readonly ActionContent[],
): ActionContent | undefined {
  const marks = new Set(
    cells.flat().flatMap((piece) => (piece.kind === 'line' ? piece.marks : [])),
  );
  for (const [key, action] of left) {
    if (columns.some((_, column) => marks.has(bookmarkName(`c${column}`, key)))) return action;
  }
  if ([...marks].some((mark) => /^_c\d+_[0-9a-f]{32}$/.test(mark))) return undefined;
  const number = /^(\d+)\.\s/.exec((cells[0] ?? []).map(textOf).join('\n'))?.[1];
  const action = number === undefined ? undefined : actions[Number(number) - 1];
  return action && left.has(actionKey(action.id)) ? action : undefined;
}

/** The plain text of a cell, without the number of the action. */
function cellText({ cells }: WordRow, column: number): string {
  const said = (cells[column] ?? [])
    .map((piece) => spoken(cellInlines([piece])))
    .filter((text) => text !== '')
    .join('\n\n');
  return column === 0 ? said.replace(/^\d+\.\s*/, '') : said;
}

/** A dash stands for nothing. */
function withoutDash(text: string): string {
  return /^[-–—]$/.test(text) ? '' : text;
}

/** The same of a text that is in the record, as its cell would be read. */
function asRead(text: string): string {
  return linesOf(flowOf({ kind: 'paragraph', text }))
    .map(lineText)
    .join('\n\n');
}

interface CellRead {
  readonly column: Column;
  readonly text: string;
}

function cellChange(
  action: ActionContent,
  { column, text }: CellRead,
  base: WordBase,
  notPlaced: string[],
): WordChange[] {
  const part = fieldPart(action.id, column);
  const was = base.parts.get(part)?.text ?? '';
  if (column === 'byWhen') {
    const day = withoutDash(text) === '' ? '' : dayIn(text);
    if (day === undefined) notPlaced.push(`By when: ${text}`);
    return day === undefined ? [] : change(base, part, day);
  }
  const name =
    column === 'undertakes' || column === 'monitors' ? action[`${column}Name`] : undefined;
  if (text === asRead(ownerWords(was, name)) || text === asRead(was)) return [];
  if (withoutDash(text) === '') return change(base, part, '');
  // The name that a final version puts beside the words is not part of them.
  const own =
    name !== undefined && text.endsWith(` (${name})`) ? text.slice(0, -` (${name})`.length) : text;
  return change(base, part, own);
}

function newAction(cells: readonly CellRead[], notPlaced: string[]): WordChange {
  const id = newId<ActionId>();
  const edits = cells.flatMap(({ column, text: said }): WordEdit[] => {
    const text = withoutDash(said);
    const day = column === 'byWhen' && text !== '' ? dayIn(text) : text;
    if (day === undefined) notPlaced.push(`By when: ${text}`);
    if (day === undefined || day === '') return [];
    return [{ part: fieldPart(id, column), parent: 0, was: '', text: day }];
  });
  return { edits };
}

function fieldPart(action: ActionId, field: ActionField): string {
  return partOf({ kind: 'action', action, field });
}

/** "19 March 2027", "19/3/2027", "Friday 19th March 2027" or "2027-03-19". */
function dayIn(text: string): LocalDate | undefined {
  const iso = parseLocalDate(text.trim());
  if (iso !== undefined) return iso;
  const [, day = '', month = '', year = ''] =
    /^(?:[a-z]+day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s/.-]+([a-z]+|\d{1,2})[\s/.-]+(\d{4})$/i.exec(
      text.trim(),
    ) ?? [];
  const number = /^\d+$/.test(month) ? Number(month) : monthOf(month);
  return parseLocalDate(`${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`);
}

function monthOf(name: string): number {
  const months = Array.from(
    { length: 12 },
    (_, index) =>
      shortDate(`2027-${String(index + 1).padStart(2, '0')}-01` as LocalDate).split(' ')[1] ?? '',
  );
  const typed = name.toLowerCase();
  return typed.length < 3
    ? 0
    : months.findIndex((each) => each.toLowerCase().startsWith(typed)) + 1;
}
