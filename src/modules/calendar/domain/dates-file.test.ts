import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays, date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { blockName, placeInYear } from '#kernel/school-days.ts';
import { termsOf } from '#test/builders/calendar.ts';
import { parseAcademicYear } from '#kernel/academic-year.ts';
import { assemble, meaningOf } from './dates-file.ts';
import type { Entry } from './dates-file.ts';
import { calendarOf, sixBlocks } from './year-dates.ts';

const year = parseAcademicYear('2026/27') ?? assert.fail();
const blocks = termsOf(year);

function entry(change: Partial<Entry> & Pick<Entry, 'what'>): Entry {
  return {
    line: 2,
    year,
    urn: undefined,
    name: 'x',
    first: date('2026-09-07'),
    last: date('2026-10-23'),
    source: '',
    ...change,
  };
}

/** The six blocks, on lines 2 to 7. */
const whole: readonly Entry[] = blocks.map(({ term, half, first, last }, index) =>
  entry({
    what: { kind: 'block', term, half },
    line: index + 2,
    first,
    last,
    name: `${term} ${half}`,
  }),
);

describe('what the words of a calendar mean', () => {
  const table: readonly [string, string | undefined][] = [
    ['autumn 1', 'autumn 1'],
    ['Spring term, second half', 'spring 2'],
    ['Summer Term 2', 'summer 2'],
    ['Term 5', 'summer 1'],
    ['Half Term 3', 'spring 1'],
    ['Autumn term', 'the autumn term'],
    ['autumn', 'the autumn term'],
    ['autumn half term', 'holiday'],
    ['October half-term', 'holiday'],
    ['Half term', 'holiday'],
    ['spring easter', 'holiday'],
    ['Christmas holidays', 'holiday'],
    ['Summer holiday', 'holiday'],
    ['Spring break', 'holiday'],
    ['INSET day', 'INSET'],
    ['Teacher training day (school closed)', 'INSET'],
    ['Autumn term starts for staff', 'INSET'],
    ['Early May bank holiday', 'bank holiday'],
    ['Good Friday', 'bank holiday'],
    ['Autumn term begins', undefined],
    ['Governors’ meeting', undefined],
    ['', undefined],
  ];
  for (const [words, meaning] of table) {
    it(`takes “${words}” as ${meaning ?? 'nothing that is known'}`, () => {
      const found = meaningOf(words);
      const said =
        found === undefined
          ? undefined
          : found.kind === 'block'
            ? blockName(found)
            : found.kind === 'term'
              ? `the ${found.term} term`
              : found.kind;
      assert.equal(said, meaning);
    });
  }
});

describe('a file of term dates', () => {
  it('becomes a year', () => {
    const { years, refusals } = assemble(whole);
    assert.deepEqual(refusals, []);
    assert.deepEqual(years, [
      {
        urn: undefined,
        year,
        blocks: blocks.map(({ term, half, first, last }) => ({ term, half, first, last })),
        inset: null,
        source: '',
      },
    ]);
  });

  it('takes whole terms apart at their half-term holidays', () => {
    const terms = [0, 2, 4].map((at, index) =>
      entry({
        what: { kind: 'term', term: blocks[at]?.term ?? 'autumn' },
        line: index + 2,
        first: blocks[at]?.first ?? date('2026-09-07'),
        last: blocks[at + 1]?.last ?? date('2026-12-18'),
      }),
    );
    const holidays = [0, 2, 4].map((at, index) =>
      entry({
        what: { kind: 'holiday' },
        line: index + 5,
        first: addDays(blocks[at]?.last ?? (year as never), 3),
        last: addDays(blocks[at + 1]?.first ?? (year as never), -3),
      }),
    );
    const { years, refusals } = assemble([...terms, ...holidays]);
    assert.deepEqual(refusals, []);
    assert.deepEqual(
      years[0]?.blocks?.map(({ first, last }) => [first, last]),
      blocks.map(({ first, last }) => [first, last]),
    );
    assert.match(assemble(terms).refusals[0]?.sentence ?? '', /has no half-term holiday within it/);
  });

  it('gives a school INSET days alone, and keeps them in order, once each', () => {
    const urn = 900_001 as Urn;
    const day = (text: string, line: number) =>
      entry({
        what: { kind: 'INSET' },
        line,
        urn,
        first: date(text),
        last: date(text),
        name: 'INSET day',
      });
    const { years, refusals } = assemble([
      day('2027-06-28', 8),
      day('2026-11-27', 9),
      day('2026-11-27', 10),
    ]);
    assert.deepEqual(refusals, []);
    assert.deepEqual(years[0]?.blocks, null);
    assert.deepEqual(
      years[0]?.inset?.map(({ day: each }) => each),
      ['2026-11-27', '2027-06-28'],
    );
  });

  const change = (place: number, changes: Partial<Entry>) =>
    whole.map((each, index) => (index === place ? { ...each, ...changes } : each));
  const refused: readonly [string, readonly Entry[], readonly [number, RegExp][]][] = [
    [
      'whose terms overlap',
      change(1, { first: date('2026-10-20') }),
      [
        [
          3,
          /^Autumn 2 \(20 October 2026 to 18 December 2026\) overlaps with autumn 1 \(7 September 2026 to 23 October 2026\) on line 2\.$/,
        ],
      ],
    ],
    [
      'whose terms share one day',
      change(3, { first: date('2027-02-12') }),
      [[5, /^Spring 2 .* overlaps with spring 1 .* on line 4\.$/]],
    ],
    [
      'whose terms stand in the wrong order',
      change(4, { first: date('2027-01-01'), last: date('2027-01-03') }),
      [[6, /^Summer 1 .* is before spring 2 .* on line 5\.$/]],
    ],
    [
      'with a block that ends before it begins',
      change(0, { last: date('2026-09-01') }),
      [[2, /ends on 1 September 2026, before it begins on 7 September 2026/]],
    ],
    [
      'with a date of another year',
      change(5, { first: date('2028-06-05'), last: date('2028-07-21') }),
      [[7, /is not in the academic year 2026\/27/]],
    ],
    [
      'whose summer runs into the days in which the next year may begin',
      change(5, { last: date('2027-08-25') }),
      [[7, /^Summer 2 \(.* to 25 August 2027\) is not in the academic year 2026\/27/]],
    ],
    [
      'with the same block twice',
      [...whole, { ...(whole[2] ?? entry({ what: { kind: 'holiday' } })), line: 8 }],
      [[8, /^spring 1 of 2026\/27 is there already, on line 4\.$/i]],
    ],
    [
      'that is not whole',
      whole.slice(0, 4),
      [[5, /2026\/27 is not whole: the file has no summer 1, no summer 2 of it/]],
    ],
    [
      'with a holiday within a term',
      [
        ...whole,
        entry({
          what: { kind: 'holiday' },
          line: 8,
          name: 'half term',
          first: date('2026-10-22'),
          last: date('2026-10-30'),
        }),
      ],
      [[8, /The holiday “half term” .* overlaps with autumn 1 .* on line 2/]],
    ],
    [
      'with an INSET day at a weekend',
      [
        ...whole,
        entry({
          what: { kind: 'INSET' },
          line: 8,
          first: date('2026-11-28'),
          last: date('2026-11-28'),
        }),
      ],
      [[8, /^The INSET day Saturday 28 November 2026 is at a weekend\.$/]],
    ],
  ];
  for (const [what, entries, expected] of refused) {
    it(`is refused by line ${what}`, () => {
      const { years, refusals } = assemble(entries);
      assert.deepEqual(years, []);
      assert.deepEqual(
        refusals.map(({ line }) => line),
        expected.map(([line]) => line),
      );
      for (const [index, [, sentence]] of expected.entries()) {
        assert.match(refusals[index]?.sentence ?? '', sentence);
      }
    });
  }

  it('never makes a year whose blocks overlap, whatever dates stand in it', () => {
    const day = fc.integer({ min: -20, max: 380 }).map((days) => addDays(date('2026-09-01'), days));
    const anyBlock = fc.record({ place: fc.integer({ min: 0, max: 5 }), first: day, last: day });
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 8 }), fc.boolean(), (random, isMixed) => {
        const entries = [
          ...(isMixed ? whole.slice(0, 6 - Math.min(random.length, 6)) : []),
          ...random.map(({ place, first, last }, index) =>
            entry({
              what: { kind: 'block', ...(sixBlocks[place] ?? { term: 'autumn', half: 1 }) },
              line: index + 10,
              first,
              last,
            }),
          ),
        ];
        const { years, refusals } = assemble(entries);
        assert.equal(years.length === 0, refusals.length > 0 || entries.length === 0);
        for (const made of years) {
          const all = made.blocks ?? [];
          assert.deepEqual(all.map(placeInYear), [0, 1, 2, 3, 4, 5]);
          for (const [index, block] of all.entries()) {
            assert.ok(block.first <= block.last);
            const before = all[index - 1];
            assert.ok(!before || before.last < block.first);
          }
        }
      }),
    );
  });
});

describe('the calendar of a school', () => {
  const none = { bankHolidays: new Map(), knownUntil: date('2028-12-31') };
  const shared = {
    blocks,
    inset: [{ day: date('2027-01-04'), name: 'INSET day' }],
    source: '',
  };
  const own = { day: date('2026-11-27'), name: 'Moderation' };

  it('has its own INSET days beside the authority’s', () => {
    const calendar = calendarOf(
      none,
      new Map([[year, shared]]),
      new Map([[year, { blocks: null, inset: [own], source: '' }]]),
    );
    assert.deepEqual(
      calendar.blocks.map(({ first }) => first),
      blocks.map(({ first }) => first),
    );
    assert.deepEqual([...calendar.insetDays.keys()].toSorted(), ['2026-11-27', '2027-01-04']);
  });

  it('has its own INSET days alone where its terms are its own', () => {
    const later = blocks.map((block) => ({ ...block, first: addDays(block.first, 1) }));
    const calendar = calendarOf(
      none,
      new Map([[year, shared]]),
      new Map([[year, { blocks: later, inset: [own], source: '' }]]),
    );
    assert.equal(calendar.blocks[0]?.first, '2026-09-08');
    assert.deepEqual([...calendar.insetDays.keys()], ['2026-11-27']);
  });
});
