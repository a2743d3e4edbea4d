import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { newId } from '#kernel/ids.ts';
import type { MeetingId } from '#kernel/ids.ts';
import { aBoard, aPlannedMeeting, storePerson } from '#test/builders/stored.ts';
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
    assert.equal(location, `/meetings/${id}?done=set`);
    const { body } = await app.get(location, chair);
    assert.match(body, /The meeting is set, and the board is invited\./);
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
      [`/meetings/${id}?done=set`, `/meetings/${id}?done=set`],
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
    assert.equal(location, `/meetings/${id}?done=moved`);
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

  it('is postponed with a reason, leaves calendars, and comes back with its new date and its agenda', async () => {
    const path = `/meetings/${id}/postpone`;
    assert.match((await app.get(path, chair)).body, /Its agenda stays/);
    assert.equal((await app.post(path, { reason: '' }, chair)).status, 422);
    const done = await app.post(path, { reason: 'The head is ill' }, chair);
    assert.equal(done.location, `/meetings/${id}?done=postponed`);
    assert.deepEqual(
      (await mails()).map(({ calendar_method: method }) => method),
      Array(5).fill('CANCEL'),
    );
    assert.match((await app.get(`/cases/${board.caseId}`, chair)).body, /waits for its new date/);
    assert.match((await app.get('/', chair)).body, /Set the new date of the meeting/);
    // Another cannot be planned beside it.
    const beside = { ...fields, id: newId<MeetingId>() };
    const other = await app.post(`/cases/${board.caseId}/meetings/new`, beside, chair);
    assert.match(other.body, /is postponed and waits for a new date/);
    await app.services.db.deleteFrom('mails').execute();
    const moved = { ...fields, reason: 'The first day that suits everyone' };
    assert.equal((await app.post(`/meetings/${id}/move`, moved, chair)).status, 303);
    const [first] = await mails();
    assert.equal(first?.calendar_method, 'REQUEST');
    assert.equal(line(first.calendar, 'SEQUENCE'), 'SEQUENCE:2');
    const { body } = await app.get(`/meetings/${id}`, chair);
    assert.match(body, /Entry Meeting/);
    assert.match(body, /Postponed, Thursday 14 January 2027[^<]*: <span[^>]*>The head is ill/);
  });

  it('is adjourned on its day with a reason, and its record waits with it', async () => {
    await app.post(`/meetings/${id}/record`, {}, chair);
    const path = `/meetings/${id}/adjourn`;
    const done = await app.post(path, { reason: 'The Chair of Governors did not come' }, chair);
    assert.equal(done.location, `/meetings/${id}?done=adjourned`);
    // It began: it stays in calendars on that day, and everyone is told by a mail alone.
    const sent = await mails();
    assert.deepEqual([sent.length, sent[0]?.calendar], [5, null]);
    assert.match(sent[0]?.subject ?? '', /^Adjourned: /);
    const { body } = await app.get(`/meetings/${id}`, chair);
    assert.match(body, /Set the new date/);
    assert.match(body, /Write the notes/);
  });

  it('has a substitute for this meeting, who stands in the record beside the member', async () => {
    const { id: member } = await app.services.db
      .selectFrom('board_members')
      .select('id')
      .where('case_id', '=', board.caseId)
      .where('board_role', '=', 'network-lead')
      .executeTakeFirstOrThrow();
    const path = `/meetings/${id}/attendees/new`;
    const substitute = {
      name: 'Ngozi Eze',
      address: 'ngozi@example.org',
      standsInFor: member,
    };
    assert.equal((await app.post(path, substitute, chair)).status, 303);
    assert.deepEqual(
      (await mails()).map((mail) => mail.to_address),
      ['ngozi@example.org'],
    );
    assert.match(
      (await app.get(`/meetings/${id}`, chair)).body,
      /Substitute for Tomasz Zielinski: the whole meeting/,
    );
    const second = await app.post(path, { ...substitute, name: 'Max Orr', address: '' }, chair);
    assert.equal(second.status, 422);
    assert.match(second.body, /Ngozi Eze stands in for Tomasz Zielinski at this meeting already/);
    const opened = await app.post(`/meetings/${id}/record`, {}, chair);
    const record = opened.location.replace(/\/room$/, '');
    const { body } = await app.get(`${record}/attendance`, chair);
    assert.match(body, /value="Ngozi Eze"/);
  });

  it('has no head of the school as substitute for the Network Lead', async () => {
    const { id: member } = await app.services.db
      .selectFrom('board_members')
      .select('id')
      .where('case_id', '=', board.caseId)
      .where('board_role', '=', 'network-lead')
      .executeTakeFirstOrThrow();
    const { address } = await app.services.db
      .selectFrom('mailboxes')
      .select('address')
      .where('person_id', '=', board.head)
      .executeTakeFirstOrThrow();
    const path = `/meetings/${id}/attendees/new`;
    const fieldsOf = { name: 'Daniel Marsh', address, standsInFor: member };
    const refused = await app.post(path, fieldsOf, chair);
    assert.equal(refused.status, 422);
    assert.match(refused.body, /cannot stand in as its Network Lead/);
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

  it('shows another attendee themselves and not who else comes to which part', async () => {
    const path = `/meetings/${id}/attendees/new`;
    const guests = [
      { name: 'Fatima Rahman', capacity: 'English lead', address: 'fatima@example.org' },
      { name: 'Piotr Wojcik', capacity: 'Attendance officer', address: 'piotr@example.org' },
    ];
    for (const guest of guests) {
      await app.post(path, { ...guest, whole: 'parts', parts: ['context'] }, chair);
    }
    const { person_id: fatima } = await app.services.db
      .selectFrom('mailboxes')
      .select('person_id')
      .where('address', '=', 'fatima@example.org')
      .executeTakeFirstOrThrow();
    const { body } = await app.get(`/meetings/${id}`, await app.signInAs(fatima));
    assert.match(body, /English lead: Context/);
    assert.doesNotMatch(body, /Wojcik|Attendance officer/);
    const head = await app.get(`/meetings/${id}`, await app.signInAs(board.head));
    assert.match(head.body, /Wojcik/);
  });

  it('keeps the access of someone who is down for two things, when one is taken off', async () => {
    const address = 'twice@example.org';
    for (const capacity of ['English lead', 'Deputy Headteacher']) {
      const guest = { name: 'Fatima Rahman', capacity, address, whole: 'whole' };
      await app.post(`/meetings/${id}/attendees/new`, guest, chair);
    }
    const rows = await app.services.db
      .selectFrom('other_attendees')
      .select(['id', 'person_id'])
      .where('meeting_id', '=', id)
      .execute();
    const [first, second] = rows;
    assert.ok(first?.person_id && second);
    const guest = await app.signInAs(first.person_id);
    const status = async () => (await app.get(`/meetings/${id}`, guest)).status;
    await app.post(`/meetings/${id}/attendees/${first.id}/remove`, {}, chair);
    assert.equal(await status(), 200);
    const told = async () =>
      (await mails()).filter((mail) => mail.to_address === address && mail.calendar !== null);
    assert.ok((await told()).every((mail) => mail.calendar_method === 'REQUEST'));
    await app.post(`/meetings/${id}/attendees/${second.id}/remove`, {}, chair);
    assert.notEqual(await status(), 200);
    // It leaves their calendar: the same entry, with a higher number than their invitation.
    const messages = await told();
    const ended = messages.filter((mail) => mail.calendar_method === 'CANCEL');
    assert.deepEqual(
      ended.map((mail) => mail.template),
      ['Invitation withdrawn'],
    );
    const number = (text: string | null | undefined) =>
      Number(/^SEQUENCE:(\d+)/m.exec(text ?? '')?.[1]);
    const invited = messages.filter((mail) => mail.calendar_method === 'REQUEST');
    assert.ok(invited.every((mail) => number(mail.calendar) < number(ended[0]?.calendar)));
    const uid = new RegExp(`^UID:${id}@`, 'm');
    assert.ok(messages.every((mail) => uid.test(mail.calendar ?? '')));
  });

  it('leaves the calendar of a member whose seat ends before it, and of no other', async () => {
    const { id: seat } = await app.services.db
      .selectFrom('board_members')
      .select('id')
      .where('case_id', '=', board.caseId)
      .where('person_id', '=', board.governor)
      .executeTakeFirstOrThrow();
    const leaving = { 'until-day': '14', 'until-month': '1', 'until-year': '2027' };
    const ended = await app.post(`/cases/${board.caseId}/board/${seat}/end`, leaving, chair);
    assert.equal(ended.status, 303);
    const cancelled = (await mails()).filter((mail) => mail.calendar_method === 'CANCEL');
    assert.deepEqual(
      cancelled.map(({ person_id: person, template }) => [person, template]),
      [[board.governor, 'Invitation withdrawn']],
    );
    assert.match(cancelled[0]?.calendar ?? '', new RegExp(`^UID:${id}@`, 'm'));
  });

  it('leaves the calendar of someone whose role ends, and with it their seat, before it', async () => {
    const { db } = app.services;
    const administrator = await storePerson(db, { name: 'Ada Byrd', role: 'administrator' });
    const { id: role } = await db
      .selectFrom('roles_held')
      .select('id')
      .where('person_id', '=', board.head)
      .where('role', '=', 'headteacher')
      .executeTakeFirstOrThrow();
    const ended = await app.post(
      `/administration/people/roles/${role}/end`,
      { 'until-day': '14', 'until-month': '1', 'until-year': '2027' },
      await app.signInAs(administrator),
    );
    assert.equal(ended.status, 303, ended.body);
    const cancelled = (await mails()).filter((mail) => mail.calendar_method === 'CANCEL');
    assert.deepEqual(
      cancelled.map(({ person_id: person }) => person),
      [board.head],
    );
    assert.match(cancelled[0]?.calendar ?? '', new RegExp(`^UID:${id}@`, 'm'));
  });

  it('lets nobody who may not read its record give it to themselves, or to others once it is held', async () => {
    const address = 'clerk@example.org';
    const clerk = await app.signInAs(
      await storePerson(app.services.db, { role: 'clerk', name: 'Joan Birch', address }),
    );
    const path = `/meetings/${id}/attendees/new`;
    const guest = { name: 'Joan Birch', capacity: 'Clerk', whole: 'whole' };
    const oneself = await app.post(path, { ...guest, address }, clerk);
    assert.equal(oneself.status, 422);
    assert.match(oneself.body, /You cannot add yourself to this meeting/);
    const another = { ...guest, name: 'Ola Berg', address: 'ola@example.org' };
    assert.equal((await app.post(path, another, clerk)).status, 303);
    const { db } = app.services;
    await db.updateTable('meetings').set({ status: 'held' }).where('id', '=', id).execute();
    const later = { ...guest, name: 'Max Orr', address: 'max@example.org' };
    const held = await app.post(path, later, clerk);
    assert.equal(held.status, 422);
    assert.match(held.body, /whoever is added may read its record/);
    assert.equal((await app.post(path, later, chair)).status, 303);
  });

  it('says what is too long, and what comes from no page', async () => {
    const reason = 'A clash';
    for (const long of [
      { venue: 'hybrid', hybridDetail: 'x'.repeat(501) },
      { venue: 'elsewhere', elsewhere: 'x'.repeat(501), venueReason: 'Works' },
    ]) {
      const { status, body } = await app.post(
        `/meetings/${id}/move`,
        { ...fields, reason, ...long },
        chair,
      );
      assert.equal(status, 422);
      assert.match(body, /This must be 500 characters or fewer/);
    }
    const other = await aBoard(app, { schoolName: 'Birchwood Primary School' });
    const path = `/cases/${other.caseId}/meetings/new`;
    const used = await app.post(path, { ...fields, id }, await app.signInAs(other.chair));
    assert.equal(used.status, 422);
    assert.match(used.body, /This form has been used already/);
    assert.doesNotMatch(used.body, new RegExp(`name="id" value="${id}"`));
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
