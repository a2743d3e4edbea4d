import { diffIndices } from 'node-diff3';
import { plain, toldApart } from './pieces.ts';

/** A stretch of text that two texts share, or that only one of them has. */
export interface Difference {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Up to so many pieces on either side are compared as they are; more are told apart first. */
const few = 800;
/** A change of more pieces than these, a whole record in one line, is shown as one change. */
const many = 8_000;

/**
 * What has to be done to the text before to have the text after, by whole words: what both share and
 * what is removed is the text before, what both share and what is added is the text after. Where
 * something takes the place of something else, what is removed stands first.
 */
export function differencesBetween(before: string, after: string): Difference[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const changed = stretches(linesOf(before), linesOf(after)).flatMap((part) => {
    if (typeof part === 'string') return [part];
    const [removed, added] = [wordsOf(part.removed), wordsOf(part.added)];
    return Math.max(removed.length, added.length) > many ? [part] : stretches(removed, added);
  });
  return joined(changed);
}

/** Lines, each with its line end. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

/** Words, the spaces between them, and every other sign by itself. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+(?:['’.:/-][\p{L}\p{M}\p{N}]+)*|[^\S\n]+|[^]/gu) ?? [];
}

interface Change {
  readonly removed: string;
  readonly added: string;
}

/** What is shared, as text, and the changes between, in order. */
function stretches(before: readonly string[], after: readonly string[]): (string | Change)[] {
  const isMuch = Math.max(before.length, after.length) > few;
  const [a = [], b = []] = isMuch ? toldApart([before, after]) : [[...before], [...after]];
  const text = (pieces: readonly string[]) => (isMuch ? plain(pieces) : pieces).join('');
  const parts: (string | Change)[] = [];
  let at = 0;
  for (const { buffer1, buffer1Content, buffer2Content } of diffIndices(a, b)) {
    const [from, length] = buffer1;
    parts.push(text(a.slice(at, from)), {
      removed: text(buffer1Content),
      added: text(buffer2Content),
    });
    at = from + length;
  }
  return [...parts, text(a.slice(at))];
}

/** The parts as stretches that read well: changes with no more than a space between them are one. */
function joined(parts: readonly (string | Change)[]): Difference[] {
  const found: Difference[] = [];
  let removed = '';
  let added = '';
  let between = '';
  const end = () => {
    if (removed !== '') found.push({ kind: 'removed', text: removed });
    if (added !== '') found.push({ kind: 'added', text: added });
    if (between !== '') found.push({ kind: 'same', text: between });
    removed = added = between = '';
  };
  for (const part of parts) {
    if (typeof part === 'string') {
      between += part;
      continue;
    }
    // A line end, or a word, tells two changes apart.
    if (/[\n\p{L}\p{N}]/u.test(between) || removed + added === '') end();
    removed += between + part.removed;
    added += between + part.added;
    between = '';
  }
  end();
  return found;
}
