/** Stands between a piece and what tells it from others like it. */
const mark = '\u0001';

/**
 * Texts in pieces that are all different within a text: a piece that comes again and again, such as
 * an empty line, is told apart by the piece before it that comes once, and by how many lie between.
 * The library takes time by the square of how often pieces come again: seconds for the notes of an hour.
 */
export function toldApart(texts: readonly (readonly string[])[]): string[][] {
  const repeated = new Set<string>();
  for (const pieces of texts) {
    const seen = new Set<string>();
    for (const piece of pieces) (seen.has(piece) ? repeated : seen).add(piece);
  }
  const numbers = new Map<string, number>();
  const numberOf = (place: string) => {
    const number = numbers.get(place) ?? numbers.size;
    numbers.set(place, number);
    return number;
  };
  return texts.map((pieces) => {
    let last = 0;
    let since = 0;
    return pieces.map((piece) => {
      if (!repeated.has(piece)) {
        last = numberOf(piece);
        since = 0;
        return piece + mark;
      }
      since += 1;
      return `${piece}${mark}${last}.${since}`;
    });
  });
}

/** The pieces as they were before they were told apart. */
export function plain(pieces: readonly string[]): string[] {
  return pieces.map((piece) => piece.slice(0, piece.lastIndexOf(mark)));
}
