import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';

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
