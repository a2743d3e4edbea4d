import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { aBoard, aPlannedMeeting } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp, TestReply } from '#test/harness/app.ts';

suite('the calendar that a person’s own calendar follows', () => {
  let app: TestApp;
  let board: Board;
  let other: Board;
  before(async () => {
    app = await startApp();
    board = await aBoard(app);
    other = await aBoard(app, { schoolName: 'Birchwood Primary School' });
    await aPlannedMeeting(app, board, date('2027-02-04'));
    await aPlannedMeeting(app, other, date('2027-02-11'));
  });
  after(() => app.close());

  /** Makes an address, as the person presses the button; as the path that is asked for. */
  async function make(person: PersonId): Promise<string> {
    const made = await app.post('/your-calendar', {}, await app.signInAs(person));
    assert.equal(made.status, 200);
    const [address = ''] = /\/calendar\/feed\/[\w-]{43}\.ics/.exec(made.body) ?? [];
    assert.notEqual(address, '');
    return address;
  }

  const lines = ({ body }: TestReply) => body.replaceAll(/\r\n[ \t]/g, '').split('\r\n');
  const titles = (reply: TestReply) => lines(reply).filter((line) => line.startsWith('SUMMARY:'));

  test('shows their meetings and nobody else’s, without signing in', async () => {
    const reply = await app.get(await make(board.governor));
    assert.equal(reply.status, 200);
    assert.equal(reply.headers['content-type'], 'text/calendar; charset=utf-8');
    assert.equal(reply.headers['cache-control'], 'private, no-cache');
    assert.deepEqual(titles(reply), [
      'SUMMARY:School Improvement Board\\, Entry Meeting: Ashgrove Primary School',
    ]);
    const all = lines(reply);
    assert.ok(all.includes('METHOD:PUBLISH'));
    assert.ok(all.includes('DTSTART:20270204T093000Z'), reply.body);
    assert.ok(reply.body.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
    assert.doesNotMatch(reply.body, /ATTENDEE|ORGANIZER|mailto:/i);
  });

  test('leaves out a meeting of which only the day is known', async () => {
    const takenOn = await aBoard(app, { schoolName: 'Foxholes Primary School' });
    const id = await aPlannedMeeting(app, takenOn, date('2027-01-29'));
    const address = await make(takenOn.governor);
    assert.equal(titles(await app.get(address)).length, 1);
    const taken = { taken_on: true, status: 'held' } as const;
    await app.services.db.updateTable('meetings').set(taken).where('id', '=', id).execute();
    assert.deepEqual(titles(await app.get(address)), []);
  });

  test('says to whoever asks again that nothing has changed, until something has', async () => {
    const address = await make(board.head);
    const tag = String((await app.get(address)).headers['etag']);
    const again = await app.get(address, { 'if-none-match': tag });
    assert.deepEqual([again.status, again.body], [304, '']);
    const chair = await app.signInAs(board.chair);
    const { id } = await app.services.db
      .selectFrom('meetings')
      .select('id')
      .where('case_id', '=', board.caseId)
      .executeTakeFirstOrThrow();
    const moved = await app.post(
      `/meetings/${id}/move`,
      {
        'date-day': '9',
        'date-month': '2',
        'date-year': '2027',
        time: '2pm',
        venue: 'school',
        minutes: '90',
        reason: 'The hall is not free.',
        'why-this-day': 'It suits all.',
      },
      chair,
    );
    assert.equal(moved.status, 303, moved.body);
    const changed = await app.get(address, { 'if-none-match': tag });
    assert.equal(changed.status, 200);
    assert.ok(lines(changed).includes('DTSTART:20270209T140000Z'));
    assert.ok(lines(changed).includes(`UID:${id}@${new URL(app.services.baseUrl).hostname}`));
    assert.ok(lines(changed).includes('SEQUENCE:1'));
  });

  test('ends when it is replaced or switched off, and looks like one that never was', async () => {
    const first = await make(board.lead);
    const second = await make(board.lead);
    const none = await app.get(`/calendar/feed/${'x'.repeat(43)}.ics`);
    assert.deepEqual(
      [none.status, none.headers['content-type'], none.body],
      [404, 'text/plain; charset=utf-8', 'There is no calendar at this address.\n'],
    );
    assert.equal((await app.get(second)).status, 200);
    const replaced = await app.get(first);
    assert.deepEqual([replaced.status, replaced.body], [404, none.body]);
    const as = await app.signInAs(board.lead);
    assert.doesNotMatch((await app.get('/your-calendar', as)).body, /calendar\/feed/);
    assert.equal((await app.post('/your-calendar/off', {}, as)).status, 303);
    const off = await app.get(second);
    assert.deepEqual([off.status, off.body], [404, none.body]);
    const events = await app.services.db
      .selectFrom('audit_events')
      .select(['type', 'payload'])
      .where('subject_id', '=', board.lead)
      .where('type', 'like', 'calendar address%')
      .orderBy('seq')
      .execute();
    assert.deepEqual(
      events.map(({ type }) => type),
      ['calendar address made', 'calendar address made', 'calendar address switched off'],
    );
    const token = second.slice(-47, -4);
    assert.doesNotMatch(JSON.stringify(events), new RegExp(token));
    const kept = await app.services.db.selectFrom('calendar_feeds').selectAll().execute();
    assert.doesNotMatch(JSON.stringify(kept), new RegExp(token));
  });

  test('shows nothing any more once their roles and seats have ended', async () => {
    const address = await make(other.governor);
    assert.equal(titles(await app.get(address)).length, 1);
    for (const table of ['roles_held', 'board_members'] as const) {
      const until = { until_date: date('2027-01-14') };
      await app.services.db
        .updateTable(table)
        .set(until)
        .where('person_id', '=', other.governor)
        .execute();
      assert.deepEqual(titles(await app.get(address)), [], table);
    }
  });

  test('is for whoever is signed in to make', async () => {
    assert.match((await app.get('/your-calendar')).location, /^\/sign-in/);
    const from = { 'sec-fetch-site': 'same-origin' };
    assert.notEqual((await app.post('/your-calendar', {}, from)).status, 200);
  });
});
