import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isUnsent, share } from './share.ts';
import type { Found } from './share.ts';

function found(copy: string, text: string, more: { base?: string; typedAt?: number } = {}): Found {
  const { base = '', typedAt = 0 } = more;
  const sealed = { iv: new Uint8Array(12), data: new ArrayBuffer(0) };
  const draft = { part: 'background', text, parent: 0, base, sent: undefined, typedAt };
  const row = { vault: 'v', record: 'r', copy, part: 'background', typedAt, sealed };
  return { row: { ...row, unsent: isUnsent(draft) }, draft };
}

const shown = (all: readonly Found[]) =>
  share(all, 'own').kept.map(({ text, copy }) => [text, copy]);

describe('drafts of one part from several copies', () => {
  test('this copy’s own stays its own, and another’s unsent text stays beside it', () => {
    const all = [found('gone', 'Theirs', { typedAt: 2 }), found('own', 'Mine', { typedAt: 1 })];
    assert.deepEqual(shown(all), [
      ['Mine', undefined],
      ['Theirs', 'gone'],
    ]);
    assert.deepEqual(share(all, 'own').moved, []);
  });

  test('the latest becomes this copy’s own when it has none', () => {
    const all = [found('a', 'Earlier', { typedAt: 1 }), found('b', 'Later', { typedAt: 2 })];
    assert.deepEqual(shown(all), [
      ['Later', undefined],
      ['Earlier', 'a'],
    ]);
    assert.deepEqual(
      share(all, 'own').moved.map(({ copy }) => copy),
      ['b'],
    );
  });

  test('an unsent text goes before one that the council has', () => {
    const all = [found('own', 'Saved', { base: 'Saved' }), found('gone', 'Unsent')];
    assert.deepEqual(shown(all), [['Unsent', undefined]]);
  });

  test('no unsent text is ever dropped, unless another that is kept says the same', () => {
    const any = fc.array(
      fc.record({
        copy: fc.constantFrom('own', 'a', 'b', 'c'),
        text: fc.constantFrom('', 'one', 'two', 'three'),
        base: fc.constantFrom('', 'one'),
        typedAt: fc.nat(3),
      }),
    );
    fc.assert(
      fc.property(any, (all) => {
        // A copy has one draft of a part.
        const each = [...new Map(all.map((one) => [one.copy, one])).values()];
        const drafts = each.map(({ copy, text, ...more }) => found(copy, text, more));
        const { kept, moved, dropped } = share(drafts, 'own');
        for (const { draft } of drafts.filter((one) => isUnsent(one.draft))) {
          assert.ok(kept.some(({ text }) => text === draft.text));
        }
        assert.equal(
          kept.filter(({ copy }) => copy === undefined).length,
          Math.min(1, each.length),
        );
        assert.ok(moved.length <= 1);
        assert.ok(moved.every((row) => !dropped.includes(row)));
      }),
    );
  });
});
