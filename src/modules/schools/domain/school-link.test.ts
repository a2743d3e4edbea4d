import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { Urn } from '#kernel/ids.ts';
import { linkManner, linkMeaning, successionsIn } from './school-link.ts';
import type { LinkMeaning, SchoolLink } from './school-link.ts';

/** Every kind in the register’s file of 21 August 2026, with how many links have it. */
const published: readonly [kind: string, count: number, LinkMeaning, manner: string | null][] = [
  ['Successor', 17_182, 'successor', null],
  ['Predecessor', 16_810, 'predecessor', null],
  ['Predecessor - merged', 281, 'predecessor', 'merged'],
  ['Successor - merged', 231, 'successor', 'merged'],
  ['Predecessor - amalgamated', 140, 'predecessor', 'amalgamated'],
  ['Sixth Form Centre School', 137, 'sixth-form-centre', null],
  ['Successor - amalgamated', 135, 'successor', 'amalgamated'],
  ['Result of Amalgamation', 115, 'predecessor', 'amalgamated'],
  ['Sixth Form Centre Link', 59, 'sixth-form-centre', null],
  ['Successor - Split School', 54, 'successor', 'split school'],
  ['Predecessor - Split School', 51, 'predecessor', 'split school'],
  ['Other', 15, 'other', null],
  [
    'Merged - expansion in school capacity and changer in age range',
    9,
    'other',
    'expansion in school capacity and changer in age range',
  ],
  ['Merged - change in age range', 9, 'other', 'change in age range'],
  ['Merged - expansion of school capacity', 5, 'other', 'expansion of school capacity'],
  ['Expansion', 3, 'other', null],
  ['Closure', 3, 'other', null],
];

const [infants, juniors, primary] = [900_001, 900_002, 900_003] as Urn[] as [Urn, Urn, Urn];

function link(urn: Urn, kind: string, linkUrn: Urn): SchoolLink {
  return { urn, linkUrn, kind };
}

/** "900003 after 900001": each succession. */
function told(links: readonly SchoolLink[], open: readonly Urn[] = []): string[] {
  return successionsIn(links, (urn) => open.includes(urn)).map(
    ({ school, predecessor }) => `${school} after ${predecessor}`,
  );
}

suite('links between schools', () => {
  test('every published kind has its meaning and its manner', () => {
    for (const [kind, , meaning, manner] of published) {
      assert.equal(linkMeaning(kind), meaning, kind);
      assert.equal(linkManner(kind), manner, kind);
    }
    assert.equal(linkMeaning('A kind of the future'), 'other');
    assert.equal(linkMeaning('PREDECESSOR - MERGED'), 'predecessor');
  });

  test('a pair that is linked from both ends is one succession, and so is one from either end', () => {
    const forth = link(primary, 'Predecessor - merged', infants);
    const back = link(infants, 'Successor', primary);
    for (const links of [[forth, back], [back, forth], [forth], [back]]) {
      assert.deepEqual(told(links), ['900003 after 900001']);
    }
    assert.equal(successionsIn([back, forth], () => false)[0]?.link, forth);
  });

  test('of an amalgamation noted alike at both ends, the school that is open came after', () => {
    const links = [
      link(juniors, 'Result of Amalgamation', primary),
      link(primary, 'Result of Amalgamation', juniors),
    ];
    assert.deepEqual(told(links, [primary]), ['900003 after 900002']);
    assert.deepEqual(told(links, [juniors, primary]), []);
    assert.deepEqual(told(links, []), []);
  });

  test('an end that says outright which came first is believed before one that does not', () => {
    const links = [
      link(juniors, 'Result of Amalgamation', primary),
      link(primary, 'Predecessor - amalgamated', juniors),
    ];
    assert.deepEqual(told(links, []), ['900003 after 900002']);
  });

  test('whatever the links say and in whatever order, no two schools are each other’s predecessor', () => {
    const school = fc.integer({ min: 900_000, max: 900_004 }).map((number) => number as Urn);
    const kind = fc.constantFrom(...published.map(([name]) => name));
    const links = fc.uniqueArray(
      fc.record({ urn: school, linkUrn: school, kind }).filter((each) => each.urn !== each.linkUrn),
      { selector: (each) => `${each.urn} ${each.linkUrn}`, maxLength: 12 },
    );
    fc.assert(
      fc.property(links, fc.array(school), (each, open) => {
        const pairs = told(each, open);
        assert.equal(new Set(pairs).size, pairs.length);
        for (const pair of pairs) {
          assert.ok(!pairs.includes(pair.split(' after ').toReversed().join(' after ')), pair);
        }
        assert.deepEqual(told(each.toReversed(), open).sort(), pairs.sort());
      }),
    );
  });
});
