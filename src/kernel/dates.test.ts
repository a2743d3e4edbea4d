import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  clockTime,
  date,
  dateOf,
  daysBetween,
  instantOf,
  longDate,
  longInstant,
  shortInstant,
  parseClockTime,
  parseLocalDate,
  timeOf,
} from './dates.ts';
import type { LocalTime } from './dates.ts';

describe('dates as people read them', () => {
  it('writes the day in full', () => {
    assert.equal(longDate(date('2027-01-14')), 'Thursday 14 January 2027');
  });

  for (const [time, words] of [
    ['09:30', '9:30am'],
    ['14:00', '2pm'],
    ['12:00', 'midday'],
    ['00:00', 'midnight'],
    ['00:15', '12:15am'],
    ['12:05', '12:05pm'],
  ] as const) {
    it(`writes ${time} as ${words}`, () => assert.equal(clockTime(time as LocalTime), words));
  }

  it('gives the time in England in summer and in winter', () => {
    assert.equal(longInstant(new Date('2026-07-01T08:30:00Z')), 'Wednesday 1 July 2026 at 9:30am');
    assert.equal(shortInstant(new Date('2026-07-01T08:30:00Z')), '1 July 2026, 9:30am');
    assert.equal(
      longInstant(new Date('2026-12-01T09:30:00Z')),
      'Tuesday 1 December 2026 at 9:30am',
    );
  });

  it('takes the day in England, not the day in UTC', () => {
    assert.equal(dateOf(new Date('2026-06-30T23:30:00Z')), '2026-07-01');
  });
});

describe('dates as people type them', () => {
  for (const [typed, time] of [
    ['9:30am', '09:30'],
    ['9.30', '09:30'],
    ['9am', '09:00'],
    ['2 PM', '14:00'],
    ['14:05', '14:05'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['midday', '12:00'],
  ] as const) {
    it(`reads ${typed}`, () => assert.equal(parseClockTime(typed), time));
  }

  for (const typed of ['', '9', '25:00', '9:60', '13pm', '0am', 'half nine', '9:3']) {
    it(`does not read "${typed}" as a time`, () => assert.equal(parseClockTime(typed), undefined));
  }

  for (const typed of [
    '2027-02-29',
    '2027-13-01',
    '2027-1-4',
    '0027-01-14',
    '0000-01-01',
    'tomorrow',
    '',
  ]) {
    it(`does not read "${typed}" as a date`, () => assert.equal(parseLocalDate(typed), undefined));
  }
});

describe('counting days', () => {
  const someDay = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays(date('2000-01-01'), n));

  it('finds back what it added', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        assert.equal(daysBetween(day, addDays(day, days)), days);
      }),
    );
  });

  it('adds months by the corresponding date, or the last day of a shorter month', () => {
    assert.equal(addMonths(date('2026-12-31'), 2), '2027-02-28');
    assert.equal(addMonths(date('2027-12-31'), 2), '2028-02-29');
  });

  it('comes back to the same wall-clock time, whatever the season', () => {
    const times = ['03:00', '09:30', '23:59'] as LocalTime[];
    fc.assert(
      fc.property(someDay, fc.constantFrom(...times), (day, time) => {
        const instant = instantOf(day, time);
        assert.deepEqual([dateOf(instant), timeOf(instant)], [day, time]);
      }),
    );
  });
});
