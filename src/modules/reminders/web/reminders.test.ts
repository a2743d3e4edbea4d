import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionEventId, PersonId } from '#kernel/ids.ts';
import { actionsOf, addProgress } from '#modules/actions/index.ts';
import { pauseCase, resumeCase } from '#modules/case-life/index.ts';
import { endRole } from '#modules/people/index.ts';
import { aFinalRecord, aSentRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { aBoard, aPlannedMeeting, must, storePerson } from '#test/builders/stored.ts';
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

  test('has nothing of a case that is paused, which is only read, until it goes on', async () => {
    const { board } = final;
    const asked = [sent.board, board];
    const people = asked.flatMap((each) => [each.head, each.officer, each.chair]);
    const lists = () => Promise.all(people.map((person) => listOf(person)));
    const told = await lists();
    assert.ok(told.flat().includes('accuracy-check, Birchwood'));
    assert.ok(told.flat().includes('overdue-action, Ashgrove'));
    for (const { chair, caseId } of asked) {
      must(await pauseCase(await app.workAs(chair), caseId, 'An inquiry is under way.'));
    }
    assert.deepEqual((await lists()).flat(), []);
    for (const { head, chair } of asked) {
      for (const person of [head, chair]) {
        const { body } = await app.get('/', await app.signInAs(person));
        assert.doesNotMatch(body, /What has not happened|for accuracy|no answer came/);
      }
    }
    app.clock.set('2027-03-22T07:00:00Z');
    assert.equal(await digest(), 0);
    // That week’s mail is still to be sent, once they go on.
    await app.services.db.deleteFrom('digests').where('week', '=', date('2027-03-22')).execute();
    app.clock.set('2027-03-20T09:00:00Z');
    for (const { chair, caseId } of asked) {
      must(await resumeCase(await app.workAs(chair), caseId, 'The inquiry has ended.'));
    }
    assert.deepEqual(await lists(), told);
  });

  test('leads from “and more” to all that it counts, and to nothing else', async () => {
    const { db } = app.services;
    const [action] = await actionsOf(db, final.board.caseId);
    assert.ok(action);
    // Six more like the one that is overdue; one that nobody monitors, and one that is complete.
    const like = (changes: object) =>
      sql<{ id: string }>`insert into actions select (jsonb_populate_record(a, jsonb_build_object(
        'id', gen_random_uuid(), 'position', (select max(position) + 1 from actions))
        || ${JSON.stringify(changes)}::jsonb)).* from actions a where a.id = ${action.id}
        returning id`.execute(db);
    for (const what of ['Two', 'Three', 'Four', 'Five', 'Six', 'Seven']) await like({ what });
    await like({ what: 'Unmonitored', monitors_person: null });
    await like({ what: 'Complete', status: 'complete' });
    try {
      const { head, officer, governor } = final.board;
      for (const [person, count] of [
        [head, 8],
        [officer, 7],
      ] as const) {
        const headers = await app.signInAs(person);
        const home = await app.get('/', headers);
        const [, path = ''] =
          /href="([^"]+)">And (?:2|3) more<span[^>]*> Actions that are overdue/.exec(home.body) ??
          [];
        assert.equal(path, '/not-happened/overdue-action');
        const all = await app.get(path, headers);
        assert.equal(all.body.match(/href="\/actions\/[0-9a-f-]{36}"/g)?.length, count);
        assert.doesNotMatch(all.body, /Complete</);
        assert.equal(all.body.includes('Unmonitored'), person === head);
      }
      const none = await app.get('/not-happened/overdue-action', await app.signInAs(governor));
      assert.match(none.body, /None\./);
      assert.doesNotMatch(none.body, /\/actions\/[0-9a-f-]{36}/);
      const unknown = await app.get('/not-happened/everything', await app.signInAs(head));
      assert.equal(unknown.status, 404);
    } finally {
      await sql`delete from actions where meeting_id = ${final.meetingId} and id <> ${action.id}`.execute(
        db,
      );
    }
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

suite('papers that are late', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  test('are told to the clerks too, who chase them for every board, and to nobody else on it', async () => {
    const board = await aBoard(app);
    const other = await aBoard(app, { schoolName: 'Birchwood Primary School' });
    await aPlannedMeeting(app, board, date('2027-02-04'));
    const clerk = await storePerson(app.services.db, { name: 'Nora Quist', role: 'clerk' });
    const late = async (person: PersonId) =>
      readMarkup((await app.get('/', await app.signInAs(person))).body).words.includes(
        'Pre-reads that are late',
      );
    assert.equal(await late(clerk), false);
    app.clock.set('2027-01-29T09:00:00Z');
    for (const person of [clerk, board.chair, board.head]) assert.equal(await late(person), true);
    for (const person of [other.chair, other.head]) assert.equal(await late(person), false);
    const page = await app.get('/not-happened/pre-reads', await app.signInAs(clerk));
    assert.match(page.body, /href="\/meetings\/[0-9a-f-]{36}\/pre-reads"/);
  });
});
