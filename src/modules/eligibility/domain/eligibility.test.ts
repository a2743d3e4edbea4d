import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { GradedInspection } from '#modules/inspections/index.ts';
import { card, histories, overall, urn, without } from '#test/builders/graded.ts';
import { eligibilityAsAt, isFlagged } from './eligibility.ts';
import type { Eligibility, PredecessorHistory } from './finding.ts';

import { coastingEditions, editionOn, stuckEditions } from './rules.ts';

const earlier = { urn: 900_101 as Urn, name: 'Old Mill School' };

interface Asked {
  readonly on: string;
  readonly graded: readonly GradedInspection[];
  readonly type?: string;
  readonly predecessors?: readonly PredecessorHistory[];
}

function ask({ on, graded, type = '01', predecessors = [] }: Asked): Eligibility {
  return eligibilityAsAt(
    { urn, type: { code: type, name: 'Some other type' }, graded, predecessors },
    date(on),
  );
}

const before = (...graded: GradedInspection[]): PredecessorHistory => ({ ...earlier, graded });

const good = overall('2017-03-07', 2);
const needs = 'needs-attention';
const urgent = 'urgent-improvement';
const expected = 'expected-standard';

describe('the edition of a rule', () => {
  const table: readonly [string, string | undefined, string | undefined][] = [
    ['2022-08-31', undefined, undefined],
    ['2022-09-01', '2022', undefined],
    ['2025-01-31', '2022', undefined],
    ['2025-02-01', '2022', 'requires-improvement'],
    ['2025-11-16', '2022', 'requires-improvement'],
    ['2025-11-17', '2025', 'needs-attention'],
    ['2031-01-01', '2025', 'needs-attention'],
  ];
  for (const [day, coasting, stuck] of table) {
    it(`on ${day}: coasting ${coasting ?? 'none'}, stuck ${stuck ?? 'none'}`, () => {
      assert.equal(editionOn(coastingEditions, date(day))?.id, coasting);
      assert.equal(editionOn(stuckEditions, date(day))?.id, stuck);
    });
  }
});

describe('a category of concern', () => {
  const table: readonly [string, readonly GradedInspection[], string, boolean, RegExp][] = [
    ['no inspection', [], '2025-01-01', false, /no graded inspection of the school is known/],
    [
      'Inadequate overall on 1 September 2024',
      [overall('2024-09-01', 4)],
      '2025-01-01',
      true,
      /judged it Inadequate overall/,
    ],
    [
      'Inadequate with the category stated',
      [overall('2023-05-09', 4, 'serious-weaknesses')],
      '2025-01-01',
      true,
      /puts it in serious weaknesses/,
    ],
    [
      'Requires improvement overall',
      [overall('2023-05-09', 3)],
      '2025-01-01',
      false,
      /puts it in none/,
    ],
    [
      'without an overall grade on 2 September 2024, a category stated',
      [without('2024-09-02', 4, 4, 'special-measures')],
      '2025-01-01',
      true,
      /puts it in special measures/,
    ],
    [
      'without an overall grade, Inadequate in an area but no category stated',
      [without('2024-09-02', 4, 4)],
      '2025-01-01',
      false,
      /puts it in none/,
    ],
    [
      'a report card with Urgent improvement in an area',
      [card('2026-01-13', expected, { achievement: urgent })],
      '2026-03-01',
      true,
      /requires significant improvement, though the data states no category/,
    ],
    [
      'a report card with Urgent improvement in leadership alone',
      [card('2026-01-13', urgent)],
      '2026-03-01',
      true,
      /requires significant improvement/,
    ],
    [
      'a report card with Urgent improvement in leadership and another area',
      [
        card('2026-01-13', urgent, {
          achievement: urgent,
          inclusion: needs,
        }),
      ],
      '2026-03-01',
      true,
      /Needs attention in inclusion; special measures\), gave judgements that amount to special measures/,
    ],
    [
      'a report card with Urgent improvement in leadership, safeguarding not met',
      [card('2026-01-13', urgent, { safeguarding: 'not-met' })],
      '2026-03-01',
      true,
      /special measures/,
    ],
    [
      'a report card with safeguarding not met alone',
      [card('2026-01-13', expected, { safeguarding: 'not-met' })],
      '2026-03-01',
      true,
      /requires significant improvement/,
    ],
    [
      'a report card with Needs attention everywhere',
      [card('2026-01-13', needs, { inclusion: needs, achievement: needs })],
      '2026-03-01',
      false,
      /puts it in none/,
    ],
    [
      'a category that a later inspection lifted',
      [overall('2021-05-11', 4, 'special-measures'), overall('2023-05-09', 3)],
      '2025-01-01',
      false,
      /9 May 2023/,
    ],
    [
      'the same, as at a day before the later inspection',
      [overall('2021-05-11', 4, 'special-measures'), overall('2023-05-09', 3)],
      '2023-05-08',
      true,
      /11 May 2021/,
    ],
    [
      'a category that was judged under the number of the school before',
      [{ ...overall('2022-05-10', 4, 'special-measures'), predecessor: earlier }],
      '2025-01-01',
      true,
      /as Old Mill School, URN 900101/,
    ],
  ];
  for (const [what, graded, on, holds, reason] of table) {
    it(`${holds ? 'holds' : 'does not hold'}: ${what}`, () => {
      const { categoryOfConcern: found } = ask({ on, graded });
      assert.equal(found.holds, holds);
      assert.match(found.reason, reason);
      assert.ok(found.wouldChange.length > 0);
    });
  }
});

describe('coasting under the 2022 rule', () => {
  const ri = overall('2023-05-09', 3);
  const table: readonly [string, Asked, boolean, RegExp][] = [
    [
      'Requires improvement twice',
      { on: '2024-06-01', graded: [ri, overall('2019-03-05', 3)] },
      true,
      /is below Good/,
    ],
    [
      'Requires improvement after Inadequate',
      { on: '2024-06-01', graded: [ri, overall('2019-03-05', 4)] },
      true,
      /is below Good/,
    ],
    [
      'Requires improvement after Good',
      { on: '2024-06-01', graded: [ri, good] },
      false,
      /is not below Good/,
    ],
    [
      'Requires improvement after Satisfactory',
      { on: '2024-06-01', graded: [ri, overall('2011-03-08', 3)] },
      true,
      /Satisfactory overall/,
    ],
    [
      'Inadequate after Requires improvement',
      { on: '2024-06-01', graded: [overall('2023-05-09', 4), overall('2019-03-05', 3)] },
      false,
      /is not Requires improvement overall/,
    ],
    [
      'Good after two below',
      { on: '2024-06-01', graded: [overall('2024-01-16', 2), ri, overall('2019-03-05', 3)] },
      false,
      /is not Requires improvement overall/,
    ],
    [
      'the third inspection back does not count',
      { on: '2024-06-01', graded: [ri, good, overall('2014-03-04', 3)] },
      false,
      /is not below Good/,
    ],
    [
      'an overall grade that is not in the data',
      { on: '2024-06-01', graded: [overall('2023-05-09', null), overall('2019-03-05', 3)] },
      false,
      /no grade in the data/,
    ],
    [
      'the day before the rule',
      { on: '2022-08-31', graded: [overall('2022-03-08', 3), overall('2019-03-05', 3)] },
      false,
      /no such rule was in force on 31 August 2022/,
    ],
    [
      'the first day of the rule',
      { on: '2022-09-01', graded: [overall('2022-03-08', 3), overall('2019-03-05', 3)] },
      true,
      /2022 rule/,
    ],
    [
      'an inspection of 1 September 2024 still has an overall grade',
      { on: '2024-10-01', graded: [overall('2024-09-01', 3), overall('2019-03-05', 3)] },
      true,
      /1 September 2024/,
    ],
    [
      'an inspection of 2 September 2024 has none, so it cannot meet the rule',
      { on: '2024-10-01', graded: [without('2024-09-02', 3, 3), overall('2019-03-05', 3)] },
      false,
      /gave no overall grade, so it cannot meet this rule/,
    ],
    [
      'nor can a report card of the first days',
      { on: '2025-11-16', graded: [card('2025-11-11', needs), overall('2019-03-05', 3)] },
      false,
      /gave no overall grade/,
    ],
    ['nothing is known', { on: '2024-06-01', graded: [] }, false, /no graded inspection/],
    [
      'one inspection and no predecessor',
      { on: '2024-06-01', graded: [ri] },
      false,
      /links no predecessor school/,
    ],
    [
      'one inspection, a predecessor below Good',
      { on: '2024-06-01', graded: [ri], predecessors: [before(overall('2018-01-16', 3))] },
      true,
      /Old Mill School, URN 900101 was below Good/,
    ],
    [
      'one inspection, a predecessor that was Good',
      { on: '2024-06-01', graded: [ri], predecessors: [before(overall('2018-01-16', 2))] },
      false,
      /was not below Good/,
    ],
    [
      'the predecessor’s latest counts, not its earlier ones',
      {
        on: '2024-06-01',
        graded: [ri],
        predecessors: [before(overall('2018-01-16', 2), overall('2014-01-14', 4))],
      },
      false,
      /was not below Good/,
    ],
    [
      'two predecessors, both below Good',
      {
        on: '2024-06-01',
        graded: [ri],
        predecessors: [
          before(overall('2018-01-16', 3)),
          { ...before(overall('2017-01-17', 4)), urn: 900_102 as Urn },
        ],
      },
      true,
      /was below Good/,
    ],
    [
      'two predecessors, one of them Good',
      {
        on: '2024-06-01',
        graded: [ri],
        predecessors: [
          before(overall('2018-01-16', 3)),
          { ...before(overall('2017-01-17', 2)), urn: 900_102 as Urn },
        ],
      },
      false,
      /was not below Good/,
    ],
    [
      'two predecessors, one of them unknown',
      {
        on: '2024-06-01',
        graded: [ri],
        predecessors: [before(overall('2018-01-16', 3)), { ...before(), urn: 900_102 as Urn }],
      },
      false,
      /as far as is known/,
    ],
    [
      'the only inspection is the predecessor’s own, which does not count twice',
      { on: '2024-06-01', graded: [{ ...ri, predecessor: earlier }], predecessors: [before(ri)] },
      false,
      /as far as is known/,
    ],
    [
      'predecessors are not asked where there are two inspections',
      { on: '2024-06-01', graded: [ri, good], predecessors: [before(overall('2018-01-16', 3))] },
      false,
      /is not below Good/,
    ],
  ];
  for (const [what, asked, holds, reason] of table) {
    it(`${holds ? 'holds' : 'does not hold'}: ${what}`, () => {
      const { coasting } = ask(asked);
      assert.equal(coasting.holds, holds);
      assert.match(coasting.reason, reason);
      assert.equal(coasting.entry, null);
    });
  }
});

describe('coasting under the 2025 rule', () => {
  const on = '2026-06-01';
  const ri = overall('2023-05-09', 3);
  const leadership = card('2026-01-13', needs);
  const table: readonly [string, Asked, string | null, RegExp][] = [
    [
      'Needs attention in leadership after a category',
      { on, graded: [leadership, without('2024-11-12', 4, 4, 'special-measures')] },
      '2',
      /entry condition 2/,
    ],
    [
      'Needs attention in leadership after Requires improvement overall',
      { on, graded: [leadership, ri] },
      '2',
      /entry condition 2/,
    ],
    [
      'Needs attention in leadership after Satisfactory overall',
      { on, graded: [leadership, overall('2011-05-10', 3)] },
      '2',
      /Satisfactory/,
    ],
    [
      'Needs attention in leadership after Requires improvement in quality of education',
      { on, graded: [leadership, without('2024-11-12', 3, 2)] },
      '2',
      /entry condition 2/,
    ],
    [
      'Needs attention in leadership after Needs attention in leadership',
      { on, graded: [card('2026-05-12', needs), leadership] },
      '2',
      /entry condition 2/,
    ],
    [
      'Needs attention in leadership after Good',
      { on, graded: [leadership, good] },
      null,
      /meets no condition of entry/,
    ],
    [
      'Needs attention elsewhere after Requires improvement overall',
      { on, graded: [card('2026-01-13', expected, { achievement: needs }), ri] },
      null,
      /meets no condition of entry/,
    ],
    [
      'Needs attention in leadership alone, a predecessor with a relevant assessment',
      { on, graded: [leadership], predecessors: [before(ri)] },
      '2',
      /entry condition 2/,
    ],
    [
      'Needs attention in leadership alone, a predecessor that was Good',
      { on, graded: [leadership], predecessors: [before(good)] },
      null,
      /no earlier one is known/,
    ],
    [
      'Needs attention in leadership alone, two predecessors, one without',
      {
        on,
        graded: [leadership],
        predecessors: [before(ri), { ...before(good), urn: 900_102 as Urn }],
      },
      null,
      /meets no condition/,
    ],
    [
      'a category lifted with Needs attention in any area',
      {
        on,
        graded: [
          card('2026-01-13', expected, { inclusion: needs }),
          overall('2023-05-09', 4, 'special-measures'),
        ],
      },
      '3',
      /entry condition 3/,
    ],
    [
      'a category lifted with Requires improvement in leadership',
      { on, graded: [without('2025-01-14', 2, 3), overall('2023-05-09', 4, 'special-measures')] },
      '3',
      /entry condition 3/,
    ],
    [
      'a category lifted with Requires improvement overall',
      { on, graded: [ri, overall('2021-05-11', 4, 'special-measures')] },
      '3',
      /entry condition 3/,
    ],
    [
      'a category lifted with Satisfactory overall',
      { on, graded: [overall('2011-05-10', 3), overall('2009-05-12', 4, 'notice-to-improve')] },
      '3',
      /Satisfactory/,
    ],
    [
      'a category lifted with nothing left to attend to',
      { on, graded: [card('2026-01-13', expected), overall('2023-05-09', 4, 'special-measures')] },
      null,
      /meets no condition of entry/,
    ],
    [
      'a category followed by another',
      { on, graded: [card('2026-01-13', urgent), overall('2023-05-09', 4, 'special-measures')] },
      null,
      /meets no condition of entry/,
    ],
    [
      'Requires improvement in quality of education after a relevant assessment',
      { on, graded: [without('2024-09-02', 3, 2), overall('2019-03-05', 3)] },
      '4',
      /entry condition 4/,
    ],
    [
      'Requires improvement in leadership after a relevant assessment',
      { on, graded: [without('2024-09-02', 2, 3), overall('2019-03-05', 3)] },
      '4',
      /entry condition 4/,
    ],
    [
      'Requires improvement in both after Good',
      { on, graded: [without('2024-09-02', 3, 3), good] },
      null,
      /meets no condition/,
    ],
    [
      'Requires improvement overall on 1 September 2024 after a relevant assessment',
      { on, graded: [overall('2024-09-01', 3), overall('2019-03-05', 3)] },
      '5',
      /entry condition 5/,
    ],
    [
      'Requires improvement overall after Good',
      { on, graded: [ri, good] },
      null,
      /meets no condition/,
    ],
    [
      'exit (a): a report card with nothing below Expected',
      { on, graded: [card('2026-01-13', expected), ri, overall('2019-03-05', 3)] },
      null,
      /met a condition of exit/,
    ],
    [
      'no exit: a report card with Needs attention somewhere',
      {
        on,
        graded: [
          card('2026-01-13', expected, { achievement: needs }),
          ri,
          overall('2019-03-05', 3),
        ],
      },
      '5',
      /meets no condition of exit/,
    ],
    [
      'no exit: a report card with safeguarding not met',
      {
        on,
        graded: [
          card('2026-01-13', expected, { safeguarding: 'not-met' }),
          ri,
          overall('2019-03-05', 3),
        ],
      },
      '5',
      /meets no condition of exit/,
    ],
    [
      'exit (b): Good in quality of education and in leadership',
      { on, graded: [without('2024-11-12', 2, 1), ri, overall('2019-03-05', 3)] },
      null,
      /met a condition of exit/,
    ],
    [
      'no exit: too little to judge quality of education by',
      { on, graded: [without('2024-11-12', 'insufficient-data', 2), ri, overall('2019-03-05', 3)] },
      '5',
      /meets no condition of exit/,
    ],
    [
      'exit (c): Good overall',
      { on, graded: [overall('2024-01-16', 2), ri, overall('2019-03-05', 3)] },
      null,
      /met a condition of exit/,
    ],
    [
      'no exit: Inadequate overall',
      { on, graded: [overall('2024-01-16', 4, 'special-measures'), ri, overall('2019-03-05', 3)] },
      '5',
      /meets no condition of exit/,
    ],
    [
      'an exit and then one Requires improvement',
      { on, graded: [ri, good, overall('2014-03-04', 3), overall('2011-03-08', 3)] },
      null,
      /condition of exit/,
    ],
    [
      'an exit and then entered again',
      { on, graded: [card('2026-01-13', needs), ri, good, overall('2014-03-04', 3)] },
      '2',
      /entry condition 2/,
    ],
    ['nothing is known', { on, graded: [] }, null, /no graded inspection/],
  ];
  for (const [what, asked, entry, reason] of table) {
    it(`${entry === null ? 'does not hold' : `enters by ${entry}`}: ${what}`, () => {
      const { coasting } = ask(asked);
      assert.equal(coasting.entry, entry);
      assert.equal(coasting.holds, entry !== null);
      assert.match(coasting.reason, reason);
      if (entry !== null)
        assert.match(coasting.rule?.citation ?? '', /SI 2025\/1120, entry condition/);
    });
  }

  it('begins on 17 November 2025: the same history is judged by the rule of each day', () => {
    const graded = [without('2024-11-12', 3, 3), overall('2019-03-05', 3)];
    assert.equal(ask({ on: '2025-11-16', graded }).coasting.holds, false);
    assert.equal(ask({ on: '2025-11-17', graded }).coasting.holds, true);
  });
});

describe('stuck', () => {
  const table: readonly [string, Asked, boolean, RegExp][] = [
    [
      'before there was a policy',
      { on: '2025-01-31', graded: [overall('2023-05-09', 3), overall('2019-03-05', 3)] },
      false,
      /no such policy on 31 January 2025/,
    ],
    [
      'Requires improvement twice',
      { on: '2025-02-01', graded: [overall('2023-05-09', 3), overall('2019-03-05', 3)] },
      true,
      /was below Good/,
    ],
    [
      'Requires improvement in leadership, after a category',
      {
        on: '2025-08-31',
        graded: [without('2024-11-12', 2, 3), overall('2019-03-05', 4, 'special-measures')],
      },
      true,
      /was below Good/,
    ],
    [
      'Requires improvement in quality of education, after Requires improvement in leadership',
      { on: '2025-11-16', graded: [without('2025-06-10', 3, 2), without('2024-09-10', 2, 3)] },
      true,
      /was below Good/,
    ],
    [
      'Requires improvement after Good',
      { on: '2025-08-31', graded: [overall('2023-05-09', 3), good] },
      false,
      /was not below Good/,
    ],
    [
      'Good',
      { on: '2025-08-31', graded: [good] },
      false,
      /is not Requires improvement as the policy asks/,
    ],
    [
      'a single inspection',
      { on: '2025-08-31', graded: [overall('2023-05-09', 3)] },
      false,
      /the only one/,
    ],
    ['nothing known', { on: '2025-08-31', graded: [] }, false, /no graded inspection/],
    [
      'from 17 November 2025 Requires improvement twice no longer makes it so',
      { on: '2025-11-17', graded: [overall('2023-05-09', 3), overall('2019-03-05', 3)] },
      false,
      /is not a report card/,
    ],
    [
      'Needs attention in leadership after Requires improvement',
      { on: '2026-03-01', graded: [card('2025-11-25', needs), overall('2023-09-19', 3)] },
      true,
      /was below Good/,
    ],
    [
      'Needs attention in leadership after Needs attention in leadership',
      { on: '2026-06-01', graded: [card('2026-05-12', needs), card('2025-11-25', needs)] },
      true,
      /was below Good/,
    ],
    [
      'Needs attention in leadership after Needs attention elsewhere',
      {
        on: '2026-06-01',
        graded: [card('2026-05-12', needs), card('2025-11-25', expected, { inclusion: needs })],
      },
      false,
      /was not below Good/,
    ],
    [
      'Needs attention in leadership after a category',
      {
        on: '2026-06-01',
        graded: [
          card('2026-05-12', needs),
          card('2025-11-25', expected, { safeguarding: 'not-met' }),
        ],
      },
      true,
      /was below Good/,
    ],
    [
      'Urgent improvement in leadership',
      { on: '2026-06-01', graded: [card('2026-05-12', urgent), overall('2023-09-19', 3)] },
      false,
      /is not a report card with Needs attention/,
    ],
  ];
  for (const [what, asked, holds, reason] of table) {
    it(`${holds ? 'holds' : 'does not hold'}: ${what}`, () => {
      const { stuck } = ask(asked);
      assert.equal(stuck.holds, holds);
      assert.match(stuck.reason, reason);
    });
  }
});

describe('types of school', () => {
  const twice = [overall('2023-05-09', 3), overall('2019-03-05', 4, 'special-measures')];
  const table: readonly [code: string, exempt: string | null, consideration: boolean][] = [
    ['01', null, false],
    ['02', null, false],
    ['03', null, false],
    ['05', null, false],
    ['28', null, false],
    ['34', null, false],
    ['35', null, false],
    ['40', null, false],
    ['41', null, false],
    ['14', null, true],
    ['38', null, true],
    ['42', null, true],
    ['43', null, true],
    ['07', null, true],
    ['12', null, true],
    ['33', null, true],
    ['36', null, true],
    ['44', null, true],
    ['15', 'maintained nursery school', false],
    ['39', '16 to 19 provider', false],
    ['45', '16 to 19 provider', false],
    ['46', '16 to 19 provider', false],
    ['57', '16 to 19 provider', false],
    ['08', 'non-maintained special school', false],
    ['06', 'city technology college', false],
    ['11', 'some other type', false],
  ];
  for (const [type, exempt, consideration] of table) {
    it(`${type}: ${exempt === null ? 'the rules apply' : `exempt, as a ${exempt}`}${consideration ? ', with extra consideration' : ''}`, () => {
      for (const on of ['2024-06-01', '2026-06-01']) {
        const found = ask({ on, graded: twice, type });
        assert.equal(found.exempt, exempt);
        assert.equal(found.extraConsideration, consideration);
        assert.equal(found.coasting.holds, exempt === null);
        if (exempt !== null) assert.match(found.coasting.reason, new RegExp(`as a ${exempt}`));
      }
    });
  }

  it('a category of concern is a fact of every type', () => {
    const graded = [overall('2023-05-09', 4, 'special-measures')];
    for (const [type] of table) {
      assert.equal(ask({ on: '2024-06-01', graded, type }).categoryOfConcern.holds, true);
    }
  });
});

describe('the rules, whatever the history', () => {
  const asked = fc.constantFrom(
    '2022-08-31',
    '2024-09-01',
    '2025-11-16',
    '2025-11-17',
    '2027-06-01',
  );

  it('the order in which inspections were told of changes nothing', () => {
    fc.assert(
      fc.property(histories, asked, fc.func(fc.integer()), (graded, on, order) => {
        const shuffled = graded.toSorted((a, b) => order(a.number) - order(b.number));
        assert.deepEqual(ask({ on, graded: shuffled }), ask({ on, graded }));
      }),
    );
  });

  it('an inspection that has not begun changes nothing', () => {
    fc.assert(
      fc.property(histories, asked, (graded, on) => {
        const begun = graded.filter(({ firstDay }) => firstDay <= on);
        assert.deepEqual(ask({ on, graded: begun }), ask({ on, graded }));
      }),
    );
  });

  it('an exit ends coasting, whatever came before', () => {
    fc.assert(
      fc.property(histories, (graded) => {
        const last = card('2027-05-11', expected);
        const { coasting } = ask({ on: '2027-06-01', graded: [...graded, last] });
        const [latest] = graded.toSorted((a, b) => (a.firstDay < b.firstDay ? 1 : -1));
        assert.equal(coasting.holds, false, latest?.framework);
      }),
    );
  });

  it('every answer says its reason and what would change it, and cites inspections that are held', () => {
    fc.assert(
      fc.property(histories, asked, (graded, on) => {
        const found = ask({ on, graded });
        for (const finding of [found.categoryOfConcern, found.coasting, found.stuck]) {
          assert.match(finding.reason, /^[A-Z].*\.$/);
          assert.match(finding.wouldChange, /^[A-Z].*\.$/);
          assert.ok(finding.inspections.every((used) => graded.includes(used)));
          assert.ok(!finding.holds || finding.inspections.length > 0);
          assert.ok(!finding.holds || finding.rule !== null);
        }
        const flags = [found.categoryOfConcern, found.coasting, found.stuck];
        assert.equal(
          isFlagged(found),
          flags.some(({ holds }) => holds),
        );
      }),
    );
  });
});
