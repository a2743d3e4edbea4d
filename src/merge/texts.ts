import { diff3MergeRegions, diffIndices } from 'node-diff3';
import { plain, toldApart } from './pieces.ts';
import { hasVersions, jointName, markedVersions, passagesOf } from './versions.ts';
import type { Version } from './versions.ts';

/** Whose the two texts are, for the marks of a passage that both have changed. */
export interface Writers {
  readonly mine: string;
  readonly theirs: string;
}

export interface Merged {
  readonly text: string;
  /** Whether both had changed the same passage, so that both versions of it now stand in the text. */
  readonly overlap: boolean;
}

interface Sides {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}

/**
 * Makes one text of two that grew from the same `base`. What only one of them changed is taken;
 * paragraphs that both added in one place stay both, theirs first; a passage that both changed
 * stays in both versions, marked, for someone to choose. It goes by the texts alone, so it comes to
 * the same on every machine, whatever its clock says.
 */
export function mergeTexts(base: string, mine: string, theirs: string, writers: Writers): Merged {
  const simple = settleSimply({ base, mine, theirs });
  if (simple !== undefined) return { text: simple, overlap: false };
  let overlap = false;
  const [a = [], o = [], b = []] = toldApart([linesOf(mine), linesOf(base), linesOf(theirs)]);
  const regions = diff3MergeRegions(a, o, b);
  const merged = regions.map((region) => {
    if (region.stable) return plain(region.bufferContent).join('');
    const sides = {
      mine: plain(region.aContent).join(''),
      base: plain(region.oContent).join(''),
      theirs: plain(region.bContent).join(''),
    };
    const settled =
      settleSimply(sides) ??
      bothAdded(sides) ??
      apart(sides, linesIn) ??
      apart(sides, sentencesIn) ??
      alike(sides);
    if (settled !== undefined) return settled;
    overlap = true;
    const versions = bothVersions(sides, writers);
    // Where all versions have come to say the same, only what was typed into their marks differs.
    return versions.length < 2 ? sides.theirs + sides.mine : `${markedVersions(versions)}\n`;
  });
  return { text: merged.join('').replace(/\n?\0$/, ''), overlap };
}

/** Each line with its line end; then the end, which no line that is typed is like. */
function linesOf(text: string): string[] {
  return text === '' ? ['\0'] : [...linesIn(`${text}\n`), '\0'];
}

/** A block of versions is one line: it is not merged into. */
function linesIn(text: string): string[] {
  const ended = text.endsWith('\n') ? text.slice(0, -1) : text;
  return passagesOf(ended).flatMap((passage) =>
    passage.kind === 'text'
      ? passage.text.split('\n').map((line) => `${line}\n`)
      : [`${markedVersions(passage.versions)}\n`],
  );
}

/** Sentences, each with the space that follows. */
function sentencesIn(text: string): string[] {
  return text.split(/(?<=[.!?;:]\s+|\n)(?=\S)/);
}

/** Where only one has changed anything, or both the same. */
function settleSimply({ base, mine, theirs }: Sides): string | undefined {
  if (mine === theirs || theirs === base) return mine;
  return mine === base ? theirs : undefined;
}

/** Where both have put something in one place, and nobody changed what was there. */
function bothAdded({ base, mine, theirs }: Sides): string | undefined {
  return base === '' ? theirs + mine : undefined;
}

/**
 * Puts changes together that touch and do not overlap: the library takes neighbours for one place.
 * Undefined where both changed the same piece, or put something in the same gap.
 */
function apart(
  { base, mine, theirs }: Sides,
  piecesIn: (text: string) => string[],
): string | undefined {
  if (piecesIn === sentencesIn && [base, mine, theirs].some(hasVersions)) return undefined;
  const pieces = piecesIn(base);
  const [told = [], ...changed] = toldApart([pieces, piecesIn(mine), piecesIn(theirs)]);
  const changes = changed
    .flatMap((text) => diffIndices(told, text))
    .map(({ buffer1: [from, length], buffer2Content: content }) => ({
      from,
      to: from + length,
      content: plain(content),
    }))
    .toSorted((a, b) => a.from - b.from || a.to - b.to);
  const merged: string[] = [];
  let at = 0;
  let before: { readonly from: number; readonly to: number } | undefined;
  for (const change of changes) {
    const { from, to, content } = change;
    const inOneGap =
      before?.from === from && (before.to === from || to === from) && before.to === to;
    if (from < at || inOneGap) return undefined;
    merged.push(...pieces.slice(at, from), ...content);
    at = to;
    before = change;
  }
  return [...merged, ...pieces.slice(at)].join('');
}

/** Where they differ in no more than a line end. */
function alike({ mine, theirs }: Sides): string | undefined {
  if (withoutEnd(mine) !== withoutEnd(theirs)) return undefined;
  return theirs.length < mine.length ? mine : theirs;
}

function withoutEnd(text: string): string {
  return text.replace(/\n$/, '');
}

/**
 * Both versions of a passage, and those that were waiting in either to be chosen from, each once.
 * A version that stands under two names keeps both: someone may have typed a word into either.
 */
function bothVersions({ mine, theirs }: Sides, writers: Writers): Version[] {
  const names = new Map<string, string[]>();
  for (const [side, writer] of [
    [theirs, writers.theirs],
    [mine, writers.mine],
  ] as const) {
    for (const { by, text } of versionsIn(withoutEnd(side), writer)) {
      const known = names.get(text);
      if (known) known.push(by);
      else names.set(text, [by]);
    }
  }
  return [...names].map(([text, by]) => ({ by: jointName(by), text }));
}

/** A text as one version; one in which someone still had to choose, as each of those. */
function versionsIn(text: string, by: string): Version[] {
  const passages = passagesOf(text);
  const counts = passages.map((each) => (each.kind === 'versions' ? each.versions.length : 0));
  const most = Math.max(...counts);
  if (most === 0) return [{ by, text }];
  return Array.from({ length: most }, (_, index) => {
    const parts = passages.map((each) =>
      each.kind === 'versions'
        ? (each.versions[index] ?? each.versions.at(-1))
        : { by: undefined, text: each.text },
    );
    return {
      by: jointName(parts.flatMap((each) => each?.by ?? [])),
      text: parts.flatMap((each) => each?.text || []).join('\n'),
    };
  });
}
