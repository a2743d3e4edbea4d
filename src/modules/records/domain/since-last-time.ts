/**
 * What is filled in is held against what the last final record said, so that a board sees at once
 * what is new. Marks are part of the text, in words: they print, and whoever writes may take them out.
 */
const marks = { new: ' – *new since last time*', changed: ' – *changed since last time*' } as const;

export type Mark = keyof typeof marks;

export function markText(mark: Mark | undefined): string {
  return mark === undefined ? '' : marks[mark];
}

/** A line without its bullet or number, and without the mark that it had then. */
export function bare(line: string): string {
  const text = line.replace(/^\s*(?:[-*]|\d+\.)\s+/, '').trim();
  const mark = Object.values(marks).find((each) => text.endsWith(each));
  return mark === undefined ? text : text.slice(0, -mark.length);
}

/**
 * Marks lines by what a section said last time; undefined where there was no last time, so that
 * nothing is marked. A line is the same when its words are, whatever its source in brackets; it has
 * changed when another line began as it does (`about`); else it is new.
 */
export function marker(
  previous: string | undefined,
): (text: string, about: string) => Mark | undefined {
  if (previous === undefined) return () => undefined;
  const lines = previous
    .split('\n')
    .map(bare)
    .filter((line) => line !== '');
  const known = new Set(lines.flatMap((line) => [line, line.replace(/ \([^()]*\)$/, '')]));
  return (text, about) => {
    if (known.has(text) || lines.some((line) => line.startsWith(`${text} (`))) return undefined;
    const isAbout = (line: string) => line.startsWith(`${about},`) || line.startsWith(`${about}:`);
    return about !== '' && lines.some(isAbout) ? 'changed' : 'new';
  };
}

/** A numbered item of the last record, by its first line. */
export interface PreviousItem {
  /** What stood in brackets below it, without a mark. */
  readonly details: string;
  /** What was written of its progress; empty for nothing. */
  readonly progress: string;
}

const progressLabel = 'Progress: ';

/** The numbered items of a section of the last record, as they are filled in here, with what people wrote. */
export function previousItems(text: string): ReadonlyMap<string, PreviousItem> {
  const items = text.split(/^(?=\d+\. )/m).filter((part) => /^\d+\. /.test(part));
  return new Map(
    items.map((item) => {
      const [first = '', ...rest] = item.split('\n');
      const [second = ''] = rest;
      const at = item.search(/^Progress:/m);
      // What comes after the items, under a heading of its own, is not the last one's.
      const progress = at < 0 ? '' : item.slice(at + 'Progress:'.length);
      return [
        bare(first),
        {
          details: bare(/^\((.*)\)$/.exec(second.trim())?.[1] ?? ''),
          progress: (progress.split(`\n\n${endedHeading}`)[0] ?? '').trim(),
        },
      ];
    }),
  );
}

/** Stands above the items that have ended since. */
export const endedHeading = 'Ended since the meeting of ';

/** One numbered item with room for its progress, what was said of it last time, and noted since. */
export function numberedItem(
  number: number,
  { text, details, mark }: { text: string; details: readonly string[]; mark: Mark | undefined },
  last: { readonly on: string; readonly progress: string } | undefined,
  noted: readonly string[] = [],
): string {
  const lines = [
    `${number}. ${text}`,
    `(${details.join('; ')}${markText(mark)})`,
    ...(last && last.progress !== ''
      ? [`Said of it on ${last.on}: ${last.progress.replaceAll(/\s*\n\s*/g, ' ')}`]
      : []),
    ...noted,
    progressLabel,
  ];
  return lines.join('\n');
}
