import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionEventId, PersonId } from '#kernel/ids.ts';
import { actionsOf, addProgress } from '#modules/actions/index.ts';
import { endRole } from '#modules/people/index.ts';
import { aFinalRecord, aSentRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { must } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { readMarkup } from '#test/harness/markup.ts';
import { morningList } from '../index.ts';

suite('what has not happened, for the people of two boards', () => {
  let app: TestApp;
  let final: StoredRecord;
  let sent: StoredRecord;
  before(async () => {
    app = await startApp();
    final = await aFinalRecord(app);
    sent = await aSentRecord(app, { schoolName: 'Birchwood Primary School' });
  });
  after(() => app.close());

  async function listOf(person: PersonId): Promise<string[]> {
    const { actor, authority, pack, clock, db } = await app.workAs(person);
    const today = date(clock.now().toISOString().slice(0, 10));
    const gaps = await morningList(db, actor, { today, laCode: authority.laCode, pack });
    return gaps.map(({ kind, school }) => `${kind}, ${school.split(' ')[0]}`);
  }

  async function digest(): Promise<number> {
    const { db, jobs } = app.services;
    const earlier = await mails();
    await db.transaction().execute((trx) => jobs.enqueue(trx, 'reminders.digest', newId(), {}));
    await app.drainJobs();
    return (await mails()) - earlier;
  }

  async function mails(): Promise<number> {
    const { db } = app.services;
    const { count } = await db
      .selectFrom('mails')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('template', '=', 'What has not happened')
      .executeTakeFirstOrThrow();
    return count;
  }

  test('is empty while everything is in time; then no mail goes out', async () => {
    for (const person of Object.values(final.board).slice(3)) {
      assert.deepEqual(await listOf(person as PersonId), []);
    }
    app.clock.set('2027-01-18T07:00:00Z');
    assert.equal(await digest(), 0);
  });

  test('has an accuracy check from the day after it was due, for the head and the chair', async () => {
    app.clock.set('2027-01-21T09:00:00Z');
    assert.deepEqual(await listOf(sent.board.head), []);
    app.clock.set('2027-01-22T09:00:00Z');
    assert.deepEqual(await listOf(sent.board.head), ['accuracy-check, Birchwood']);
    assert.deepEqual(await listOf(sent.board.chair), ['accuracy-check, Birchwood']);
    assert.deepEqual(await listOf(sent.board.officer), []);
    const { body } = await app.get('/', await app.signInAs(sent.board.head));
    assert.match(body, /What has not happened.*Check the record of 14 January 2027 for accuracy/s);
    assert.equal(body.match(/accuracy-check"/g)?.length, 1);
  });

  test('goes out once a week by mail, on Monday, to whoever is behind', async () => {
    app.clock.set('2027-01-24T07:00:00Z');
    assert.equal(await digest(), 0, 'a Sunday');
    app.clock.set('2027-01-25T07:00:00Z');
    assert.equal(await digest(), 2);
    assert.equal(await digest(), 0, 'again on the same day');
    app.clock.set('2027-01-26T07:00:00Z');
    assert.equal(await digest(), 0, 'later in the week');
    const mail = await app.services.db
      .selectFrom('mails')
      .select(['subject', 'body_text'])
      .where('template', '=', 'What has not happened')
      .where('person_id', '=', sent.board.head)
      .executeTakeFirstOrThrow();
    assert.equal(mail.subject, 'Trajectory: one thing to look at this week');
    assert.match(
      mail.body_text,
      /Birchwood Primary School: 1 accuracy check is not answered \(due by 21 January 2027\)\./,
    );
    assert.doesNotMatch(mail.body_text, /daily session/);
  });

  test('can be turned off by kind, by each for themself, and the mail as a whole', async () => {
    const headers = await app.signInAs(sent.board.head);
    const page = await app.get('/reminders', headers);
    assert.equal(page.body.match(/ checked/g)?.length, 8);
    const all = [...page.body.matchAll(/type="checkbox" value="([^"]+)"/g)].map(
      ([, kind = '']) => kind,
    );
    const wanted = all.filter((kind) => kind !== 'accuracy-check');
    assert.equal((await app.post('/reminders', { kind: wanted }, headers)).status, 303);
    assert.deepEqual(await listOf(sent.board.head), []);
    assert.deepEqual(await listOf(sent.board.chair), ['accuracy-check, Birchwood']);
    await app.post('/reminders', { kind: 'accuracy-check' }, headers);
    assert.deepEqual(await listOf(sent.board.head), ['accuracy-check, Birchwood']);
    app.clock.set('2027-02-01T07:00:00Z');
    assert.equal(await digest(), 1, 'the chair’s alone');
  });

  test('has an overdue action, for whoever undertakes and monitors it, until it is said to be complete', async () => {
    app.clock.set('2027-03-20T09:00:00Z');
    assert.deepEqual(await listOf(final.board.head), ['overdue-action, Ashgrove']);
    assert.deepEqual(await listOf(final.board.officer), ['overdue-action, Ashgrove']);
    assert.deepEqual(await listOf(final.board.governor), []);
    const { body } = await app.get('/', await app.signInAs(final.board.head));
    assert.match(readMarkup(body).words, /Actions that are overdue.*Was due by 19 March 2027/);
    assert.match(body, /Your actions/);
  });

  test('has an action that was carried over twice, until something is shown of it', async () => {
    const { db } = app.services;
    for (const day of ['2027-03-11', '2027-03-18']) {
      // Another meeting like the first, held on that day.
      await sql`insert into meetings select (jsonb_populate_record(m, jsonb_build_object(
        'id', gen_random_uuid(), 'date', ${day}::text, 'status', 'held'))).*
        from meetings m where m.id = ${final.meetingId}`.execute(db);
    }
    assert.deepEqual(await listOf(final.board.head), [
      'overdue-action, Ashgrove',
      'carried-action, Ashgrove',
    ]);
    assert.ok((await listOf(final.board.chair)).includes('carried-action, Ashgrove'));
    const [action] = await actionsOf(db, final.board.caseId);
    assert.ok(action);
    const shown = { text: 'The reading ages of 31 pupils', evidence: undefined };
    must(
      await addProgress(
        await app.workAs(final.board.head),
        action.id,
        newId<ActionEventId>(),
        shown,
      ),
    );
    assert.deepEqual(await listOf(final.board.head), ['overdue-action, Ashgrove']);
  });

  test('has an action that is left without an owner, for the chair, and writes to the one who left no more', async () => {
    const { db } = app.services;
    const { head, urn, chair } = final.board;
    const scope = { kind: 'school', urn } as const;
    await db
      .transaction()
      .execute((trx) => endRole(trx, head, 'headteacher', scope, date('2027-03-22')));
    app.clock.set('2027-03-22T07:00:00Z');
    const chairs = await listOf(chair);
    assert.ok(chairs.includes('no-owner, Ashgrove'));
    assert.deepEqual(await listOf(final.board.officer), []);
    await digest();
    const written = await db
      .selectFrom('mails')
      .select('person_id')
      .where('template', '=', 'What has not happened')
      .where('person_id', '=', head)
      .execute();
    assert.deepEqual(written, []);
  });
});
