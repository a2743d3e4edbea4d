import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { newId } from '#kernel/ids.ts';
import type { MeetingId } from '#kernel/ids.ts';
import { aBoard, aPlannedMeeting } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';

let app: TestApp;
let board: Board;
let chair: SignedInHeaders;
before(async () => {
  app = await startApp();
});
after(() => app.close());
beforeEach(async () => {
  board = await aBoard(app);
  chair = await app.signInAs(board.chair);
  await app.services.db.deleteFrom('mails').execute();
});

const fields = {
  'date-day': '4',
  'date-month': '2',
  'date-year': '2027',
  time: '2pm',
  venue: 'school',
  reason: '',
};

async function mails() {
  return app.services.db.selectFrom('mails').selectAll().orderBy('to_address').execute();
}

/** One line of a calendar entry, unfolded. */
function line(calendar: string | null, name: string): string | undefined {
  const unfolded = (calendar ?? '').replaceAll('\r\n ', '');
  return unfolded.split('\r\n').find((each) => each.startsWith(name));
}

describe('setting the entry meeting', () => {
  it('plans it and invites the five members of the board, with an entry for their calendars', async () => {
    const id = newId<MeetingId>();
    const path = `/cases/${board.caseId}/meetings/new`;
    assert.match((await app.get(path, chair)).body, /Set the entry meeting/);
    const { location } = await app.post(path, { ...fields, id }, chair);
    assert.equal(location, `/meetings/${id}`);
    const { body } = await app.get(location, chair);
    assert.match(body, /Thursday 4 February 2027 at 2pm, about 90 minutes/);
    const sent = await mails();
    assert.equal(sent.length, 5);
    for (const mail of sent) {
      assert.match(mail.subject, /Ashgrove Primary School/);
      assert.equal(mail.calendar_method, 'REQUEST');
      assert.equal(line(mail.calendar, 'DTSTART'), 'DTSTART:20270204T140000Z');
      assert.equal(line(mail.calendar, 'DTEND'), 'DTEND:20270204T153000Z');
      assert.doesNotMatch(mail.body_text + mail.calendar, /Leadership and management require/);
    }
  });

  it('plans one meeting, and invites once, when the form is sent twice', async () => {
    const id = newId<MeetingId>();
    const path = `/cases/${board.caseId}/meetings/new`;
    const replies = await Promise.all([
      app.post(path, { ...fields, id }, chair),
      app.post(path, { ...fields, id }, chair),
    ]);
    assert.deepEqual(
      replies.map((reply) => reply.location),
      [`/meetings/${id}`, `/meetings/${id}`],
    );
    assert.equal((await mails()).length, 5);
  });

  it('shows the pre-read documents of the entry form with their dates', async () => {
    const id = await aPlannedMeeting(app, board);
    const { body } = await app.get(`/meetings/${id}`, chair);
    for (const label of [
      'CMO records for visits since previous SIB meeting',
      'School self-evaluation',
      'School Improvement Plan',
      'School position statement',
      'To go to the board by Thursday 7 January 2027',
    ]) {
      assert.ok(body.includes(label), label);
    }
  });

  for (const [what, change, sentence] of [
    ['a date that is not one', { 'date-day': '31' }, /must be a real date/],
    [
      'no date',
      { 'date-day': '', 'date-month': '', 'date-year': '' },
      /Enter the date of the meeting/,
    ],
    ['half a date', { 'date-month': '' }, /must include a month/],
    ['a date in the past', { 'date-year': '2026' }, /must be today or in the future/],
    ['a Saturday', { 'date-day': '6' }, /Saturday 6 February 2027 is at a weekend/],
    ['a bank holiday', { 'date-day': '26', 'date-month': '3' }, /a bank holiday \(Good Friday\)/],
    ['a time that is not one', { time: 'after lunch' }, /must be a time, like 9:30am/],
    ['no venue', { venue: '' }, /Choose where the meeting is/],
    [
      'elsewhere without a reason',
      { venue: 'elsewhere', elsewhere: 'Civic Centre' },
      /why the meeting is not at the school/,
    ],
  ] as const) {
    it(`refuses ${what}, and keeps what was typed`, async () => {
      const path = `/cases/${board.caseId}/meetings/new`;
      const typed = { ...fields, id: newId<MeetingId>(), ...change };
      const { status, body } = await app.post(path, typed, chair);
      assert.equal(status, 422);
      assert.match(body, sentence);
      assert.match(body, new RegExp(`value="${typed.time}"`));
      assert.deepEqual(await mails(), []);
    });
  }
});

describe('a planned meeting', () => {
  let id: MeetingId;
  beforeEach(async () => {
    id = await aPlannedMeeting(app, board);
    await app.services.db.deleteFrom('mails').execute();
  });

  it('moves, and replaces the entry in everyone’s calendar', async () => {
    const reason = 'Inspectors are in school that week';
    const { location } = await app.post(`/meetings/${id}/move`, { ...fields, reason }, chair);
    assert.equal(location, `/meetings/${id}`);
    const [first] = await mails();
    assert.match(first?.subject ?? '', /^Moved: /);
    assert.equal(line(first?.calendar ?? '', 'SEQUENCE'), 'SEQUENCE:1');
    assert.equal(line(first?.calendar ?? '', 'UID'), `UID:${id}@localhost`);
  });

  it('is cancelled with a reason, and leaves everyone’s calendar', async () => {
    const path = `/meetings/${id}/cancel`;
    assert.equal((await app.post(path, { reason: ' ' }, chair)).status, 422);
    assert.equal((await app.post(path, { reason: 'The school is closed' }, chair)).status, 303);
    const sent = await mails();
    assert.equal(sent.length, 5);
    assert.equal(sent[0]?.calendar_method, 'CANCEL');
    assert.match((await app.get(`/cases/${board.caseId}`, chair)).body, /Cancelled/);
  });

  it('takes another attendee for parts of it, and invites them alone', async () => {
    const guest = {
      name: 'Fatima Rahman',
      capacity: 'English lead',
      address: 'fatima@example.org',
      whole: 'parts',
      parts: ['context', 'key-actions-and-progress'],
    };
    const path = `/meetings/${id}/attendees/new`;
    assert.equal((await app.post(path, guest, chair)).status, 303);
    assert.deepEqual(
      (await mails()).map((mail) => mail.to_address),
      ['fatima@example.org'],
    );
    const { body } = await app.get(`/meetings/${id}`, chair);
    assert.match(body, /English lead: Context; Key actions \/ progress/);
  });

  it('is seen by its board, and changed by those who arrange it', async () => {
    for (const person of [board.head, board.governor, board.lead, board.officer]) {
      const headers = await app.signInAs(person);
      assert.equal((await app.get(`/meetings/${id}`, headers)).status, 200);
      assert.equal((await app.get(`/meetings/${id}/move`, headers)).status, 404);
      assert.equal(
        (await app.post(`/meetings/${id}/cancel`, { reason: 'x' }, headers)).status,
        404,
      );
    }
    const other = await aBoard(app, { schoolName: 'Birchwood Primary School' });
    const stranger = await app.signInAs(other.head);
    assert.equal((await app.get(`/meetings/${id}`, stranger)).status, 404);
  });
});

describe('the home page', () => {
  it('tells the chair to set the next meeting, and everyone of the one to come', async () => {
    assert.match(
      (await app.get('/', chair)).body,
      /Set the next meeting of the School Improvement Board/,
    );
    const id = await aPlannedMeeting(app, board);
    const { body } = await app.get('/', await app.signInAs(board.governor));
    assert.match(body, new RegExp(`/meetings/${id}`));
    assert.match(body, /Thursday 14 January 2027 at 9:30am/);
  });
});
