import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { newId } from '#kernel/ids.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { aBoard, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { FormFields, SignedInHeaders, TestApp } from '#test/harness/app.ts';
import type { VisitId } from '../domain/visit.ts';

let app: TestApp;
let board: Board;
let officer: SignedInHeaders;
let head: SignedInHeaders;
let advisor: SignedInHeaders;
let list: string;
before(async () => {
  app = await startApp();
  board = await aBoard(app);
  officer = await app.signInAs(board.officer);
  head = await app.signInAs(board.head);
  advisor = await app.signInAs(board.chair);
  list = `/schools/${board.urn}/visits`;
});
after(() => app.close());

const day = { 'on-day': '13', 'on-month': '1', 'on-year': '2027' };
const typed: FormFields = {
  ...day,
  visitors: 'Priya Nair',
  purpose: 'Early reading',
  seen: 'Phonics is taught *daily*.',
  follows: 'A second look at Easter.',
  shared: 'no',
};

async function record(fields: FormFields = {}): Promise<string> {
  const id = newId<VisitId>();
  const sent = await app.post(`${list}/new`, { ...typed, id, ...fields }, officer);
  assert.equal(sent.status, 303, sent.body);
  assert.equal(sent.location, `${list}/${id}`);
  return sent.location;
}

suite('a visit', () => {
  test('is filled in on a page that knows who visits and which day it is', async () => {
    const { body } = await app.get(`${list}/new`, officer);
    assert.match(body, /name="visitors"[^>]*value="Priya Nair"/);
    assert.match(body, /name="on-day"[^>]*value="14"/);
  });

  test('comes back with what was typed and what is wrong', async () => {
    const fields = { ...typed, 'on-day': '31', 'on-month': '2', seen: '', shared: '' };
    const { status, body } = await app.post(`${list}/new`, fields, officer);
    assert.equal(status, 422);
    assert.match(body, /The day of the visit must be a real date/);
    assert.match(body, /href="#seen">Enter what was seen/);
    assert.match(body, /href="#shared">Choose whether the school may read it/);
    assert.match(body, /value="Early reading"/);
  });

  test('is read by the school once it is shared, and by nobody there before', async () => {
    const visit = await record({ purpose: 'Finances of the kitchen' });
    assert.equal((await app.get(visit, head)).status, 404);
    assert.doesNotMatch((await app.get(list, head)).body, /Finances of the kitchen/);
    assert.match((await app.get(list, advisor)).body, /Not shared yet/);
    await app.post(`${visit}/sharing`, { shared: 'yes' }, officer);
    const { status, body } = await app.get(visit, head);
    assert.equal(status, 200);
    assert.match(body, /Phonics is taught <em>daily<\/em>/);
    assert.doesNotMatch(body, /Correct it/);
    assert.match((await app.get(list, head)).body, /Finances of the kitchen/);
    await app.post(`${visit}/sharing`, { shared: 'no' }, officer);
    assert.equal((await app.get(visit, head)).status, 404);
  });

  test('has beside it what the school says, once', async () => {
    const visit = await record({ shared: 'yes' });
    const id = newId<VisitId>();
    assert.equal((await app.post(`${visit}/reply`, { id, text: '' }, head)).status, 422);
    await app.post(`${visit}/reply`, { id, text: 'She had just come.' }, head);
    await app.post(`${visit}/reply`, { id, text: 'She had just come.' }, head);
    const { body } = await app.get(visit, officer);
    assert.equal(body.match(/She had just come/g)?.length, 1);
    assert.match(body, /Daniel Marsh, on Thursday 14 January 2027/);
  });

  test('is corrected with a reason, and says what it said before', async () => {
    const visit = await record();
    const fields = { ...typed, seen: 'Phonics is taught in year 1.', after: '1', reason: '' };
    assert.equal((await app.post(`${visit}/correct`, fields, officer)).status, 422);
    const reason = 'Year 2 has none.';
    assert.equal((await app.post(`${visit}/correct`, { ...fields, reason }, officer)).status, 303);
    const { body } = await app.get(visit, officer);
    assert.match(body, /Phonics is taught in year 1/);
    assert.match(body, /What it said before it was corrected/);
    assert.match(body, /version 2: Year 2 has none\./);
    const late = await app.post(`${visit}/correct`, { ...fields, reason }, officer);
    assert.equal(late.status, 422);
    assert.match(late.body, /Priya Nair has corrected this meanwhile/);
  });

  test('is one when its form is sent twice', async () => {
    const id = newId<VisitId>();
    const fields = { ...typed, id, purpose: 'Sent twice' };
    await Promise.all([
      app.post(`${list}/new`, fields, officer),
      app.post(`${list}/new`, fields, officer),
    ]);
    assert.equal((await app.get(list, officer)).body.match(/<td[^>]*><div>Sent twice/g)?.length, 1);
  });

  test('is known to the clerk by its day alone', async () => {
    const clerk = await app.signInAs(await storePerson(app.services.db, { role: 'clerk' }));
    await record({ purpose: 'Not for the clerk' });
    const { body } = await app.get(list, clerk);
    assert.match(body, /Wednesday 13 January 2027/);
    assert.doesNotMatch(body, /Not for the clerk|Support/);
  });
});

suite('support', () => {
  const support: FormFields = {
    what: 'Six days of a coach',
    receiver: 'English lead',
    provider: 'Birchwood Primary School',
    'from-day': '2',
    'from-month': '11',
    'from-year': '2026',
    impact: '',
  };

  test('is recorded by an officer, and its impact added later without a reason', async () => {
    const here = `/schools/${board.urn}/support`;
    const id = newId<VisitId>();
    const sent = await app.post(`${here}/new`, { ...support, id }, advisor);
    assert.equal(sent.location, `${list}#support`);
    const shown = (await app.get(list, head)).body;
    assert.match(shown, /Six days of a coach/);
    assert.match(shown, /Since 2 November 2026/);
    assert.match(shown, /Not recorded yet/);
    const change = { ...support, impact: 'Lessons are planned together.', after: '1' };
    assert.equal((await app.post(`${here}/${id}`, change, officer)).status, 303);
    assert.match((await app.get(list, head)).body, /Lessons are planned together/);
    assert.match((await app.get(`${here}/${id}`, officer)).body, /version 2: What was open is now/);
  });

  test('comes back with what is missing', async () => {
    const fields = { ...support, provider: '', 'from-year': '' };
    const { status, body } = await app.post(`/schools/${board.urn}/support/new`, fields, officer);
    assert.equal(status, 422);
    assert.match(body, /Enter from whom it comes/);
    assert.match(body, /The first day must include a year/);
  });

  test('leaves the audit trail whole', async () => {
    assert.equal((await verifyAudit(app.services.db)).intact, true);
  });
});
