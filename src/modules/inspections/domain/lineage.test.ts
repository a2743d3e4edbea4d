import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { addDays, date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { anInspection } from '#test/builders/inspections.ts';
import type { Inspection } from './inspection.ts';
import { newestFirst, onlyPredecessor, withPredecessor } from './lineage.ts';

const [school, before, other, older] = [900_100, 900_050, 900_060, 900_010] as Urn[] as [
  Urn,
  Urn,
  Urn,
  Urn,
];
const predecessor = { urn: before, name: 'Ash Lane School' };
const source = { name: 'Ofsted management information', asAt: null, fileName: null };

function inspected(urn: Urn, number: string, day: string, madeAs?: Urn): Inspection {
  return {
    ...anInspection({ urn, number, firstDay: date(day) }),
    predecessor: madeAs === undefined ? null : { urn: madeAs, name: null },
    source,
  };
}

suite('the only predecessor of a school', () => {
  const cases: readonly (readonly [string, Urn[], Inspection[], Urn | undefined])[] = [
    ['none', [], [inspected(school, '1', '2023-03-14')], undefined],
    ['the one that the register links', [before], [], before],
    ['the one that Ofsted names', [], [inspected(school, '1', '2019-03-14', before)], before],
    ['the one that both name', [before], [inspected(school, '1', '2019-03-14', before)], before],
    ['none of two that the register links', [before, other], [], undefined],
    [
      'none of two that Ofsted names',
      [],
      [inspected(school, '1', '2019-03-14', before), inspected(school, '2', '2012-03-14', other)],
      undefined,
    ],
    [
      'none where the two disagree',
      [before],
      [inspected(school, '1', '2019-03-14', other)],
      undefined,
    ],
  ];
  for (const [title, linked, own, expected] of cases) {
    test(`is ${title}`, () => {
      assert.equal(onlyPredecessor({ urn: school, own, linked }), expected);
    });
  }
});

suite('a history with the predecessor’s', () => {
  const told = (openedOn: string | null, own: Inspection[], earlier: Inspection[]) =>
    withPredecessor(
      { urn: school, openedOn: openedOn === null ? null : date(openedOn), own, linked: [] },
      predecessor,
      earlier,
    ).map((each) => `${each.number} ${each.urn} ${each.predecessor?.urn ?? 'own'}`);
  const own = inspected(school, '3', '2023-03-14');
  const cases: readonly (readonly [string, ReturnType<typeof told>, string[]])[] = [
    [
      'keeps the URN that each was made under',
      told('2020-09-01', [own], [inspected(before, '1', '2017-03-14')]),
      [`3 ${school} own`, `1 ${school} ${before}`],
    ],
    [
      'keeps the one that the predecessor’s own history names',
      told('2020-09-01', [own], [inspected(before, '1', '2009-03-14', older)]),
      [`3 ${school} own`, `1 ${school} ${older}`],
    ],
    [
      'leaves out what began on the day that the school opened, or after',
      told(
        '2020-09-01',
        [own],
        [
          inspected(before, '4', '2024-01-10'),
          inspected(before, '2', '2020-09-01'),
          inspected(before, '1', '2020-08-31'),
        ],
      ),
      [`3 ${school} own`, `1 ${school} ${before}`],
    ],
    [
      'goes by the earliest of its own where no opening day is known',
      told(
        null,
        [own],
        [inspected(before, '2', '2023-03-14'), inspected(before, '1', '2023-03-13')],
      ),
      [`3 ${school} own`, `1 ${school} ${before}`],
    ],
    [
      'has each inspection once, as the school’s own history tells it',
      told(
        '2020-09-01',
        [own, inspected(school, '1', '2017-03-14', before)],
        [inspected(before, '1', '2017-03-14'), inspected(before, '0', '2013-03-14')],
      ),
      [`3 ${school} own`, `1 ${school} ${before}`, `0 ${school} ${before}`],
    ],
    [
      'is the predecessor’s alone where the school has none of its own',
      told('2020-09-01', [], [inspected(before, '1', '2017-03-14')]),
      [`1 ${school} ${before}`],
    ],
  ];
  for (const [title, found, expected] of cases) {
    test(title, () => {
      assert.deepEqual(found, expected);
    });
  }

  test('does not depend on the order in which inspections are held', () => {
    const days = fc.array(fc.integer({ min: 0, max: 6_000 }), { maxLength: 6 });
    fc.assert(
      fc.property(days, days, fc.integer(), (owns, earlier, seed) => {
        const of = (urn: Urn, which: number[], from: number) =>
          which.map((after, at) =>
            inspected(urn, String(from + at), addDays(date('2008-01-07'), after)),
          );
        const [mine, theirs] = [of(school, owns, 1), of(before, earlier, 4)];
        const shuffled = (all: readonly Inspection[]) =>
          all.toSorted((a, b) => placeOf(a, seed) - placeOf(b, seed));
        const tell = (one: Inspection[], two: Inspection[]) =>
          withPredecessor({ urn: school, openedOn: null, own: one, linked: [] }, predecessor, two)
            .toSorted(newestFirst)
            .map(({ firstDay, urn }) => `${firstDay} ${urn}`);
        assert.deepEqual(tell(shuffled(mine), shuffled(theirs)), tell(mine, theirs));
        const numbers = withPredecessor(
          { urn: school, openedOn: null, own: mine, linked: [] },
          predecessor,
          theirs,
        ).map(({ number }) => number);
        assert.equal(new Set(numbers).size, numbers.length);
      }),
    );
  });
});

/** Some place or other, the same for the same inspection and seed. */
function placeOf({ number }: Inspection, seed: number): number {
  return Math.imul(Number(number) + 1, seed | 1) >>> 4;
}
