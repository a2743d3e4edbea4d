import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { date } from '#kernel/dates.ts';
import { storeCalendar } from '#test/builders/calendar.ts';
import {
  aWrittenRecord,
  anAnsweredRecord,
  anOpenRecord,
  conclude,
  openNextRecord,
  writeRecord,
} from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { aBoard, aPlannedMeeting, must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { addMembers } from '#modules/cases/index.ts';
import { saveOutcome } from '../commands/hold-meeting.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
  await storeCalendar(app, { inset: [date('2027-03-05')] });
});
after(() => app.close());

/** A record whose board agreed to meet again next half-term: spring 2, from 22 February to 26 March 2027. */
async function agreed(outcome = 'remain-next-half-term') {
  const stored = await anOpenRecord(app);
  const work = await app.workAs(stored.board.chair);
  const nothing = { answer: undefined, reasons: '', concerns: '', support: '' };
  must(await saveOutcome(work, stored.recordId, { outcome, ...nothing }));
  return { ...stored, chair: await app.signInAs(stored.board.chair) };
}

const pathOf = ({ recordId }: StoredRecord) => `/records/${recordId}/next-meeting`;

function offeredIn(body: string): string[] {
  return [...body.matchAll(/name="kind" type="radio" value="(\d{4}-\d\d-\d\d)"/g)].map(
    ([, day = '']) => day,
  );
}

const boxes = (day: number, month: number, year: number) => ({
  'date-day': String(day),
  'date-month': String(month),
  'date-year': String(year),
});

describe('the date of the next meeting', () => {
  it('is one of three that fit the next half-term', async () => {
    const stored = await agreed();
    const { body } = await app.get(pathOf(stored), stored.chair);
    assert.deepEqual(offeredIn(body), ['2027-02-25', '2027-03-10', '2027-03-22']);
    assert.match(body, /Spring 2 of 2026\/27 is from 22 February 2027 to 26 March 2027/);
    const sent = await app.post(pathOf(stored), { kind: '2027-03-10', time: '2pm' }, stored.chair);
    assert.equal(sent.status, 303);
    const again = await app.get(pathOf(stored), stored.chair);
    assert.match(again.body, /value="2027-03-10" checked/);
    const row = await app.services.db
      .selectFrom('records')
      .select(['next_date', 'next_reason'])
      .where('id', '=', stored.recordId)
      .executeTakeFirstOrThrow();
    assert.deepEqual(row, { next_date: date('2027-03-10'), next_reason: '' });
  });

  it('fits the whole of next term, where that was agreed', async () => {
    const stored = await agreed('remain-next-term');
    const { body } = await app.get(pathOf(stored), stored.chair);
    assert.match(body, /The summer term of 2026\/27 is from 12 April 2027 to 23 July 2027/);
    for (const day of offeredIn(body)) assert.ok(day >= '2027-04-12' && day <= '2027-07-23');
  });

  it('is a check-in of next term, where the board agreed the exit: check-ins are termly', async () => {
    const other = await startApp();
    try {
      const entry = await anOpenRecord(other);
      await writeRecord(other, entry);
      await conclude(other, entry, 'set-exit-agenda', date('2027-03-11'));
      const exit = await openNextRecord(other, entry);
      await storeCalendar(other);
      const nothing = { answer: undefined, reasons: '', concerns: '', support: '' };
      const outcome = 'exit-to-progress-check-in';
      const work = await other.workAs(exit.board.chair);
      must(await saveOutcome(work, exit.recordId, { outcome, ...nothing }));
      const chair = await other.signInAs(exit.board.chair);
      const { body } = await other.get(pathOf(exit), chair);
      assert.match(body, /The summer term of 2026\/27 is from 12 April 2027 to 23 July 2027/);
      assert.equal(offeredIn(body).length, 3);
      for (const day of offeredIn(body)) assert.ok(day >= '2027-04-12' && day <= '2027-07-23');
      const early = { kind: 'set', time: '2pm', reason: '', ...boxes(25, 3, 2027) };
      const refused = await other.post(pathOf(exit), early, chair);
      assert.equal(refused.status, 422);
      assert.match(refused.body, /Thursday 25 March 2027 is not in the summer term of 2026\/27/);
    } finally {
      await other.close();
    }
  });

  it('leaves out a day on which a member is at another board', async () => {
    const stored = await agreed();
    const other = await aBoard(app, { schoolName: 'Birchwood Primary School' });
    const work = await app.workAs(other.chair);
    const seat = { seat: 'extra', description: 'Adviser', person: stored.board.officer };
    must(await addMembers(work, other.caseId, [seat]));
    await aPlannedMeeting(app, other, date('2027-03-10'));
    const { body } = await app.get(pathOf(stored), stored.chair);
    assert.equal(offeredIn(body).length, 3);
    assert.ok(!offeredIn(body).includes('2027-03-10'));
    const typed = { kind: 'set', time: '2pm', reason: '', ...boxes(10, 3, 2027) };
    const refused = await app.post(pathOf(stored), typed, stored.chair);
    assert.equal(refused.status, 422);
    assert.match(
      refused.body,
      /Priya Nair has a meeting of another board on Wednesday 10 March 2027/,
    );
  });

  const refused: readonly [string, Record<string, string>, RegExp][] = [
    ['that is past', boxes(4, 1, 2027), /The next meeting must be after this one/],
    ['in two years', boxes(4, 1, 2029), /within the next 18 months/],
    [
      'in a holiday',
      boxes(6, 4, 2027),
      /Tuesday 6 April 2027 is in the Easter holiday\. Choose another day, or enter why/,
    ],
    ['on an INSET day', boxes(5, 3, 2027), /Friday 5 March 2027 is an INSET day, without pupils/],
    ['on a bank holiday', boxes(26, 3, 2027), /a bank holiday \(Good Friday\)/],
    ['at a weekend', boxes(6, 3, 2027), /at a weekend/],
    ['of another half-term', boxes(20, 4, 2027), /is not in spring 2 of 2026\/27/],
    ['before the pre-read week', boxes(19, 1, 2027), /is not in spring 2/],
    [
      'that was not offered',
      boxes(9, 3, 2027),
      /Enter why the meeting is on Tuesday 9 March 2027 and not on one of the dates offered/,
    ],
    ['that is none', boxes(31, 2, 2027), /must be a real date/],
  ];
  for (const [what, typed, sentence] of refused) {
    it(`is not taken without a reason when it is one ${what}; what was typed stays`, async () => {
      const stored = await agreed();
      const fields = { kind: 'set', time: '2.15pm', reason: '', ...typed };
      const reply = await app.post(pathOf(stored), fields, stored.chair);
      assert.equal(reply.status, 422);
      assert.match(reply.body, sentence);
      assert.match(reply.body, new RegExp(`name="date-day"[^>]*value="${typed['date-day']}"`));
      assert.match(reply.body, /value="2\.15pm"/);
    });
  }

  it('is another with a reason, which stands in the record and on the meeting', async () => {
    const other = await startApp();
    try {
      const stored = await anAnsweredRecord(other);
      await storeCalendar(other);
      const chair = await other.signInAs(stored.board.chair);
      const reason = 'The governors meet that evening.';
      const fields = { kind: 'set', time: '2pm', reason, ...boxes(9, 3, 2027) };
      assert.equal((await other.post(pathOf(stored), fields, chair)).status, 303);
      const final = await other.post(`/records/${stored.recordId}/finalise`, {}, chair);
      assert.equal(final.status, 303);
      const record = await other.get(`/records/${stored.recordId}`, chair);
      assert.match(record.body, /Why on this date: The governors meet that evening\./);
      const meeting = await other.services.db
        .selectFrom('meetings')
        .selectAll()
        .where('case_id', '=', stored.board.caseId)
        .where('status', '=', 'planned')
        .executeTakeFirstOrThrow();
      assert.deepEqual([meeting.date, meeting.change_reason], ['2027-03-09', reason]);
      assert.match((await other.get(`/meetings/${meeting.id}`, chair)).body, /The governors meet/);
    } finally {
      await other.close();
    }
  });

  it('is any date, “not checked”, where the term dates are not loaded', async () => {
    const other = await startApp();
    try {
      const stored = await aWrittenRecord(other);
      const chair = await other.signInAs(stored.board.chair);
      const { body } = await other.get(pathOf(stored), chair);
      assert.deepEqual(offeredIn(body), []);
      assert.match(body, /Any date is taken, and is marked “not checked”/);
      const typed = { kind: 'set', time: '2pm', reason: '', ...boxes(6, 4, 2027) };
      assert.equal((await other.post(pathOf(stored), typed, chair)).status, 303);
    } finally {
      await other.close();
    }
  });
});

describe('moving a meeting to another day', () => {
  /** The standard meeting that an entry meeting agreed on, for next half-term: on 11 March 2027. */
  async function aNextMeeting(on: TestApp) {
    const entry = await anOpenRecord(on);
    await writeRecord(on, entry);
    await conclude(on, entry, 'remain-next-half-term', date('2027-03-11'));
    await storeCalendar(on);
    const { id } = await on.services.db
      .selectFrom('meetings')
      .select('id')
      .where('case_id', '=', entry.board.caseId)
      .where('status', '=', 'planned')
      .executeTakeFirstOrThrow();
    return { entry, id, chair: await on.signInAs(entry.board.chair) };
  }

  const reason = 'The Chair of Governors is ill.';
  const to = { venue: 'school', time: '2.15pm', on: 'another', reason };

  it('is held against what was agreed, holidays, other boards and the pre-read week', async () => {
    const on = await startApp();
    try {
      const { entry, id, chair } = await aNextMeeting(on);
      const path = `/meetings/${id}/move`;
      const other = await aBoard(on, { schoolName: 'Birchwood Primary School' });
      const work = await on.workAs(other.chair);
      const seat = { seat: 'extra', description: 'Adviser', person: entry.board.officer };
      must(await addMembers(work, other.caseId, [seat]));
      await aPlannedMeeting(on, other, date('2027-03-16'));
      const { body } = await on.get(path, chair);
      assert.match(body, /School days in spring 2 of 2026\/27, as the board agreed/);
      const offered = [...body.matchAll(/name="on" type="radio" value="(\d{4}-\d\d-\d\d)"/g)];
      assert.equal(offered.length, 3);
      const refused: readonly [Record<string, string>, RegExp][] = [
        [boxes(4, 1, 2027), /must be today or in the future/],
        [boxes(6, 4, 2027), /in the Easter holiday\. Choose another day, or enter why/],
        [boxes(20, 4, 2027), /is not in spring 2 of 2026\/27/],
        [boxes(18, 1, 2027), /is not in spring 2/],
        [boxes(16, 3, 2027), /Priya Nair has a meeting of another board on Tuesday 16 March/],
        [boxes(3, 3, 2027), /not on one of the dates offered/],
      ];
      for (const [typed, sentence] of refused) {
        const reply = await on.post(path, { ...to, ...typed, whyThisDay: '' }, chair);
        assert.equal(reply.status, 422);
        assert.match(reply.body, sentence);
        assert.match(reply.body, /value="2\.15pm"/);
        assert.ok(reply.body.includes('value="The Chair of Governors is ill."'));
      }
      const why = { ...to, ...boxes(3, 3, 2027), whyThisDay: 'The only day for all' };
      assert.equal((await on.post(path, why, chair)).status, 303);
      const meeting = await on.get(`/meetings/${id}`, chair);
      assert.match(
        meeting.body,
        /The Chair of Governors is ill\. \(Why on this day: The only day for all\)/,
      );
      // Another hour of the same day asks for nothing more than why.
      const hour = await on.post(path, { ...to, ...boxes(3, 3, 2027), time: '4pm' }, chair);
      assert.equal(hour.status, 303);
      const [, day = ''] = offered[0] ?? [];
      assert.equal((await on.post(path, { ...to, on: day }, chair)).status, 303);
    } finally {
      await on.close();
    }
  });

  it('holds a date that is cancelled and set again against what the board agreed for it', async () => {
    const on = await startApp();
    try {
      const { entry, id, chair } = await aNextMeeting(on);
      await on.post(`/meetings/${id}/cancel`, { reason }, chair);
      const path = `/cases/${entry.board.caseId}/meetings/new`;
      assert.match((await on.get(path, chair)).body, /School days in spring 2 of 2026\/27/);
      const late = await on.post(path, { ...to, ...boxes(20, 4, 2027), reason: '' }, chair);
      assert.equal(late.status, 422);
      assert.match(late.body, /is not in spring 2 of 2026\/27/);
      assert.equal((await on.post(path, { ...to, ...boxes(20, 4, 2027) }, chair)).status, 303);
    } finally {
      await on.close();
    }
  });
});

describe('setting a meeting from the page of the process', () => {
  it('offers three dates; a holiday, or too short a notice, needs a reason', async () => {
    const board = await aBoard(app);
    const chair = await app.signInAs(board.chair);
    const path = `/cases/${board.caseId}/meetings/new`;
    const { body } = await app.get(path, chair);
    const offered = [...body.matchAll(/name="on" type="radio" value="(\d{4}-\d\d-\d\d)"/g)];
    assert.equal(offered.length, 3);
    const rest = { venue: 'school', time: '2pm', reason: '' };
    const holiday = await app.post(path, { ...rest, on: 'another', ...boxes(6, 4, 2027) }, chair);
    assert.equal(holiday.status, 422);
    assert.match(holiday.body, /in the Easter holiday/);
    const soon = await app.post(path, { ...rest, on: 'another', ...boxes(18, 1, 2027) }, chair);
    assert.match(soon.body, /Monday 18 January 2027 is too soon for the pre-read documents/);
    const [, day = ''] = offered[1] ?? [];
    assert.equal((await app.post(path, { ...rest, on: day }, chair)).status, 303);
  });

  it('is in the clerk’s hands too, and marks what is not checked', async () => {
    const board = await aBoard(app);
    const clerk = await app.signInAs(
      await storePerson(app.services.db, { role: 'clerk', name: 'Dee' }),
    );
    const path = `/cases/${board.caseId}/meetings/new`;
    const fields = {
      venue: 'school',
      time: '2pm',
      reason: '',
      on: 'another',
      ...boxes(14, 9, 2027),
    };
    const sent = await app.post(path, fields, clerk);
    assert.equal(sent.status, 303);
    const meeting = await app.get(sent.location, clerk);
    assert.match(meeting.body, /Not checked/);
    assert.match(meeting.body, /The term dates of that year are not loaded/);
  });
});
