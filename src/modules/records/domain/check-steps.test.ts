import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { dueCheckStep } from './check-steps.ts';
import type { CheckFacts, CheckStep } from './check-steps.ts';

describe('what is told of a check that waits, on a day', () => {
  const cases: readonly [string, string, Partial<CheckFacts>, CheckStep | undefined][] = [
    ['before the reminder', '2027-01-18', {}, undefined],
    ['on the day of the reminder', '2027-01-19', {}, 'remind'],
    ['later, when that day was missed', '2027-01-20', {}, 'remind'],
    ['on the last day, when those were missed', '2027-01-21', {}, 'remind'],
    ['after a reminder', '2027-01-20', { done: ['remind'] }, undefined],
    ['on a day on which schools are closed', '2027-01-19', { isSchoolDay: false }, undefined],
    ['on the day of a new link', '2027-01-19', { askedOn: date('2027-01-19') }, undefined],
    ['on the day after a new link', '2027-01-20', { askedOn: date('2027-01-19') }, 'remind'],
    ['after its day', '2027-01-22', { done: ['remind'] }, 'unanswered'],
    ['after its day, without a reminder', '2027-01-22', {}, 'unanswered'],
    ['after its day, on a closed day', '2027-01-22', { isSchoolDay: false }, undefined],
    ['once the chair knows', '2027-01-25', { done: ['remind', 'unanswered'] }, undefined],
  ];
  for (const [what, today, more, expected] of cases) {
    test(what, () => {
      const facts: CheckFacts = {
        today: date(today),
        isSchoolDay: true,
        remindFrom: date('2027-01-19'),
        dueOn: date('2027-01-21'),
        askedOn: date('2027-01-14'),
        done: [],
        ...more,
      };
      assert.equal(dueCheckStep(facts), expected);
    });
  }
});
