import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { aSchool, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';

suite('the work of people where the register has no school', () => {
  let app: TestApp;
  let administrator: SignedInHeaders;
  let advisor: SignedInHeaders;

  before(async () => {
    app = await startApp();
    const { db } = app.services;
    administrator = await app.signInAs(await storePerson(db, { role: 'administrator' }));
    advisor = await app.signInAs(await storePerson(db, { role: 'senior-advisor' }));
  });
  after(() => app.close());

  test('begins, for the administrator, with importing the register, until it has a school', async () => {
    const task = /href="\/administration\/imports"[^>]*>\s*Import the register of schools/;
    assert.match((await app.get('/', administrator)).body, task);
    assert.doesNotMatch((await app.get('/', advisor)).body, task);
    for (const page of ['/identify', '/identify/early-warning', '/identify/national-rules']) {
      const { status, body } = await app.get(page, advisor);
      assert.equal(status, 200, page);
      assert.match(body, /is in the register yet/, page);
      assert.doesNotMatch(body, /No school is coasting|Nothing waits/, page);
    }
    const round = await app.get('/identify/rounds/new', advisor);
    assert.match(round.body, /A round can be opened once a school takes part/);
    assert.doesNotMatch(round.body, /Open the round/);
    await aSchool(app, { name: 'Ashgrove School' });
    assert.doesNotMatch((await app.get('/', administrator)).body, task);
    assert.doesNotMatch((await app.get('/identify', advisor)).body, /in the register yet/);
  });
});
