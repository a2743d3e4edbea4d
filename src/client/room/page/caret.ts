/** How much of what stands around a caret is looked for, in characters. */
const around = 24;
const least = 3;

/** Where a caret belongs once a text has become another under it: at the same words, as far as they are there. */
export function caretIn(before: string, after: string, at: number): number {
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before[same] === after[same]) same += 1;
  if (at <= same) return at;
  let tail = 0;
  while (tail < shorter - same && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  if (at >= before.length - tail) return at + after.length - before.length;
  for (let length = Math.min(around, at); length >= least; length -= 1) {
    const place = nearest(after, before.slice(at - length, at), at - length);
    if (place !== undefined) return place + length;
  }
  return Math.min(at, after.length);
}

function nearest(text: string, words: string, to: number): number | undefined {
  const later = text.indexOf(words, to);
  const earlier = text.lastIndexOf(words, to);
  if (later < 0 || earlier < 0)
    return later < 0 && earlier < 0 ? undefined : Math.max(later, earlier);
  return later - to < to - earlier ? later : earlier;
}
