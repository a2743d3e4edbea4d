import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { connect } from '#platform/db/connection.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { buildApp } from './app.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

describe('an address that cannot be read', () => {
  for (const [what, url] of [
    ['a percent sign alone', '/%?search=50%'],
    ['bytes that are no text', '/%ff'],
  ] as const) {
    test(`is not found: ${what}`, async () => {
      const { status, body, headers } = await app.get(url);
      assert.equal(status, 404);
      assert.match(body, /<h1[^>]*>Page not found/);
      assert.match(String(headers['content-security-policy']), /default-src 'none'/);
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers['x-frame-options'], 'DENY');
    });
  }
});

describe('an error that nobody foresaw', () => {
  test('is told of with the address, and without what may be a secret in it', async () => {
    const nowhere = connect({ url: 'postgresql://127.0.0.1:1/none' });
    const told: string[] = [];
    const broken = await buildApp(
      { ...app.services, db: nowhere.db },
      { onError: (_error, request) => told.push(request) },
    );
    try {
      for (const url of [
        '/calendar/feed/a-secret.ics',
        '/accuracy-check/a-secret/check',
        '/send-papers/a-secret?paper=1',
        '/schools?search=a-secret',
      ]) {
        const { statusCode } = await broken.inject({ url, headers: { cookie: 'trajectory=a' } });
        assert.equal(statusCode, 500, url);
      }
    } finally {
      await broken.close();
      await nowhere.close();
    }
    assert.deepEqual(told, [
      'GET /calendar/feed/:token.ics',
      'GET /accuracy-check/:token/check',
      'GET /send-papers/:token',
      'GET /schools',
    ]);
  });
});
