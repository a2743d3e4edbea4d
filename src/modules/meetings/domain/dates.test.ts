import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays, date } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { blockOn, kindOfDay } from '#kernel/school-days.ts';
import { currentPack } from '#policy-pack/index.ts';
import { aCalendar } from '#test/builders/calendar.ts';
import { doubtsAbout, offerDates, uncheckedWords, windowAfter } from './dates.ts';
import type { DateFrame, Window } from './dates.ts';
import { preReadDates } from './pre-reads.ts';

const calendar = aCalendar({
  years: ['2026/27', '2027/28'],
  inset: ['2027-01-04', '2027-03-05'],
});

function frame(change: Partial<DateFrame> = {}): DateFrame {
  return {
    today: date('2027-01-14'),
    calendar,
    periods: currentPack.periods,
    window: windowAfter(calendar, date('2027-01-14'), 'next half-term'),
    busy: new Map(),
    ...change,
  };
}

function names(window: Window): string {
  return window.kind === 'within'
    ? `${window.name}: ${window.first} to ${window.last}`
    : window.kind;
}

describe('when the next meeting is to be', () => {
  const table: readonly [string, 'next half-term' | 'next term', string][] = [
    ['2026-09-15', 'next half-term', 'autumn 2 of 2026/27: 2026-11-02 to 2026-12-18'],
    ['2026-12-10', 'next half-term', 'spring 1 of 2026/27: 2027-01-04 to 2027-02-12'],
    ['2027-07-01', 'next half-term', 'autumn 1 of 2027/28: 2027-09-06 to 2027-10-22'],
    // In the Christmas holiday: it counts to autumn 2.
    ['2026-12-29', 'next half-term', 'spring 1 of 2026/27: 2027-01-04 to 2027-02-12'],
    ['2026-09-15', 'next term', 'the spring term of 2026/27: 2027-01-04 to 2027-03-26'],
    ['2026-12-10', 'next term', 'the spring term of 2026/27: 2027-01-04 to 2027-03-26'],
    ['2027-05-20', 'next term', 'the autumn term of 2027/28: 2027-09-06 to 2027-12-17'],
    ['2027-07-20', 'next term', 'the autumn term of 2027/28: 2027-09-06 to 2027-12-17'],
    ['2028-07-01', 'next half-term', 'not loaded'],
    ['2028-05-20', 'next term', 'not loaded'],
    ['2026-01-20', 'next half-term', 'not loaded'],
  ];
  for (const [meeting, within, expected] of table) {
    it(`${within} after ${meeting} is ${expected}`, () => {
      assert.equal(names(windowAfter(calendar, date(meeting), within)), expected);
    });
  }

  it('is any day where nothing was agreed', () => {
    assert.equal(windowAfter(calendar, date('2027-01-14'), undefined).kind, 'any');
    assert.equal(windowAfter(calendar, date('2027-01-14'), 'to be agreed').kind, 'any');
  });
});

describe('the dates that are offered', () => {
  it('are three, spread over the half-term', () => {
    assert.deepEqual(offerDates(frame()), ['2027-02-25', '2027-03-10', '2027-03-22']);
  });

  it('are none where the term dates are not loaded', () => {
    assert.deepEqual(offerDates(frame({ window: { kind: 'not loaded' } })), []);
    assert.deepEqual(
      offerDates(frame({ calendar: { ...calendar, blocks: [] }, window: { kind: 'any' } })),
      [],
    );
  });

  it('are fewer where fewer days are left', () => {
    const today = date('2027-03-10');
    // Ten school days for the documents leave Wednesday 24 March and the Thursday; Friday is Good Friday.
    assert.deepEqual(offerDates(frame({ today })), ['2027-03-24', '2027-03-25']);
    assert.deepEqual(offerDates(frame({ today: date('2027-03-20') })), []);
  });

  const anyDay = fc.integer({ min: 0, max: 560 }).map((days) => addDays(date('2026-09-07'), days));
  const anyFrame = fc
    .record({
      today: anyDay,
      late: fc.integer({ min: 0, max: 60 }),
      within: fc.constantFrom('next half-term', 'next term', 'to be agreed', undefined),
      busy: fc.array(anyDay, { maxLength: 120 }),
    })
    .map(({ today, late, within, busy }) =>
      frame({
        today,
        window: windowAfter(calendar, addDays(today, -late), within),
        busy: new Map(busy.map((day) => [day, ['Priya Nair']])),
      }),
    );

  it('always fit: the time agreed, school days, other boards, the pre-read documents', () => {
    fc.assert(
      fc.property(anyFrame, (each) => {
        const offered = offerDates(each);
        assert.ok(offered.length <= 3);
        assert.deepEqual(offered, [...new Set(offered)].toSorted());
        for (const day of offered) {
          assert.equal(kindOfDay(calendar, day).kind, 'school day');
          assert.ok(!each.busy.has(day));
          assert.ok(preReadDates(day, each.periods, calendar).collectedBy >= each.today);
          assert.ok(day > each.today);
          const { window } = each;
          assert.notEqual(window.kind, 'not loaded');
          if (window.kind === 'within') assert.ok(window.first <= day && day <= window.last);
          assert.deepEqual(doubtsAbout(day, each), []);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are as many as there are days that fit, up to three', () => {
    fc.assert(
      fc.property(anyFrame, (each) => {
        const { window, today } = each;
        if (window.kind !== 'within') return;
        let fit = 0;
        for (let day = window.first; day <= window.last; day = addDays(day, 1)) {
          const inTime = preReadDates(day, each.periods, calendar).collectedBy >= today;
          const isSchoolDay = kindOfDay(calendar, day).kind === 'school day';
          if (inTime && isSchoolDay && !each.busy.has(day) && day > today) fit += 1;
        }
        assert.equal(offerDates(each).length, Math.min(3, fit));
      }),
      { numRuns: 100 },
    );
  });

  it('of next half-term are never in the block of the meeting itself', () => {
    fc.assert(
      fc.property(anyDay, (meeting) => {
        const window = windowAfter(calendar, meeting, 'next half-term');
        for (const day of offerDates(frame({ today: meeting, window }))) {
          assert.notDeepEqual(blockOn(calendar, day), blockOn(calendar, meeting));
        }
      }),
    );
  });
});

describe('what there is to say against a date', () => {
  const busy: ReadonlyMap<LocalDate, readonly string[]> = new Map([
    [date('2027-03-11'), ['Priya Nair']],
    [date('2027-03-12'), ['Priya Nair', 'Li Wen', 'Ruth Calloway']],
  ]);
  const table: readonly [string, string, readonly RegExp[]][] = [
    ['that fits', '2027-03-10', []],
    [
      'of another half-term',
      '2027-02-11',
      [
        /^Thursday 11 February 2027 is not in spring 2 of 2026\/27, which is from 22 February 2027 to 26 March 2027$/,
      ],
    ],
    [
      'within the pre-read week',
      '2027-01-19',
      [
        /is not in spring 2/,
        /^Tuesday 19 January 2027 is too soon for the pre-read documents: they would have had to go to the board by Tuesday 12 January 2027$/,
      ],
    ],
    [
      'of another board',
      '2027-03-11',
      [/^Priya Nair has a meeting of another board on Thursday 11 March 2027$/],
    ],
    ['of several', '2027-03-12', [/^Priya Nair, Li Wen and Ruth Calloway have a meeting/]],
    // The kind of day says it already.
    ['in a holiday', '2027-04-05', []],
  ];
  for (const [what, day, expected] of table) {
    it(`is told of a day ${what}`, () => {
      const sentences = doubtsAbout(date(day), frame({ busy })).map(({ sentence }) => sentence);
      assert.equal(sentences.length, expected.length, sentences.join('; '));
      for (const [index, pattern] of expected.entries())
        assert.match(sentences[index] ?? '', pattern);
    });
  }

  it('says “not checked” of a year that is not loaded', () => {
    assert.match(uncheckedWords(calendar, date('2028-10-10')), /not checked/);
    assert.equal(uncheckedWords(calendar, date('2027-10-12')), '');
  });
});
