import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { anOpenRecord } from '#test/builders/meeting-record.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app?.close());

describe('the empty page that a device keeps', () => {
  test('is the same for everyone, and holds nobody’s name and nothing of any school', async () => {
    const { board } = await anOpenRecord(app, { schoolName: 'Larkfield Primary School' });
    const nobody = await app.get('/room-shell');
    assert.equal(nobody.status, 200);
    for (const person of [board.chair, board.head]) {
      const { body } = await app.get('/room-shell', await app.signInAs(person));
      assert.equal(body, nobody.body);
    }
    assert.doesNotMatch(nobody.body, /Larkfield|Signed in|Sign out|app-header__person/);
  });

  test('names the very files that the worker keeps with it', async () => {
    const { body } = await app.get('/room-shell');
    const worker = (await app.get('/service-worker.js')).body;
    const named = [...body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file);
    assert.ok(named.length >= 5);
    for (const file of named) assert.ok(worker.includes(`"${file ?? ''}"`), file);
  });
});
