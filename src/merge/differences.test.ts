import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { differencesBetween } from './differences.ts';

const shown = (before: string, after: string) =>
  differencesBetween(before, after)
    .map(({ kind, text }) =>
      kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`,
    )
    .join('');

describe('what changed between two texts', () => {
  for (const [what, before, after, expected] of [
    ['nothing', 'One. Two.', 'One. Two.', 'One. Two.'],
    ['nothing, where there is nothing', '', '', ''],
    [
      'figures and words',
      'Attendance was 91% in autumn.',
      'Attendance was 93.5% in spring.',
      'Attendance was [-91-]{+93.5+}% in [-autumn-]{+spring+}.',
    ],
    [
      'words beside each other are one change',
      'the deputy head teacher',
      'the lead for maths',
      'the [-deputy head teacher-]{+lead for maths+}',
    ],
    ['a paragraph that came', 'a\nc', 'a\nb\nc', 'a\n{+b\n+}c'],
    ['all of it', 'before', 'after', '[-before-]{+after+}'],
    ['a name with an apostrophe', 'St Mary’s', 'St Marys', 'St [-Mary’s-]{+Marys+}'],
    [
      'a word, where most come again and again',
      'the cat sat on the mat, the dog on the mat',
      'the cat sat on the mat, the dog on the rug',
      'the cat sat on the mat, the dog on the [-mat-]{+rug+}',
    ],
  ] as const) {
    test(what, () => assert.equal(shown(before, after), expected));
  }

  const words = fc.string({
    unit: fc.constantFrom('a', 'b', 'the', ' ', '\n', '.', '’', 'é', '\u{1F600}', '\u0001', '\r'),
    maxLength: 60,
  });
  test('leads from one to the other, whatever they are', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const found = differencesBetween(before, after);
        const without = (kind: string) =>
          found
            .filter((each) => each.kind !== kind)
            .map(({ text }) => text)
            .join('');
        assert.equal(without('added'), before);
        assert.equal(without('removed'), after);
        assert.ok(found.every(({ text }) => text !== ''));
        assert.ok(found.every(({ kind }, index) => kind !== found[index + 1]?.kind));
      }),
    );
  });

  test('of the longest sections in one line without holding anyone up', () => {
    const long = Array.from({ length: 10_000 }, (_, index) => `the ${index % 70},`).join(' ');
    const started = performance.now();
    const found = differencesBetween(long, long.replaceAll('the', 'a'));
    assert.ok(performance.now() - started < 500);
    assert.equal(
      found.map(({ kind, text }) => (kind === 'removed' ? '' : text)).join(''),
      long.replaceAll('the', 'a'),
    );
  });
});
