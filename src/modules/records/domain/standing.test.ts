import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { newId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Revision } from './section.ts';
import { openChoice, settleChoice, standingOf, textOn } from './standing.ts';

const part = 'decision:answer';
const chair = newId<PersonId>();
const at = new Date('2027-01-14T10:00:00Z');

type Row = readonly [text: string, parent: number, beside?: 'beside'];

/** Revisions of one part, numbered from 1. */
function revisions(...rows: readonly Row[]): Revision[] {
  return rows.map(([text, parent, beside], index) => ({
    section: part,
    revision: index + 1,
    parent,
    text,
    at,
    by: chair,
    edit: undefined,
    ...(beside && { beside: true }),
  }));
}

describe('how a part stands', () => {
  const taken = revisions(['yes', 0], ['not-yet', 1]);
  const both = revisions(['yes', 0], ['not-yet', 0, 'beside']);

  test('before anyone has chosen', () => {
    const { text, revision, isUnkept } = standingOf(part, '', []);
    assert.deepEqual([text, revision, isUnkept], ['', 0, false]);
  });

  test('as the newest revision says', () => {
    const { text, revision, by, isUnkept } = standingOf(part, 'not-yet', taken);
    assert.deepEqual([text, revision, by, isUnkept], ['not-yet', 2, chair, false]);
  });

  test('with another choice beside it, which counts as a revision and is not what it says', () => {
    const { text, revision, beside, isUnkept } = standingOf(part, 'yes', both);
    assert.deepEqual([text, revision, beside?.text, isUnkept], ['yes', 2, 'not-yet', false]);
  });

  test('changed elsewhere: one revision more, of which nobody knows who made it', () => {
    const { text, revision, by, isUnkept } = standingOf(part, 'yes', taken);
    assert.deepEqual([text, revision, by, isUnkept], ['yes', 3, undefined, true]);
  });
});

describe('a choice beside another', () => {
  for (const [what, rows, open] of [
    [
      'is open until someone chooses',
      [
        ['a', 0],
        ['b', 0, 'beside'],
      ],
      'b',
    ],
    [
      'stays open for a choice that was made without seeing it',
      [
        ['a', 0],
        ['b', 0, 'beside'],
        ['c', 1],
      ],
      'b',
    ],
    [
      'is settled by a choice that was made having seen it',
      [
        ['a', 0],
        ['b', 0, 'beside'],
        ['a', 2],
      ],
      undefined,
    ],
    [
      'is settled for good',
      [
        ['a', 0],
        ['b', 0, 'beside'],
        ['a', 2],
        ['c', 3],
      ],
      undefined,
    ],
    [
      'is followed by the next one',
      [
        ['a', 0],
        ['b', 0, 'beside'],
        ['c', 0, 'beside'],
      ],
      'c',
    ],
    [
      'is settled with those before it',
      [
        ['a', 0],
        ['b', 0, 'beside'],
        ['c', 0, 'beside'],
        ['b', 3],
      ],
      undefined,
    ],
    [
      'opens again with a new one',
      [
        ['a', 0],
        ['b', 0, 'beside'],
        ['b', 2],
        ['d', 2, 'beside'],
      ],
      'd',
    ],
  ] as const satisfies readonly (readonly [string, readonly Row[], string | undefined])[]) {
    test(what, () => assert.equal(openChoice(revisions(...rows))?.text, open));
  }
});

describe('what is made of a choice', () => {
  for (const [what, rows, now, text, parent, kind] of [
    ['the first', [], '', 'a', 0, 'take'],
    ['made on the newest', [['a', 0]], 'a', 'b', 1, 'take'],
    ['that is there', [['a', 0]], 'a', 'a', 1, 'unchanged'],
    [
      'that is there, made on an older one',
      [
        ['a', 0],
        ['b', 1],
      ],
      'b',
      'b',
      0,
      'unchanged',
    ],
    [
      'another than someone made meanwhile',
      [
        ['a', 0],
        ['b', 1],
      ],
      'b',
      'c',
      1,
      'beside',
    ],
    ['another, both made before any', [['a', 0]], 'a', 'b', 0, 'beside'],
    [
      'what was there before, which only the other one changed',
      [
        ['a', 0],
        ['b', 1],
      ],
      'b',
      'a',
      1,
      'unchanged',
    ],
    [
      'made on an older one that said the same as now',
      [
        ['a', 0],
        ['b', 1],
        ['a', 2],
      ],
      'a',
      'c',
      1,
      'take',
    ],
    ['made on one that the council has not', [['a', 0]], 'a', 'b', 2, 'unknown'],
    [
      'of the one beside, by someone who saw both',
      [
        ['a', 0],
        ['b', 0, 'beside'],
      ],
      'a',
      'b',
      2,
      'take',
    ],
    [
      'of the one that is there, by someone who saw both',
      [
        ['a', 0],
        ['b', 0, 'beside'],
      ],
      'a',
      'a',
      2,
      'take',
    ],
    [
      'of the one that is there, by someone who saw no other',
      [
        ['a', 0],
        ['b', 0, 'beside'],
      ],
      'a',
      'a',
      1,
      'unchanged',
    ],
    [
      'of a third, by someone who saw the first alone',
      [
        ['a', 0],
        ['b', 0, 'beside'],
      ],
      'a',
      'c',
      1,
      'take',
    ],
    [
      'of what was there, by someone who saw both, while a third was made',
      [
        ['a', 0],
        ['b', 0, 'beside'],
        ['c', 1],
      ],
      'c',
      'a',
      2,
      'beside',
    ],
    ['made before one that was changed elsewhere', [['a', 0]], 'x', 'b', 1, 'beside'],
    ['made on one that was changed elsewhere', [['a', 0]], 'x', 'b', 2, 'take'],
  ] as const satisfies readonly (readonly [
    string,
    readonly Row[],
    string,
    string,
    number,
    string,
  ])[]) {
    test(`${kind}: ${what}`, () => {
      const before = revisions(...rows);
      const made = settleChoice(standingOf(part, now, before), before, { text, parent });
      assert.equal(made.kind, kind);
    });
  }

  test('what a part said at each of its revisions', () => {
    const before = revisions(['a', 0], ['b', 0, 'beside'], ['c', 2]);
    const now = standingOf(part, 'x', before);
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((revision) => textOn(now, before, revision)),
      ['', 'a', 'a', 'c', 'x', undefined],
    );
  });

  test('however two choose, nothing goes unseen: what is said is the last seen, or another stands beside', () => {
    const step = fc.record({
      who: fc.constantFrom(0, 1),
      text: fc.constantFrom('a', 'b', 'c', ''),
      hears: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const kept: Revision[] = [];
        let text = '';
        const known = [0, 0];
        for (const { who, text: chosen, hears } of steps) {
          const parent = known[who] ?? 0;
          const now = standingOf(part, text, kept);
          const made = settleChoice(now, kept, { text: chosen, parent });
          assert.notEqual(made.kind, 'unknown');
          const overwritten = kept.filter((each) => each.revision > parent);
          const revision = { section: part, revision: now.revision + 1, parent, text: chosen, at };
          if (made.kind === 'take') {
            // What it says now is what this one had seen, or has chosen too.
            const saw = textOn(now, kept, parent);
            assert.ok(overwritten.length === 0 || saw === text || chosen === text);
            kept.push({ ...revision, by: chair, edit: undefined });
            text = chosen;
          } else if (made.kind === 'beside') {
            kept.push({ ...revision, by: chair, edit: undefined, beside: true });
            assert.equal(openChoice(kept)?.text, chosen);
          }
          if (hears) known[who] = standingOf(part, text, kept).revision;
        }
        assert.deepEqual(
          kept.map(({ revision }) => revision),
          kept.map((_, index) => index + 1),
        );
      }),
    );
  });
});
