import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { date } from '#kernel/dates.ts';
import { belowGood, frameworkOn } from '#modules/inspections/index.ts';
import type { GradedInspection } from '#modules/inspections/index.ts';
import { card, histories, overall, urn, without } from '#test/builders/graded.ts';
import { eligibilityAsAt } from './eligibility.ts';
import { oneStepFrom } from './one-step.ts';
import type { OneStep } from './one-step.ts';

const needs = 'needs-attention';
const expected = 'expected-standard';

function stepAsAt(
  on: string,
  graded: readonly GradedInspection[],
  type = { code: '01', name: 'Community school' },
): OneStep | undefined {
  const school = { urn, type, graded, predecessors: [] };
  return oneStepFrom(school, eligibilityAsAt(school, date(on)), frameworkOn(date(on))?.id);
}

/** The rules a step away: those that one more such judgement meets, then what one grade lower meets. */
function near(step: OneStep | undefined): string[] {
  return step ? [...step.again, ...(step.aboveCategory ? ['category'] : [])] : [];
}

suite('one step from being eligible, under the rules of 2025', () => {
  const table: readonly [string, readonly GradedInspection[], readonly string[]][] = [
    ['no inspection', [], []],
    ['Outstanding overall', [overall('2023-03-14', 1)], []],
    ['Good overall', [overall('2023-03-14', 2)], []],
    ['Requires improvement overall', [overall('2023-03-14', 3)], ['coasting', 'stuck', 'category']],
    ['Inadequate overall: in a category already', [overall('2023-03-14', 4)], []],
    ['no overall grade in the data', [overall('2023-03-14', null)], []],
    ['Satisfactory in 2011', [overall('2011-03-01', 3)], ['coasting', 'stuck', 'category']],
    ['every area Good, without an overall grade', [without('2025-02-04', 2, 2)], []],
    [
      'leadership Requires improvement, without an overall grade',
      [without('2025-02-04', 2, 3)],
      ['coasting', 'stuck', 'category'],
    ],
    [
      'quality of education Requires improvement, without an overall grade',
      [without('2025-02-04', 3, 2)],
      ['coasting', 'stuck', 'category'],
    ],
    [
      'quality of education Inadequate, and no category stated',
      [without('2025-02-04', 4, 2)],
      ['stuck'],
    ],
    ['too little to judge the quality by', [without('2025-02-04', 'insufficient-data', 2)], []],
    ['a report card at the expected standard', [card('2026-02-03', expected)], []],
    [
      'Needs attention in leadership and governance',
      [card('2026-02-03', needs)],
      ['coasting', 'stuck', 'category'],
    ],
    [
      'Needs attention in another area',
      [card('2026-02-03', expected, { achievement: needs })],
      ['category'],
    ],
    ['Urgent improvement: in a category already', [card('2026-02-03', 'urgent-improvement')], []],
    [
      'Requires improvement before a report card at the expected standard',
      [overall('2023-03-14', 3), card('2026-02-03', expected)],
      [],
    ],
    [
      'coasting and stuck already',
      [overall('2021-10-05', 3), card('2026-02-03', needs)],
      ['category'],
    ],
  ];
  for (const [name, graded, rules] of table) {
    test(`${name}: ${rules.join(', ') || 'no step'}`, () =>
      assert.deepEqual(near(stepAsAt('2026-11-25', graded)), rules));
  }

  test('an exempt school is a step from a category and from stuck, never from coasting', () => {
    const nursery = { code: '15', name: 'Local authority nursery school' };
    const step = stepAsAt('2026-11-25', [overall('2023-03-14', 3)], nursery);
    assert.deepEqual(near(step), ['stuck', 'category']);
  });

  test('says which judgement makes the step, in the words of the framework of the day', () => {
    const step = stepAsAt('2026-11-25', [overall('2023-03-14', 3)]);
    assert.equal(step?.judgement, 'Needs attention in leadership and governance');
    assert.match(step.categoryJudgement, /^Urgent improvement in any area/);
    const before = stepAsAt('2024-06-01', [overall('2023-03-14', 3)]);
    assert.equal(before?.judgement, 'Requires improvement overall');
    assert.equal(before.categoryJudgement, 'Inadequate overall');
  });
});

suite(
  'one step from being eligible, on each side of the days on which law or framework change',
  () => {
    /** What one Requires improvement overall of 2021 is then a step from. */
    const days: readonly [string, readonly string[]][] = [
      ['2022-08-31', ['category']],
      ['2022-09-01', ['coasting', 'category']],
      ['2024-09-01', ['coasting', 'category']],
      // No overall grades from here on, and the rule of 2022 knows no others.
      ['2024-09-02', ['category']],
      ['2025-01-31', ['category']],
      ['2025-02-01', ['stuck', 'category']],
      ['2025-11-09', ['stuck', 'category']],
      // Report cards begin a week before the rules that read them.
      ['2025-11-10', ['category']],
      ['2025-11-16', ['category']],
      ['2025-11-17', ['coasting', 'stuck', 'category']],
    ];
    for (const [day, rules] of days) {
      test(`as at ${day}: ${rules.join(', ')}`, () =>
        assert.deepEqual(near(stepAsAt(day, [overall('2021-11-02', 3)])), rules));
    }
  },
);

suite('one step from being eligible, whatever the history', () => {
  const asked = fc.constantFrom(
    '2022-08-31',
    '2024-06-01',
    '2025-06-01',
    '2025-11-17',
    '2027-06-01',
  );

  test('the rules named are not met, and are met when what is named comes to pass', () => {
    fc.assert(
      fc.property(histories, (graded) => {
        const on = '2027-06-01';
        const school = { urn, type: { code: '01', name: '' }, graded, predecessors: [] };
        const now = eligibilityAsAt(school, date(on));
        const step = oneStepFrom(school, now, frameworkOn(date(on))?.id);
        const again = eligibilityAsAt(
          { ...school, graded: [...graded, card(on, needs)] },
          date(on),
        );
        const lower = eligibilityAsAt(
          { ...school, graded: [...graded, card(on, 'urgent-improvement')] },
          date(on),
        );
        for (const rule of step?.again ?? []) {
          assert.ok(!now[rule].holds && again[rule].holds);
        }
        if (step?.aboveCategory) assert.ok(lower.categoryOfConcern.holds);
      }),
    );
  });

  test('a school in a category has no step left; inspections after the day change nothing', () => {
    fc.assert(
      fc.property(histories, asked, (graded, on) => {
        const school = { urn, type: { code: '01', name: '' }, graded, predecessors: [] };
        const now = eligibilityAsAt(school, date(on));
        const step = oneStepFrom(school, now, frameworkOn(date(on))?.id);
        if (now.categoryOfConcern.holds) assert.equal(step, undefined);
        const begun = graded.filter(({ firstDay }) => firstDay <= on);
        assert.deepEqual(
          oneStepFrom({ ...school, graded: begun }, now, frameworkOn(date(on))?.id),
          step,
        );
      }),
    );
  });

  test('every step rests on something below Good', () => {
    fc.assert(
      fc.property(histories, asked, (graded, on) => {
        const step = stepAsAt(on, graded);
        assert.ok(!step || belowGood(step.latest).length > 0);
      }),
    );
  });
});
