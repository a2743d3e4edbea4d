import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import { aCalendar } from '#test/builders/calendar.ts';
import { digestLines, isDigestDay, weekOf } from './digest.ts';
import type { Gap } from './gap.ts';

const gap: Gap = {
  kind: 'overdue-action',
  person: newId<PersonId>(),
  school: 'Birchwood School',
  what: 'Replace the head of English',
  href: '/actions/1',
  due: date('2027-03-01'),
};

suite('the weekly digest', () => {
  const calendar = aCalendar({ years: ['2026/27'], inset: ['2027-01-04'] });
  const cases: readonly (readonly [string, string, string | undefined, boolean])[] = [
    ['on Monday', '2027-03-08', '2027-03-01', true],
    ['on Monday, the first time', '2027-03-08', undefined, true],
    ['on Monday, when it has gone out', '2027-03-08', '2027-03-08', false],
    ['on Tuesday, when Monday was missed', '2027-03-09', '2027-03-01', true],
    ['on Tuesday, when it went out on Monday', '2027-03-09', '2027-03-08', false],
    ['on a bank holiday', '2027-05-03', '2027-04-26', false],
    ['on the day after a bank holiday', '2027-05-04', '2027-04-26', true],
    ['in the Christmas holiday', '2026-12-28', '2026-12-14', false],
    ['on an INSET day', '2027-01-04', '2026-12-14', false],
    ['on the day after it', '2027-01-05', '2026-12-14', true],
    ['on a Sunday', '2027-03-07', '2027-02-22', false],
  ];
  for (const [name, day, last, expected] of cases) {
    test(`${name}: ${expected ? 'goes out' : 'stays'}`, () => {
      const lastWeek = last === undefined ? undefined : date(last);
      assert.equal(isDigestDay(calendar, date(day), lastWeek), expected);
    });
  }

  test('belongs to the week of its Monday', () => {
    assert.equal(weekOf(date('2027-03-07')), '2027-03-01');
    assert.equal(weekOf(date('2027-03-08')), '2027-03-08');
  });

  test('counts by school and kind and says no word of what it is about', () => {
    const lines = digestLines([
      gap,
      { ...gap, due: date('2027-02-10') },
      { ...gap, kind: 'accuracy-check' },
      { ...gap, school: 'Ashgrove School', kind: 'next-date' },
    ]);
    assert.deepEqual(lines, [
      'Ashgrove School: the next meeting has no date (since 1 March 2027).',
      'Birchwood School: 1 accuracy check is not answered (due by 1 March 2027).',
      'Birchwood School: 2 agreed actions are overdue (since 10 February 2027).',
    ]);
    assert.doesNotMatch(lines.join(' '), /English/);
  });
});
