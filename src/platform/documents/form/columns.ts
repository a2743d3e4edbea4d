import { cellText } from './flow.ts';
import type { TableFlow } from './flow.ts';

/** Letters of a table's size that fit across the page. */
const lettersAcross = 98;

/** The share of the width that each column gets, adding up to 1: the same in Word and in the PDF. */
export function columnShares(table: TableFlow): number[] {
  const needs = table.head.map((head, column) => {
    const cells = [cellText(head), ...table.rows.map((row) => cellText(row[column] ?? []))];
    const word = cells.slice(0, 500).reduce((most, text) => Math.max(most, longestWord(text)), 0);
    const average = sum(cells.map((text) => text.length)) / cells.length;
    // The longest word must fit; beyond that, twice the text deserves somewhat less than twice the width.
    return { word: Math.min(word, 18) + 2, text: Math.max(average, 1) ** 0.85 };
  });
  const words = sum(needs.map((need) => need.word));
  const spare = Math.max(0, lettersAcross - words);
  const texts = sum(needs.map((need) => need.text));
  return needs.map((need) => (need.word + (spare * need.text) / texts) / (words + spare));
}

/** How many letters of a word fit on a line of a column with this share. */
export function columnRoom(share: number): number {
  return Math.max(4, Math.floor(share * lettersAcross + 0.01) - 2);
}

/** The width of a word in ordinary letters: capitals and other scripts take more. */
export function breadth(word: string): number {
  let total = 0;
  for (const character of word) total += /[a-z0-9.,;:'’()[\]/ -]/.test(character) ? 1 : 1.35;
  return total;
}

function longestWord(text: string): number {
  return text.split(/[\s\-–/]+/).reduce((longest, word) => Math.max(longest, breadth(word)), 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
