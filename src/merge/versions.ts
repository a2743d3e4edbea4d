/**
 * A passage of a text that two people changed at once. Both versions stay in the text, in lines of
 * plain English that anyone can also settle by hand, and no clock decides between them.
 */

/** One version of a passage, and whose it is. */
export interface Version {
  readonly by: string;
  readonly text: string;
}

export type Passage =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'versions'; readonly versions: readonly Version[] };

const first = /^\[Versions of this passage, to choose from\. (.*) wrote:\]$/;
const next = /^\[(.*) wrote:\]$/;
const last = '[End of the versions.]';
const and = ' and ';

/** What ends a line for the patterns above. */
const lineEnds = /[\n\r\u2028\u2029]+/g;

/** The text in its passages, in order. Marks that are not whole are text like any other. */
export function passagesOf(text: string): Passage[] {
  const passages: Passage[] = [];
  let plain: string[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const block = blockAt(lines, at);
    if (block) {
      if (plain.length > 0) passages.push({ kind: 'text', text: plain.join('\n') });
      plain = [];
      passages.push({ kind: 'versions', versions: block.versions });
      at = block.end;
    } else plain.push(lines[at] ?? '');
  }
  if (plain.length > 0) passages.push({ kind: 'text', text: plain.join('\n') });
  return passages;
}

/** Whether somebody still has to choose. */
export function hasVersions(text: string): boolean {
  return text.includes(last) && passagesOf(text).some(({ kind }) => kind === 'versions');
}

/**
 * The lines that keep several versions of one passage. They are whole whatever the versions say: a
 * name stays in its line, and a mark within a version, left over from a block that someone broke,
 * goes on as a line without its brackets.
 */
export function markedVersions(versions: readonly Version[]): string {
  return versions
    .map(({ by, text }, index) => {
      const name = by.replace(lineEnds, ' ');
      return [
        index === 0
          ? `[Versions of this passage, to choose from. ${name} wrote:]`
          : `[${name} wrote:]`,
        ...(text === '' ? [] : text.split('\n').map(withoutMark)),
      ].join('\n');
    })
    .concat(last)
    .join('\n');
}

function withoutMark(line: string): string {
  return line === last || next.test(line) ? line.slice(1, -1) : line;
}

/** All who wrote one version, each once. */
export function jointName(names: readonly string[]): string {
  return [...new Set(names.flatMap((name) => name.split(and)))].join(and);
}

/** The text with one of its passages settled: by one version, or with all of them, one after the other. */
export function chooseVersion(text: string, nth: number, choice: number | 'all'): string {
  let seen = -1;
  return passagesOf(text)
    .flatMap((passage) => {
      if (passage.kind === 'text') return [passage.text];
      seen += 1;
      if (seen !== nth) return [markedVersions(passage.versions)];
      const chosen =
        choice === 'all' ? passage.versions : passage.versions.filter((_, at) => at === choice);
      return chosen.map((version) => version.text).filter((each) => each !== '');
    })
    .join('\n');
}

/** The block of versions that begins at a line, and its last line. */
function blockAt(
  lines: readonly string[],
  start: number,
): { readonly versions: Version[]; readonly end: number } | undefined {
  const by = first.exec(lines[start] ?? '')?.[1];
  if (by === undefined) return undefined;
  const versions: { by: string; lines: string[] }[] = [{ by, lines: [] }];
  for (let at = start + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === last) {
      if (versions.length < 2) return undefined;
      return {
        versions: versions.map((each) => ({ by: each.by, text: each.lines.join('\n') })),
        end: at,
      };
    }
    if (first.test(line)) return undefined;
    const other = next.exec(line)?.[1];
    if (other === undefined) versions.at(-1)?.lines.push(line);
    else versions.push({ by: other, lines: [] });
  }
  return undefined;
}
