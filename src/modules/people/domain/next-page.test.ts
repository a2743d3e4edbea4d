import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { nextPage } from './next-page.ts';

suite('the page after signing in', () => {
  test('is the one that was asked for', () => {
    for (const page of ['/', '/cases', '/schools?search=St%20Mary&page=2', '/records/1/check']) {
      assert.equal(nextPage(page), page);
    }
  });

  test('is home when that leads elsewhere, or back to signing in', () => {
    const elsewhere = [
      '',
      'cases',
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      '/\t/evil.example',
      '/./\n/evil.example',
      'javascript:alert(1)',
      '/..//evil.example',
      '/sign-in',
      '/sign-in?next=/cases',
      '/sign-in/link/x',
      '/x/../sign-out',
    ];
    for (const page of elsewhere) assert.equal(nextPage(page), '/', page);
  });

  test('never leaves the site, whatever was typed', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '@',
      ':',
      '?',
      '#',
      '\t',
      'evil.example',
      'http',
      '%2f',
      '%5c',
      ' ',
    );
    const typed = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(pieces).map((all) => `/${all.join('')}`),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const page = nextPage(text);
        assert.match(page, /^\/(?![/\\])/);
        assert.equal(new URL(page, 'https://boards.example').origin, 'https://boards.example');
      }),
      { numRuns: 2000 },
    );
  });
});
