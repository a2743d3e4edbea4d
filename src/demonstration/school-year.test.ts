import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { addDays, date } from '#kernel/dates.ts';
import { block, blockOn, dayInBlock, isSchoolDay, schoolDaysAfter } from './school-year.ts';

const anyDay = fc.integer({ min: 0, max: 3_650 }).map((days) => addDays(date('2023-01-01'), days));

suite('the guessed school year', () => {
  test('has its holidays where schools in England have them', () => {
    const closed = {
      '2026-08-12': 'summer',
      '2026-10-28': 'autumn half-term',
      '2026-12-28': 'Christmas',
      '2027-02-17': 'February half-term',
      '2027-03-26': 'Good Friday',
      '2027-03-30': 'Easter holiday',
      '2027-05-03': 'early May bank holiday',
      '2027-06-02': 'Whitsun half-term',
      '2026-11-28': 'a Saturday',
      '2030-05-06': 'a bank holiday beyond the list',
    };
    for (const [day, why] of Object.entries(closed))
      assert.equal(isSchoolDay(date(day)), false, why);
    for (const day of ['2026-11-23', '2027-01-14', '2027-03-04', '2027-06-17', '2026-09-30']) {
      assert.equal(isSchoolDay(date(day)), true, day);
    }
  });

  test('finds the block of a day, or the one before a holiday', () => {
    assert.equal(blockOn(date('2026-11-23')).first, '2026-11-02');
    assert.equal(blockOn(date('2026-10-28')).last, '2026-10-23');
    assert.equal(blockOn(date('2026-08-12')).last, '2026-07-17');
  });

  test('has blocks that follow one another', () => {
    for (let number = 0; number < 240; number += 1) {
      const { first, last } = block(number);
      assert.ok(first < last && last < block(number + 1).first, `block ${number}`);
      assert.equal(blockOn(last).number, number);
    }
  });

  test('counts school days forwards and backwards alike', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, count) => {
        const later = schoolDaysAfter(day, count);
        assert.ok(isSchoolDay(later));
        assert.ok(schoolDaysAfter(later, -count) <= schoolDaysAfter(day, 1));
      }),
      { numRuns: 200 },
    );
  });

  test('places a day within its block', () => {
    for (let number = 130; number < 190; number += 1) {
      for (const share of [0, 0.3, 0.5, 1]) {
        const day = dayInBlock(number, share);
        assert.ok(isSchoolDay(day), day);
        assert.equal(blockOn(day).number, number);
      }
    }
  });
});
