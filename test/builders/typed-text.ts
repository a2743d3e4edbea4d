import * as fc from 'fast-check';

// Texts as people type them in a record: Markdown of every kind, and what only looks like it.

const word = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'reading',
      'the',
      'pupils',
      'Year',
      '3',
      'O’Rourke',
      'Siân',
      '–',
      '70%',
      '£3.50',
      '(SEND)',
      'a_b',
      'x*y',
      '5 < 6',
      '&amp;',
      'R&D',
      '1.',
      '#',
      '>',
      '|',
      '`code`',
      '[link](https://example.org/)',
      'https://example.org/a_b',
      'שלום',
      '🎉',
      '\\',
      'A–Z',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
);
const words = fc.array(word, { minLength: 1, maxLength: 8 }).map((all) => all.join(' '));
const styled = fc.oneof(
  { weight: 4, arbitrary: words },
  words.map((text) => `**${text}**`),
  words.map((text) => `*${text}*`),
  words.map((text) => `~~${text}~~`),
);
const sentence = fc.array(styled, { minLength: 1, maxLength: 3 }).map((all) => all.join(' '));
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 3 }).map((all) => all.join('\n'));

const block = fc.oneof(
  { weight: 3, arbitrary: paragraph },
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), sentence)
    .map(([level, text]) => `${'#'.repeat(level)} ${text}`),
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean(), sentence), {
      minLength: 1,
      maxLength: 6,
    })
    .map((items) =>
      items
        .map(([depth, ordered, text]) => `${'   '.repeat(depth)}${ordered ? '1.' : '-'} ${text}`)
        .join('\n'),
    ),
  fc
    .array(paragraph, { minLength: 1, maxLength: 2 })
    .map((all) => all.map((text) => `> ${text.replaceAll('\n', '\n> ')}`).join('\n>\n')),
  fc
    .array(fc.tuple(words, words), { minLength: 2, maxLength: 4 })
    .map(([head, ...rows]) =>
      [head, ['---', '---'], ...rows].map((row) => `| ${(row ?? []).join(' | ')} |`).join('\n'),
    ),
);

/** A section's text. */
export const typedText: fc.Arbitrary<string> = fc
  .array(block, { maxLength: 5 })
  .map((blocks) => blocks.join('\n\n'));

/** The text of a field or of a cell: plain, at times on several lines. */
export const plainWords: fc.Arbitrary<string> = fc
  .array(words, { minLength: 1, maxLength: 3 })
  .map((all) => all.join('\n'));
