import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { LocalTime } from '#kernel/dates.ts';
import { currentPack } from '#policy-pack/index.ts';
import { aMeeting } from '#test/builders/casework.ts';
import { arrange, cancel, hold, move } from './meeting.ts';
import type { Arrangement, Meeting, Move, Setting } from './meeting.ts';
import { preReadDates } from './pre-reads.ts';
import { schoolAndVenue, venueWords } from './venue.ts';

const setting: Setting = {
  today: date('2027-01-04'),
  calendar: {
    bankHolidays: new Map([[date('2027-03-26'), 'Good Friday']]),
    knownUntil: date('2027-12-31'),
    blocks: [],
    insetDays: new Map(),
  },
};
const wanted: Arrangement = {
  date: date('2027-02-04'),
  time: '14:00' as LocalTime,
  minutes: 90,
  venue: { kind: 'school' },
  reason: '',
};
const { id, caseId, form } = aMeeting();

function code(result: { ok: true } | { ok: false; refusal: { code: string } }): string {
  return result.ok ? 'ok' : result.refusal.code;
}

describe('arranging a meeting', () => {
  it('plans it', () => {
    const planned = arrange(undefined, { id, caseId, form }, wanted, setting);
    assert.ok(planned.ok);
    assert.equal(planned.value.status, 'planned');
    assert.equal(planned.value.sequence, 0);
  });

  it('plans one at a time', () => {
    assert.equal(
      code(arrange(aMeeting(), { id, caseId, form }, wanted, setting)),
      'already-planned',
    );
  });

  const table: readonly [string, Partial<Arrangement>, string][] = [
    ['today', { date: date('2027-01-04') }, 'ok'],
    ['yesterday', { date: date('2027-01-03') }, 'past'],
    ['in two years', { date: date('2029-01-04') }, 'too-far'],
    ['on a Saturday', { date: date('2027-02-06') }, 'not-a-school-day'],
    ['on a Saturday, with a reason', { date: date('2027-02-06'), reason: 'Open day' }, 'ok'],
    ['on Good Friday', { date: date('2027-03-26') }, 'not-a-school-day'],
    ['on Teams', { venue: { kind: 'teams', detail: '' } }, 'ok'],
    [
      'elsewhere, without saying where',
      { venue: { kind: 'elsewhere', detail: '', reason: 'x' } },
      'no-place',
    ],
    [
      'elsewhere, without a reason',
      { venue: { kind: 'elsewhere', detail: 'Civic Centre', reason: '' } },
      'no-venue-reason',
    ],
    [
      'elsewhere, with a reason',
      { venue: { kind: 'elsewhere', detail: 'Civic Centre', reason: 'Building works' } },
      'ok',
    ],
  ];
  for (const [what, change, expected] of table) {
    it(`${expected === 'ok' ? 'accepts' : 'refuses'} one ${what}`, () => {
      const result = arrange(undefined, { id, caseId, form }, { ...wanted, ...change }, setting);
      assert.equal(code(result), expected);
      if (!result.ok) assert.match(result.refusal.sentence, /^[A-Z].{10,}/);
    });
  }
});

describe('changing a meeting', () => {
  it('moves it with a reason, keeps its form, and counts the invitation', () => {
    const moved = move(aMeeting(), { ...wanted, reason: 'The head is ill' }, setting);
    assert.ok(moved.ok);
    assert.deepEqual([moved.value.form, moved.value.sequence], ['sib-entry', 1]);
    assert.equal(code(move(aMeeting(), wanted, setting)), 'no-reason');
  });

  const why = { ...wanted, reason: 'The head is ill.' };
  const against = [{ code: 'other-meeting', sentence: 'Priya Nair is at another board' }];
  const soon = [{ code: 'too-soon', sentence: 'Monday is too soon for the documents' }];
  const saturday = { date: date('2027-02-06') };
  const offered = [date('2027-02-09')];
  const moves: readonly [string, Partial<Meeting>, Partial<Move>, Partial<Setting>, string][] = [
    ['to a Saturday', {}, saturday, {}, 'not-a-school-day'],
    ['to a Saturday, saying why', {}, { ...saturday, whyThisDay: 'Open day' }, {}, 'ok'],
    ['to a day of another board', {}, {}, { doubts: against }, 'other-meeting'],
    ['to a day that is past', {}, { date: date('2027-01-03') }, {}, 'past'],
    ['to a day that is not offered', {}, {}, { offered }, 'not-offered'],
    ['to a day that is not offered, saying why', {}, { whyThisDay: 'x' }, { offered }, 'ok'],
    ['to an offered day', {}, { date: date('2027-02-09') }, { offered }, 'ok'],
    ['nearer, too soon', { date: date('2027-03-04') }, {}, { doubts: soon }, 'too-soon'],
    // The documents of a meeting that is to come were due before those of a later one.
    ['further off, soon', {}, {}, { doubts: soon }, 'ok'],
    ['once missed, soon', { date: date('2027-01-02') }, {}, { doubts: soon }, 'too-soon'],
    // Only the time or the place: its day was looked at when it was set.
    ['within its day', { date: wanted.date }, {}, { doubts: against, offered }, 'ok'],
    // The new date of one without a date is all that there is to give a reason for.
    ['that waits, to a Saturday', { status: 'postponed' }, saturday, { doubts: against }, 'ok'],
    ['that waits, without saying why', { status: 'postponed' }, { reason: '' }, {}, 'no-reason'],
    ['that waits, soon', { status: 'adjourned' }, { reason: '' }, { doubts: soon }, 'too-soon'],
  ];
  for (const [what, is, to, held, expected] of moves) {
    it(`${expected === 'ok' ? 'moves' : 'does not move'} one ${what}`, () => {
      const moved = move(aMeeting(is), { ...why, ...to }, { ...setting, ...held });
      assert.equal(code(moved), expected);
      if (!moved.ok) assert.match(moved.refusal.sentence, /^[A-Z].{10,}/);
    });
  }

  it('says both why it is moved and why it is on that day', () => {
    const moved = move(aMeeting(), { ...why, ...saturday, whyThisDay: 'Open day' }, setting);
    assert.ok(moved.ok);
    assert.equal(moved.value.reason, 'The head is ill. (Why on this day: Open day)');
  });

  it('cancels it with a reason', () => {
    const cancelled = cancel(aMeeting(), 'Inspectors are in school');
    assert.ok(cancelled.ok);
    assert.deepEqual([cancelled.value.status, cancelled.value.sequence], ['cancelled', 1]);
    assert.equal(code(cancel(aMeeting(), '')), 'no-reason');
  });

  it('is held on its day or after, not before', () => {
    assert.equal(code(hold(aMeeting(), date('2027-01-13'))), 'not-yet');
    assert.equal(code(hold(aMeeting(), date('2027-01-14'))), 'ok');
  });

  for (const status of ['held', 'cancelled'] as const satisfies readonly Meeting['status'][]) {
    it(`refuses every change once it is ${status}`, () => {
      const meeting = aMeeting({ status });
      const reasons = { ...wanted, reason: 'Because' };
      assert.equal(code(move(meeting, reasons, setting)), status);
      assert.equal(code(cancel(meeting, 'Because')), status);
      assert.equal(code(hold(meeting, date('2027-02-01'))), status);
    });
  }
});

describe('pre-read dates', () => {
  it('collects 10 school days before and distributes 7 days before', () => {
    const dates = preReadDates(date('2027-02-04'), currentPack.periods, setting.calendar);
    assert.deepEqual(dates, { collectedBy: '2027-01-21', distributedBy: '2027-01-28' });
  });

  it('distributes on the last school day before a day without school', () => {
    const dates = preReadDates(date('2027-04-02'), currentPack.periods, setting.calendar);
    assert.equal(dates.distributedBy, '2027-03-25');
  });
});

describe('the venue in words', () => {
  it('ends a sentence', () => {
    assert.equal(
      venueWords({ kind: 'hybrid', detail: '' }),
      'at the school and on Microsoft Teams',
    );
  });

  it('says why the meeting is not at the school', () => {
    const venue = {
      kind: 'elsewhere',
      detail: 'the Civic Centre',
      reason: 'building works',
    } as const;
    assert.equal(
      schoolAndVenue('Ashgrove Primary School', venue),
      'Ashgrove Primary School. At the Civic Centre, because building works',
    );
  });
});
