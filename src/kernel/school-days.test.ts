import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays, date, dayOfWeek } from './dates.ts';
import { addSchoolDays, kindOfDay, schoolDayOnOrBefore } from './school-days.ts';
import type { SchoolCalendar } from './school-days.ts';

const calendar: SchoolCalendar = {
  bankHolidays: new Map([[date('2027-05-03'), 'Early May bank holiday']]),
  knownUntil: date('2027-12-31'),
};

describe('school days', () => {
  it('leaves out weekends and bank holidays', () => {
    // Friday 30 April 2027; Monday is the bank holiday.
    assert.equal(addSchoolDays(calendar, date('2027-04-30'), 1), '2027-05-04');
    assert.equal(addSchoolDays(calendar, date('2027-05-04'), -1), '2027-04-30');
  });

  it('gives five school days for an accuracy check', () => {
    assert.equal(addSchoolDays(calendar, date('2027-01-14'), 5), '2027-01-21');
  });

  it('takes the last school day before a day without school', () => {
    assert.equal(schoolDayOnOrBefore(calendar, date('2027-05-03')), '2027-04-30');
    assert.equal(schoolDayOnOrBefore(calendar, date('2027-05-04')), '2027-05-04');
  });

  it('says what kind of day it is', () => {
    assert.deepEqual(kindOfDay(calendar, date('2027-05-03')), {
      kind: 'bank holiday',
      name: 'Early May bank holiday',
    });
    assert.deepEqual(kindOfDay(calendar, date('2027-05-02')), { kind: 'weekend' });
  });

  it('always ends on a weekday that is no bank holiday, and goes back the way it came', () => {
    const weekday = fc
      .integer({ min: 0, max: 3000 })
      .map((days) => addDays(date('2024-01-01'), days))
      .filter((day) => dayOfWeek(day) < 6 && !calendar.bankHolidays.has(day));
    fc.assert(
      fc.property(weekday, fc.integer({ min: 1, max: 60 }), (day, count) => {
        const later = addSchoolDays(calendar, day, count);
        assert.equal(kindOfDay(calendar, later).kind, 'weekday');
        assert.equal(addSchoolDays(calendar, later, -count), day);
      }),
    );
  });
});
