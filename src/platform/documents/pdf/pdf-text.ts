import { breadth } from '../form/columns.ts';
import type { Coverage } from './fonts.ts';

const clusters = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });
/** No letter takes more than this many ordinary ones. */
const widest = 1.35;
const zeroWidthSpace = '\u200B';

/** Latin letters, figures and the punctuation of English: held by the main font, no need to look further. */
const everyday = /^[\n\u0020-\u007E\u00A0-\u024F\u2010-\u2026\u20AC]*$/;

export interface PdfText {
  /** A text as the fonts can show it; `room` is how many ordinary letters fit on a line. */
  show(text: string, room: number): string;
  /** Whether some character had to be named instead of shown. */
  readonly named: boolean;
}

/**
 * PDF/UA forbids a character without a shape, so one that no font holds is named by its number: "[U+738B]".
 * A word longer than its line may be broken anywhere: it would run over the edge of its column.
 */
export function pdfText(holds: Coverage): PdfText {
  let named = false;
  return {
    show(text, room) {
      if (everyday.test(text)) return breakable(text, room);
      let shown = '';
      let missing: string[] = [];
      const nameMissing = (): void => {
        if (missing.length > 0) {
          named = true;
          shown += `[${missing.join(' ')}]`;
        }
        missing = [];
      };
      for (const { segment } of clusters.segment(text)) {
        if (segment === '\n' || holds(segment)) {
          nameMissing();
          shown += segment;
        } else {
          missing.push(...Array.from(segment, codeName));
        }
      }
      nameMissing();
      return breakable(shown, room);
    },
    get named() {
      return named;
    },
  };
}

function codeName(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}

function breakable(text: string, room: number): string {
  if (text.length * widest <= room) return text;
  // After a hyphen or a stroke a line may end anyway.
  return text.replace(/[^\s\-–/]+[-–/]?/g, (word) => {
    if (word.length <= room && breadth(word) <= room) return word;
    return [...clusters.segment(word)]
      .map(({ segment }, index) =>
        index > 0 && index % 4 === 0 ? zeroWidthSpace + segment : segment,
      )
      .join('');
  });
}
