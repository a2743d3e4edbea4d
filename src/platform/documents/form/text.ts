// Controls, the code points that are no characters (XML forbids them), and those that override reading
// order: with them a text could be shown in another order than it was typed. A byte order mark is neither.
const unprintable =
  /[[\p{Cc}--[\n\t]]\p{Noncharacter_Code_Point}\u{202A}-\u{202E}\u{FFF9}-\u{FFFB}\u{FEFF}]/gv;

// Joined letters that come along when text is copied out of a PDF: shapes, not spelling.
const joinedLetters = /[\uFB00-\uFB06]/g;

const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const firstLetter = /\p{L}/u;

/** Text that any XML or PDF writer can hold: composed, lines ended by \n, without control characters. */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085\f\v]/g, '\n')
    .replace(unprintable, '')
    .replace(joinedLetters, (letters) => letters.normalize('NFKC'))
    .replaceAll('\t', ' ');
}

/** On one line: for headings, headers, properties. */
export function oneLine(text: string): string {
  return printable(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

/** Whether a paragraph is read from right to left: decided by its first letter, as in a browser's dir=auto. */
export function readsRightToLeft(text: string): boolean {
  return rightToLeft.test(firstLetter.exec(text)?.[0] ?? '');
}

/** Cuts a text where its direction changes; spaces between words of one direction stay with them. */
export function directionRuns(text: string): { text: string; rightToLeft: boolean }[] {
  if (!rightToLeft.test(text)) return [{ text, rightToLeft: false }];
  const runs: { text: string; rightToLeft: boolean }[] = [];
  const rtl = String.raw`[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{M}]`;
  const pattern = new RegExp(`${rtl}(?:[\\p{M}\\p{Cf}\\p{P}\\p{Zs}]*${rtl})*`, 'gu');
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (!rightToLeft.test(match[0])) continue;
    if (match.index > from) runs.push({ text: text.slice(from, match.index), rightToLeft: false });
    runs.push({ text: match[0], rightToLeft: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) runs.push({ text: text.slice(from), rightToLeft: false });
  return runs;
}

/** Whether there is anything to see. */
export function isVisible(text: string): boolean {
  return /[^\s\p{Default_Ignorable_Code_Point}]/u.test(text);
}

/** A heading must have words (PDF/UA forbids an empty one): a dash stands for none. */
export function headingText(text: string): string {
  const line = oneLine(text);
  return isVisible(line) ? line : '–';
}
