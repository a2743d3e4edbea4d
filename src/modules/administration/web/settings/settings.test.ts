import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { aBoard, aSchool, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';

const url = '/administration/settings';

suite('the settings of the authority', () => {
  let app: TestApp;
  let administrator: SignedInHeaders;
  before(async () => {
    app = await startApp();
    const person = await storePerson(app.services.db, { role: 'administrator' });
    administrator = await app.signInAs(person);
  });
  after(() => app.close());

  const stored = () => app.services.db.selectFrom('authority').selectAll().executeTakeFirst();
  const changes = () =>
    app.services.db
      .selectFrom('audit_events')
      .select('payload')
      .where('type', '=', 'authority changed')
      .execute();

  test('show the name, the code with what it does, and the policy pack', async () => {
    const { body } = await app.get(url, administrator);
    assert.match(body, /value="Avonbridge City Council"/);
    assert.match(body, /value="999"/);
    assert.match(body, /only for them can a board be opened/);
    assert.match(body, /coventry, version 1/);
    assert.match(body, /The text bears no date/);
  });

  test('are changed with an audit event, and shown on the next page', async () => {
    const reply = await app.post(
      url,
      { name: ' Avonbridge Council ', laCode: '999' },
      administrator,
    );
    assert.equal(reply.location, `${url}?saved=yes`);
    assert.match(
      (await app.get(reply.location, administrator)).body,
      /The settings have been saved/,
    );
    assert.equal((await stored())?.name, 'Avonbridge Council');
    const [event, ...more] = await changes();
    assert.equal(more.length, 0);
    assert.deepEqual(event?.payload, {
      from: { name: 'Avonbridge City Council', laCode: '999' },
      to: { name: 'Avonbridge Council', laCode: '999' },
    });
    const same = await app.post(url, { name: 'Avonbridge Council', laCode: '999' }, administrator);
    assert.equal(same.location, `${url}?saved=same`);
    assert.equal((await changes()).length, 1);
  });

  test('come back with what was typed where they cannot be', async () => {
    for (const [typed, sentence] of [
      [{ name: ' ', laCode: '999' }, /Enter the name of the authority/],
      [{ name: 'A', laCode: '' }, /Enter the local authority code/],
      [{ name: 'A', laCode: '33x' }, /must have three digits, like 331/],
      [{ name: 'x'.repeat(121), laCode: '999' }, /120 characters or fewer/],
    ] as const) {
      const { status, body } = await app.post(url, typed, administrator);
      assert.equal(status, 422);
      assert.match(body, sentence);
      assert.ok(body.includes(`value="${typed.name}"`));
    }
  });

  test('ask to confirm a code that no school has, and one that leaves boards out of sight', async () => {
    const name = 'Avonbridge Council';
    await aSchool(app);
    const unknown = await app.post(url, { name, laCode: '331' }, administrator);
    assert.equal(unknown.status, 422);
    assert.match(unknown.body, /No school in the register has the code 331/);
    assert.match(unknown.body, /type="checkbox"/);

    await aBoard(app);
    await aSchool(app, { laCode: '331' });
    const left = await app.post(url, { name, laCode: '331' }, administrator);
    assert.match(left.body, /Nobody at the authority would see 1 open board any more/);
    assert.equal((await stored())?.la_code, '999');

    await app.post(url, { name, laCode: '331', confirmed: 'yes' }, administrator);
    assert.equal((await stored())?.la_code, '331');
  });

  test('are for administrators alone', async () => {
    const { db } = app.services;
    for (const role of ['senior-advisor', 'clerk', 'legal-officer'] as const) {
      const headers = await app.signInAs(await storePerson(db, { role }));
      assert.equal((await app.get(url, headers)).status, 404);
      const known = await stored();
      assert.equal((await app.post(url, { name: 'Mine', laCode: '331' }, headers)).status, 404);
      assert.deepEqual(await stored(), known);
    }
  });
});
