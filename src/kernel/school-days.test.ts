import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { aCalendar, termsOf } from '#test/builders/calendar.ts';
import { academicYearOf, parseAcademicYear, yearEndingIn } from './academic-year.ts';
import { addDays, date, dayOfWeek } from './dates.ts';
import {
  addSchoolDays,
  blockName,
  blockOn,
  closedBecause,
  followingBlock,
  isOpen,
  kindOfDay,
  placeInYear,
  schoolDayOnOrBefore,
} from './school-days.ts';
import type { SchoolCalendar } from './school-days.ts';

const unloaded: SchoolCalendar = {
  bankHolidays: new Map([[date('2027-05-03'), 'Early May bank holiday']]),
  knownUntil: date('2027-12-31'),
  blocks: [],
  insetDays: new Map(),
};

/** 2026/27 with an INSET day on 4 January 2027. */
const calendar = aCalendar({ years: ['2026/27'], inset: ['2027-01-04'] });

describe('school days', () => {
  it('leaves out weekends and bank holidays', () => {
    // Friday 30 April 2027; Monday is the bank holiday.
    assert.equal(addSchoolDays(unloaded, date('2027-04-30'), 1), '2027-05-04');
    assert.equal(addSchoolDays(unloaded, date('2027-05-04'), -1), '2027-04-30');
  });

  it('leaves out holidays and INSET days where they are known', () => {
    // The Christmas holiday lasts from 19 December to 3 January; the 4th is without pupils.
    assert.equal(addSchoolDays(calendar, date('2026-12-18'), 1), '2027-01-05');
    assert.equal(addSchoolDays(calendar, date('2027-01-05'), -1), '2026-12-18');
  });

  it('gives five school days for an accuracy check', () => {
    assert.equal(addSchoolDays(unloaded, date('2027-01-14'), 5), '2027-01-21');
  });

  it('takes the last school day before a day without school', () => {
    assert.equal(schoolDayOnOrBefore(unloaded, date('2027-05-03')), '2027-04-30');
    assert.equal(schoolDayOnOrBefore(unloaded, date('2027-05-04')), '2027-05-04');
    assert.equal(schoolDayOnOrBefore(calendar, date('2027-01-04')), '2026-12-18');
  });

  const kinds: readonly [string, string, string | undefined][] = [
    ['2026-12-18', 'school day', undefined],
    ['2026-12-19', 'weekend', 'at a weekend'],
    ['2026-12-21', 'school holiday', 'in the Christmas holiday'],
    ['2026-12-25', 'bank holiday', 'a bank holiday (Christmas Day)'],
    ['2027-01-04', 'INSET day', 'an INSET day, without pupils (INSET day)'],
    ['2026-10-27', 'school holiday', 'in the autumn half-term holiday'],
    ['2027-02-16', 'school holiday', 'in the spring half-term holiday'],
    ['2027-03-30', 'school holiday', 'in the Easter holiday'],
    ['2027-06-01', 'school holiday', 'in the summer half-term holiday'],
    ['2027-08-02', 'school holiday', 'in the summer holiday'],
    ['2026-09-01', 'school holiday', 'in the summer holiday'],
    ['2027-09-06', 'not checked', undefined],
    ['2027-09-05', 'weekend', 'at a weekend'],
  ];
  for (const [day, kind, words] of kinds) {
    it(`says that ${day} is ${words ?? `a ${kind}`}`, () => {
      const found = kindOfDay(calendar, date(day));
      assert.equal(found.kind, kind);
      assert.equal(closedBecause(found), words);
    });
  }

  it('always ends on a day when schools are open, and goes back the way it came', () => {
    for (const each of [unloaded, calendar]) {
      const open = fc
        .integer({ min: 0, max: 1500 })
        .map((days) => addDays(date('2024-01-01'), days))
        .filter((day) => isOpen(kindOfDay(each, day)));
      fc.assert(
        fc.property(open, fc.integer({ min: 1, max: 60 }), (day, count) => {
          const later = addSchoolDays(each, day, count);
          assert.ok(isOpen(kindOfDay(each, later)));
          assert.equal(addSchoolDays(each, later, -count), day);
        }),
      );
    }
  });

  it('says of each day exactly what the calendar holds', () => {
    const anyDay = fc
      .integer({ min: 0, max: 800 })
      .map((days) => addDays(date('2026-03-01'), days));
    fc.assert(
      fc.property(anyDay, (day) => {
        const { kind } = kindOfDay(calendar, day);
        const inBlock = calendar.blocks.some(({ first, last }) => first <= day && day <= last);
        const isWeekday = dayOfWeek(day) <= 5;
        assert.equal(
          kind === 'school day',
          inBlock && isWeekday && !calendar.bankHolidays.has(day) && !calendar.insetDays.has(day),
        );
        if (kind === 'not checked') assert.notEqual(academicYearOf(day), '2026/27');
        if (kind === 'school holiday') assert.equal(academicYearOf(day), '2026/27');
      }),
    );
  });
});

describe('half-term blocks', () => {
  const two = aCalendar({ years: ['2026/27', '2027/28'] });

  it('follow each other, and summer 2 rolls over to autumn 1', () => {
    for (const [index, block] of two.blocks.entries()) {
      const next = followingBlock(two, block);
      assert.deepEqual(next, two.blocks[index + 1]);
    }
    const summer = two.blocks.find((each) => placeInYear(each) === 5);
    assert.ok(summer);
    const next = followingBlock(two, summer);
    assert.ok(next);
    assert.equal(`${blockName(next)} of ${next.year}`, 'autumn 1 of 2027/28');
  });

  it('are not known beyond what is loaded, nor across a year that is missing', () => {
    const gap = aCalendar({ years: ['2026/27', '2028/29'] });
    const last = gap.blocks[5];
    assert.ok(last);
    assert.equal(followingBlock(gap, last), undefined);
    assert.equal(blockOn(gap, date('2027-11-01')), undefined);
    assert.equal(blockOn(gap, date('2026-08-31')), undefined);
  });

  it('count a holiday to the block before it', () => {
    assert.equal(
      blockName(blockOn(two, date('2026-12-25')) ?? { term: 'spring', half: 1 }),
      'autumn 2',
    );
    assert.equal(blockOn(two, date('2027-08-20'))?.year, '2026/27');
  });

  it('are six a year', () => {
    assert.equal(termsOf(yearEndingIn(2030)).length, 6);
    assert.equal(parseAcademicYear('2029/30'), '2029/30');
  });
});
