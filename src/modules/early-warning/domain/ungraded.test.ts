import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Inspection } from '#modules/inspections/index.ts';
import { aVisit, published } from '#test/builders/early-warning.ts';
import { anInspection } from '#test/builders/inspections.ts';
import { speaksOfConcerns, ungradedConcerns } from './ungraded.ts';

const urn = 900001 as Urn;
const since = date('2024-09-01');

const ungraded = (firstDay: string, outcome: string | null): Inspection =>
  aVisit({ firstDay: date(firstDay), outcome });

const graded = (firstDay: string) => published(anInspection({ urn, firstDay: date(firstDay) }));
const concerns = 'School remains Good (Concerns) - S5 Next';

suite('the outcome of an inspection without grades', () => {
  // Every wording in the published files of August 2025 and February 2026, then other ways to say it.
  const outcomes: readonly [string, boolean][] = [
    ['School remains Good', false],
    ['Standards maintained', false],
    ['School remains Outstanding', false],
    ['Improved significantly', false],
    ['School remains Good (Improving) - S5 Next', false],
    ['Some aspects not as strong', true],
    ['School remains Good (Concerns) - S5 Next', true],
    ['School remains Outstanding (Concerns) - S5 Next', true],
    ['  SCHOOL REMAINS GOOD  (CONCERNS) – S5 NEXT ', true],
    ['School remains Good (Concern) – S5 next', true],
    ['Some aspects of the school’s work are not quite as strong', true],
    // Only the published outcomes are read: in any other sentence a person reads the report.
    ['Standards have declined since the last inspection', false],
    ['Leaders are not taking effective action', false],
    ['The school has halted the decline', false],
    ['School remains Good without concerns', false],
    ['School remains Good; no concerns', false],
    ['School remains Good, without significant decline', false],
    ['Leaders are taking effective action', false],
    ['', false],
  ];
  for (const [outcome, expected] of outcomes) {
    test(`“${outcome}” ${expected ? 'speaks' : 'does not speak'} of concerns`, () =>
      assert.equal(speaksOfConcerns(outcome), expected));
  }
});

suite('concerns at an ungraded inspection', () => {
  const histories: readonly [string, readonly Inspection[], boolean][] = [
    [
      'after the latest graded one count',
      [ungraded('2025-03-04', concerns), graded('2019-05-14')],
      true,
    ],
    ['count where no graded one is held', [ungraded('2025-03-04', concerns)], true],
    [
      'before the latest graded one do not',
      [graded('2025-06-10'), ungraded('2025-03-04', concerns)],
      false,
    ],
    [
      'give way to a later one without concerns',
      [ungraded('2025-09-30', 'School remains Good'), ungraded('2025-03-04', concerns)],
      false,
    ],
    [
      'stand where a later one has no outcome in words',
      [ungraded('2025-09-30', null), ungraded('2025-03-04', concerns)],
      true,
    ],
    ['on the first day of the years that are used count', [ungraded('2024-09-01', concerns)], true],
    ['on the day before do not', [ungraded('2024-08-31', concerns)], false],
  ];
  for (const [name, known, expected] of histories) {
    test(name, () => {
      const reason = ungradedConcerns(known, since);
      assert.equal(reason?.kind, expected ? 'ungraded-concerns' : undefined);
      if (expected) assert.equal(reason?.kind === 'ungraded-concerns' && reason.outcome, concerns);
    });
  }
});
