import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { path, safeUrl } from './url.ts';

const good = [
  '/',
  '/schools/900001',
  '?page=2',
  '#name',
  'edit',
  '../x',
  'https://example.org/a?b=c#d',
  'HTTP://example.org',
  'mailto:head@example.org',
  'tel:+441234567890',
  '',
];
const bad = [
  'javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'vbscript:x',
  'data:text/html,<script>',
  'file:///etc/passwd',
  'blob:x',
  '//evil.example',
  ' //evil.example',
  '\\\\evil.example',
  '/\\evil.example',
  'https:\\evil.example',
  '/a b',
  '/\u0000',
  '/\u0085',
];

test('an address of this site, or a whole one of the web, mail or telephone, is safe', () => {
  for (const address of good) assert.equal(safeUrl(address), address);
  assert.equal(safeUrl('  https://example.org \n'), 'https://example.org');
});

test('an address that runs something, leads elsewhere unseen or is misread by browsers is not', () => {
  for (const address of bad) assert.equal(safeUrl(address), undefined, JSON.stringify(address));
});

test('what is safe is read by a browser as the web, mail or telephone, on no host but a named one', () => {
  const pieces = fc.constantFrom(
    'java',
    'script',
    ':',
    '/',
    '\\',
    'data',
    'http',
    's',
    '@',
    'evil.example',
    '\t',
    '\n',
    ' ',
    '\0',
    '%0a',
    '?',
    '#',
    '.',
    '&#58;',
    '\u00a0',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (list) => {
      const address = safeUrl(list.join(''));
      if (address === undefined || !URL.canParse(address, 'https://own.example/a/')) return;
      const read = new URL(address, 'https://own.example/a/');
      assert.match(read.protocol, /^(?:https?|mailto|tel):$/);
      if (!/^https?:/i.test(address) && read.protocol === 'https:')
        assert.equal(read.host, 'own.example');
    }),
    { numRuns: 3000 },
  );
});

test('a path encodes its data, so that they stay one part', () => {
  assert.equal(
    path`/schools/${900001}/boards/${'a/b?c#d'}`,
    '/schools/900001/boards/a%2Fb%3Fc%23d',
  );
  assert.equal(path`/schools`, '/schools');
  for (const part of ['', '.', '..'])
    assert.throws(() => path`/schools/${part}/edit`, /Not a part of a path/);
});
