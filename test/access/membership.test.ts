import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date, dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { actionsOf } from '#modules/actions/index.ts';
import { addMembers, boardOf } from '#modules/cases/index.ts';
import { findActor } from '#modules/people/index.ts';
import { aFinalRecord, aSentRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { endHeldRole } from '../../src/modules/people/commands/end-role.ts';

suite('people who leave', () => {
  let app: TestApp;
  let final: StoredRecord;
  let sent: StoredRecord;
  let administrator: PersonId;
  before(async () => {
    app = await startApp();
    final = await aFinalRecord(app);
    sent = await aSentRecord(app, { schoolName: 'Birchwood Primary School' });
    administrator = await storePerson(app.services.db, { role: 'administrator' });
  });
  after(() => app.close());

  /** The administrator ends the role that someone holds, as from the page of people. */
  async function endRoleOf(person: PersonId, role: string, day: LocalDate): Promise<void> {
    const { id } = await app.services.db
      .selectFrom('roles_held')
      .select('id')
      .where('person_id', '=', person)
      .where('role', '=', role)
      .executeTakeFirstOrThrow();
    must(await endHeldRole(await app.workAs(administrator), id, day));
  }

  const seatOf = async ({ board }: StoredRecord, person: PersonId) =>
    (await boardOf(app.services.db, board.caseId)).find(({ personId }) => personId === person);
  const dateFields = (day: LocalDate) => {
    const [year = '', month = '', number = ''] = day.split('-');
    return { 'until-day': number, 'until-month': month, 'until-year': year };
  };

  test('lose their seat with the role that it rests on, on the same day, and everything in the trail', async () => {
    await endRoleOf(final.board.head, 'headteacher', date('2027-02-01'));
    assert.equal((await seatOf(final, final.board.head))?.until, '2027-02-01');
    assert.equal((await seatOf(final, final.board.governor))?.until, undefined);
    const trail = await app.services.db
      .selectFrom('audit_events')
      .select('payload')
      .where('type', '=', 'board member left')
      .where('subject_id', '=', final.board.caseId)
      .executeTakeFirstOrThrow();
    assert.match(JSON.stringify(trail.payload), /"until": ?"2027-02-01"/);
  });

  test('are followed in their seat from the day that they leave', async () => {
    const { db } = app.services;
    const successor = await storePerson(db, {
      name: 'Owen Pritchard',
      role: 'headteacher',
      scope: { kind: 'school', urn: final.board.urn },
    });
    const chair = await app.workAs(final.board.chair);
    const seat = { seat: 'headteacher', description: '', person: successor };
    must(await addMembers(chair, final.board.caseId, [seat]));
    assert.equal((await seatOf(final, successor))?.from, '2027-02-01');
    const page = await app.get(
      `/cases/${final.board.caseId}/board`,
      await app.signInAs(chair.actor.id),
    );
    assert.match(
      page.body,
      /Daniel Marsh.*until 1 February 2027.*Owen Pritchard.*from 1 February 2027/s,
    );
  });

  test('see everything until that day, and nothing from that day on, while what they did stays theirs', async () => {
    const { head, urn, caseId, chair } = final.board;
    const [action] = await actionsOf(app.services.db, caseId);
    const pages = [
      '/',
      `/schools/${urn}`,
      `/cases/${caseId}`,
      `/records/${final.recordId}`,
      `/actions/${action?.id ?? ''}`,
      '/actions/yours',
    ];
    app.clock.set('2027-01-31T23:00:00Z');
    const headers = await app.signInAs(head);
    for (const path of pages) assert.equal((await app.get(path, headers)).status, 200, path);
    app.clock.set('2027-02-01T00:30:00Z');
    for (const path of pages) {
      const { status, location } = await app.get(path, headers);
      assert.equal(status, 303, path);
      assert.match(location, /^\/sign-in/, path);
    }
    const today = dateOf(app.clock.now());
    assert.deepEqual((await findActor(app.services.db, head, today))?.roles, []);
    const record = await app.get(`/records/${final.recordId}`, await app.signInAs(chair));
    assert.match(record.body, /Daniel Marsh/);
    const answered = await app.services.db
      .selectFrom('audit_events')
      .select(['actor_id', 'actor_name'])
      .where('type', '=', 'accuracy check answered')
      .executeTakeFirstOrThrow();
    assert.deepEqual(answered, { actor_id: head, actor_name: 'Daniel Marsh' });
  });

  test('leave actions that are handed over to someone named, or are listed without an owner', async () => {
    const { chair, caseId, governor, officer } = final.board;
    const headers = await app.signInAs(chair);
    const [action] = await actionsOf(app.services.db, caseId);
    assert.ok(action);
    assert.match((await app.get(`/actions/${action.id}`, headers)).body, /No owner/);
    const duties = await app.get(`/cases/${caseId}/duties`, headers);
    assert.match(duties.body, /Daniel Marsh undertakes it, and left the board on 1 February 2027/);
    assert.doesNotMatch(duties.body, /Monitor:/);
    const none = await app.post(`/cases/${caseId}/duties`, {}, headers);
    assert.equal(none.status, 422);
    const field = `undertakes-${action.id}`;
    const gone = await app.post(`/cases/${caseId}/duties`, { [field]: final.board.head }, headers);
    assert.equal(gone.status, 422);
    assert.match(gone.body, /Choose someone who is on the board/);
    for (const time of ['once', 'twice']) {
      const given = await app.post(`/cases/${caseId}/duties`, { [field]: governor }, headers);
      assert.equal(given.status, 303, time);
    }
    const yours = await app.get('/actions/yours', await app.signInAs(governor));
    assert.match(yours.body, /English lead \(Li Wen\)/);
    const { body } = await app.get(`/actions/${action.id}`, headers);
    assert.match(
      body,
      /Given to someone else.*Who undertakes it: Li Wen, instead of Daniel Marsh/s,
    );
    assert.equal(body.match(/Given to someone else/g)?.length, 1);
    assert.match((await app.get(`/cases/${caseId}/duties`, headers)).body, /Nothing waits/);
    for (const person of [officer, governor]) {
      const refused = await app.get(`/cases/${caseId}/duties`, await app.signInAs(person));
      assert.equal(refused.status, 404);
    }
  });

  test('leave an accuracy check that goes to whoever follows as headteacher, who is told', async () => {
    const { chair, head, caseId, urn, governor } = sent.board;
    const headers = await app.signInAs(chair);
    const seat = await seatOf(sent, head);
    const url = `/cases/${caseId}/board/${seat?.id ?? ''}/end`;
    assert.match((await app.get(url, headers)).body, /End the membership of Daniel Marsh/);
    const bad = await app.post(
      url,
      { ...dateFields(date('2027-02-01')), 'until-day': '40' },
      headers,
    );
    assert.equal(bad.status, 422);
    assert.match(bad.body, /value="40"/);
    const ended = await app.post(url, dateFields(date('2027-02-01')), headers);
    assert.equal(ended.location, `/cases/${caseId}/duties`);
    const successor = await storePerson(app.services.db, {
      name: 'Owen Pritchard',
      role: 'headteacher',
      scope: { kind: 'school', urn },
    });
    const work = await app.workAs(chair);
    must(
      await addMembers(work, caseId, [{ seat: 'headteacher', description: '', person: successor }]),
    );
    const field = `check-${sent.recordId}`;
    const wrong = await app.post(`/cases/${caseId}/duties`, { [field]: governor }, headers);
    assert.equal(wrong.status, 422);
    const given = await app.post(`/cases/${caseId}/duties`, { [field]: successor }, headers);
    assert.equal(given.status, 303);
    const check = `/records/${sent.recordId}/accuracy-check`;
    assert.equal((await app.get(check, await app.signInAs(successor))).status, 200);
    assert.equal((await app.get(check, await app.signInAs(head))).status, 404);
    const mails = await app.services.db
      .selectFrom('mails')
      .select('template')
      .where('person_id', '=', successor)
      .execute();
    assert.deepEqual(mails, [{ template: 'Record ready for your accuracy check' }]);
  });
});
