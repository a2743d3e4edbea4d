import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { startApp } from './app.ts';
import type { TestApp } from './app.ts';

suite('the product in a test', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  test('answers whether it is ready', async () => {
    const reply = await app.get('/health/ready');
    assert.equal(reply.status, 200);
    assert.deepEqual(JSON.parse(reply.body), { status: 'ready' });
  });
});
