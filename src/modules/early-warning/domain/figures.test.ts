import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { currentPack } from '#policy-pack/index.ts';
import { aFigure, ofEngland } from '#test/builders/early-warning.ts';
import { figureReasons, leftAside } from './figures.ts';
import { recentSince, yearsUsed } from './recent.ts';
import type { FigureRead } from './reason.ts';

const rules = currentPack.earlyWarning;
const asAt = date('2026-11-25');

/** A figure so far from the comparison of 60: `-15` is 45 against 60. */
const off = (difference: number, told: Partial<FigureRead> = {}): FigureRead =>
  aFigure({
    value: Math.round((60 + difference) * 100) / 100,
    comparator: ofEngland(60),
    ...told,
  });
const yearBefore = { period: '2024/25', asAt: date('2025-12-11') };

function found(figures: readonly FigureRead[], day = asAt): string[] {
  return figureReasons(figures, rules, day).map((reason) => {
    assert.ok(reason.kind === 'attainment' || reason.kind === 'attendance');
    const how = [reason.isWellApart && 'well apart', reason.isSlipping && 'slipping'];
    return `${reason.rule.measure}: ${how.filter(Boolean).join(', ')}`;
  });
}

suite('the academic years that are used', () => {
  const days: readonly [string, readonly string[], string][] = [
    ['2026-08-31', ['2024/25', '2023/24'], '2023-09-01'],
    ['2026-09-01', ['2025/26', '2024/25'], '2024-09-01'],
    ['2026-11-25', ['2025/26', '2024/25'], '2024-09-01'],
    ['2027-08-31', ['2025/26', '2024/25'], '2024-09-01'],
    ['2027-09-01', ['2026/27', '2025/26'], '2025-09-01'],
  ];
  for (const [day, years, since] of days) {
    test(`as at ${day} are ${years.join(' and ')}`, () => {
      assert.deepEqual(yearsUsed(date(day), 2), years);
      assert.equal(recentSince(date(day), 2), since);
    });
  }
});

suite('a figure is left aside', () => {
  const figures: readonly [string, FigureRead, string | undefined][] = [
    ['not when all is known', off(-20), undefined],
    ['when it is suppressed', off(-20, { value: null }), 'suppressed'],
    ['when too few pupils stand behind it', off(-50, { pupils: 10 }), 'too few pupils'],
    ['not from the fewest on', off(-50, { pupils: 11 }), undefined],
    ['when it is not known how many do', off(-50, { pupils: null }), 'number of pupils not known'],
    ['when there is nothing to compare it with', off(-50, { comparator: null }), 'not compared'],
  ];
  for (const [name, figure, expected] of figures) {
    test(name, () => {
      assert.equal(leftAside(figure, rules), expected);
      assert.equal(found([figure]).length, expected === undefined ? 1 : 0);
    });
  }
});

/** From the tables of the policy pack, each threshold on both sides. */
const tables: readonly [string, readonly FigureRead[], readonly string[]][] = [
  ['as others', [off(0)], []],
  ['14.9 points below', [off(-14.9, { pupils: 60 })], []],
  ['15 points below', [off(-15)], ['ks2-expected: well apart']],
  ['15 points above', [off(15)], []],
  ['15 points below, which is not 3 pupils of 19', [off(-15, { pupils: 19 })], []],
  [
    '15 points below, which is 3 pupils of 20',
    [off(-15, { pupils: 20 })],
    ['ks2-expected: well apart'],
  ],
  ['5 below after 5 above', [off(-5), off(5, yearBefore)], ['ks2-expected: slipping']],
  ['4.9 below after 10 above', [off(-4.9), off(10, yearBefore)], []],
  ['5 below after 4.9 above', [off(-5), off(4.9, yearBefore)], []],
  [
    'a fall of 10 points, which is not 3 pupils of 29',
    [off(-5, { pupils: 29 }), off(5, yearBefore)],
    [],
  ],
  ['15 below after 15 below', [off(-15), off(-15, yearBefore)], ['ks2-expected: well apart']],
  [
    '20 below after 5 below',
    [off(-20), off(-5, yearBefore)],
    ['ks2-expected: well apart, slipping'],
  ],
  [
    'a fall that others share',
    [
      aFigure({ value: 45, comparator: ofEngland(50) }),
      aFigure({ value: 60, comparator: ofEngland(65), ...yearBefore }),
    ],
    [],
  ],
  [
    'the year before compared with other schools',
    [off(-6), off(10, { ...yearBefore, comparator: ofEngland(60, 'schools in Avonbridge') })],
    [],
  ],
  ['the year before suppressed', [off(-6), off(0, { ...yearBefore, value: null })], []],
  ['the year before of too few pupils', [off(-6), off(10, { ...yearBefore, pupils: 9 })], []],
  [
    'the latest suppressed, the year before low',
    [off(0, { value: null }), off(-20, yearBefore)],
    ['ks2-expected: well apart'],
  ],
  ['low in the year before alone', [off(0), off(-20, yearBefore)], []],
  [
    'a provisional figure that a later file replaced',
    [off(-20, { asAt: date('2026-09-10') }), off(-1, { asAt: date('2026-11-20') })],
    [],
  ],
  ['a figure that was not published yet', [off(-20, { asAt: date('2026-11-26') })], []],
  ['a figure published on the day', [off(-20, { asAt })], ['ks2-expected: well apart']],
  ['a figure that is three years old', [off(-40, { period: '2023/24' })], []],
  ['a figure of the year that is going on', [off(-40, { period: '2026/27' })], []],
  ['a figure of no academic year', [off(-40, { period: '2026-01-15' })], []],
  ['a measure that is not looked at', [off(-40, { measure: 'phonics' })], []],

  [
    'progress 3 below',
    [off(-3, { measure: 'ks2-reading-progress' })],
    ['ks2-reading-progress: well apart'],
  ],
  ['progress 2.99 below', [off(-2.99, { measure: 'ks2-reading-progress' })], []],
  [
    'progress, where attainment is held',
    [off(-3, { measure: 'ks2-reading-progress' }), off(0)],
    [],
  ],
  [
    'progress, where attainment is held but suppressed',
    [off(-3, { measure: 'ks2-maths-progress' }), off(0, { value: null })],
    ['ks2-maths-progress: well apart'],
  ],
  [
    'progress, where attainment is held of an earlier year alone',
    [off(-3, { measure: 'ks2-writing-progress' }), off(0, { period: '2021/22' })],
    ['ks2-writing-progress: well apart'],
  ],

  [
    'Progress 8 half a grade below',
    [off(-0.5, { measure: 'progress-8' })],
    ['progress-8: well apart'],
  ],
  ['Progress 8 0.49 below', [off(-0.49, { measure: 'progress-8' })], []],
  [
    'Progress 8 0.25 below after as others',
    [off(-0.25, { measure: 'progress-8' }), off(0, { measure: 'progress-8', ...yearBefore })],
    ['progress-8: slipping'],
  ],
  ['Attainment 8 8 below', [off(-8, { measure: 'attainment-8' })], ['attainment-8: well apart']],
  [
    'Attainment 8 where Progress 8 is held',
    [off(-8, { measure: 'attainment-8' }), off(0, { measure: 'progress-8', ...yearBefore })],
    [],
  ],

  ['absence 1.5 points above', [off(1.5, { measure: 'absence' })], ['absence: well apart']],
  ['absence 1.4 points above', [off(1.4, { measure: 'absence' })], []],
  ['absence 1.5 points below', [off(-1.5, { measure: 'absence' })], []],
  [
    'absence 0.5 above after as others',
    [off(0.5, { measure: 'absence' }), off(0, { measure: 'absence', ...yearBefore })],
    ['absence: slipping'],
  ],
  [
    'absence 0.5 above after 0.1 above',
    [off(0.5, { measure: 'absence' }), off(0.1, { measure: 'absence', ...yearBefore })],
    [],
  ],
  [
    'persistent absence 7.5 above, with overall absence',
    [off(7.5, { measure: 'persistent-absence', pupils: 200 }), off(2, { measure: 'absence' })],
    ['absence: well apart', 'persistent-absence: well apart'],
  ],
];

suite('figures beside those of comparable schools', () => {
  for (const [name, figures, expected] of tables) {
    test(`${name}: ${expected.join('; ') || 'no reason'}`, () => {
      assert.deepEqual(found(figures), expected);
      assert.deepEqual(found(figures.toReversed()), expected);
    });
  }

  test('give way as the years go by', () => {
    const figure = off(-20, { period: '2023/24', asAt: date('2024-12-12') });
    assert.equal(found([figure], date('2024-12-11')).length, 0);
    assert.equal(found([figure], date('2024-12-12')).length, 1);
    assert.equal(found([figure], date('2026-08-31')).length, 1);
    assert.equal(found([figure], date('2026-09-01')).length, 0);
  });
});
