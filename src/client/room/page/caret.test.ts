import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { caretIn } from './caret.ts';

/** The place of the bar in a text, and the text without it. */
function at(marked: string): { readonly text: string; readonly place: number } {
  return { text: marked.replace('|', ''), place: marked.indexOf('|') };
}

for (const [what, before, after] of [
  ['something came before', 'One. Two|', 'Zero. One. Two|'],
  ['something came after', 'One|. Two', 'One|. Two. Three'],
  ['something came before and after', 'a b c here| d', 'x a b c here| d e'],
  [
    'a line came before and the last changed',
    'One.\nTwo th|\nEnd',
    'Zero.\nOne.\nTwo th|\nThe end',
  ],
  ['nothing changed', 'One|', 'One|'],
] as const) {
  test(`a caret stays at its words when ${what}`, () => {
    const { text, place } = at(before);
    const expected = at(after);
    assert.equal(caretIn(text, expected.text, place), expected.place);
  });
}

test('a caret is always within the text', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(40), (before, after, place) => {
      const caret = caretIn(before, after, Math.min(place, before.length));
      assert.ok(caret >= 0 && caret <= after.length);
    }),
  );
});
