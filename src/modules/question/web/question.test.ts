import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { currentPack, questionOn } from '#policy-pack/index.ts';
import { anOpenRecord, conclude, openNextRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';
import { asAdopted } from '../queries/as-adopted.ts';
import type { QuestionAdoptionId } from '../domain/adoption.ts';

const path = '/fundamental-question';
let app: TestApp;
let entry: StoredRecord;
let chair: SignedInHeaders;
before(async () => {
  app = await startApp();
  entry = await anOpenRecord(app);
  chair = await app.signInAs(entry.board.chair);
});
after(() => app.close());

function fields(day: string, month: string, year: string, id = newId<QuestionAdoptionId>()) {
  return {
    id,
    question: 'expected-standard',
    'askedFrom-day': day,
    'askedFrom-month': month,
    'askedFrom-year': year,
    decided: 'Cabinet Member, 3 December 2026',
  };
}

suite('the fundamental question', () => {
  test('comes back with what is wrong', async () => {
    const sent = { ...fields('13', '1', '2027'), decided: '' };
    const { status, body } = await app.post(path, sent, chair);
    assert.equal(status, 422);
    assert.match(body, /href="#decided">Enter who decided it, or where/);
    for (const [day, month, year, sentence] of [
      ['13', '1', '2027', /The day must be today, 14 January 2027, or after/],
      ['15', '1', '2029', /The day must be 14 January 2029 or before/],
    ] as const) {
      const reply = await app.post(path, fields(day, month, year), chair);
      assert.equal(reply.status, 422);
      assert.match(reply.body, sentence);
    }
  });

  test('is adopted from a day, which can be set anew until it comes', async () => {
    const id = newId<QuestionAdoptionId>();
    await Promise.all([
      app.post(path, fields('1', '4', '2027', id), chair),
      app.post(path, fields('1', '4', '2027', id), chair),
    ]);
    const administrator = await storePerson(app.services.db, { role: 'administrator' });
    const sent = await app.post(path, fields('1', '3', '2027'), await app.signInAs(administrator));
    assert.equal(sent.location, path);
    const { body } = await app.get(path, chair);
    assert.match(body, /It is adopted from Monday 1 March 2027/);
    assert.equal(body.match(/Asked from/g)?.length, 2);
    const { db } = app.services;
    const pack = await asAdopted(db, currentPack);
    assert.equal(questionOn(pack, date('2027-02-28')).key, 'overall-good');
    assert.equal(questionOn(pack, date('2027-03-01')).key, 'expected-standard');
  });

  test('is asked by its day, and its answers are seen over time, each wording apart', async () => {
    await conclude(app, entry, 'remain-next-half-term', date('2027-03-11'));
    const next = await openNextRecord(app, entry);
    chair = await app.signInAs(entry.board.chair);
    const outcome = await app.get(`/records/${next.recordId}/outcome`, chair);
    assert.match(outcome.body, /at the expected standard or above in every area/);
    await conclude(app, next, 'remain-next-half-term', date('2027-05-13'));
    for (const at of [`/cases/${entry.board.caseId}`, `/schools/${entry.board.urn}`]) {
      const { body } = await app.get(at, chair);
      assert.match(body, /The board’s view on the day, not a forecast/);
      assert.equal(body.match(/<figcaption/g)?.length, 2);
      assert.match(
        body,
        new RegExp(
          `<a href="/records/${next.recordId}"[^>]* aria-label="11 March 2027, Standard Meeting: Yes`,
        ),
      );
    }
    const guest = await app.signInAs(await storePerson(app.services.db, { role: 'clerk' }));
    const { body } = await app.get(`/cases/${entry.board.caseId}`, guest);
    assert.doesNotMatch(body, /not a forecast/);
    app.clock.set('2027-03-02T09:00:00Z');
    const later = await app.signInAs(entry.board.chair);
    const again = await app.post(path, fields('1', '4', '2027'), later);
    assert.match(again.body, /This wording is asked already/);
  });
});
