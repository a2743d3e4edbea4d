import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differencesView } from './differences.ts';

test('what changed is marked, said in words, and escaped', () => {
  const page = String(
    differencesView([
      { kind: 'same', text: 'Now ' },
      { kind: 'removed', text: '<b>one</b>' },
      { kind: 'added', text: 'two & three' },
    ]),
  );
  assert.match(page, />Now <del>.*Removed: .*&lt;b&gt;one&lt;\/b&gt;.*<\/del><ins>/);
  assert.match(page, /<ins>.*Added: .*two &amp; three.*<\/ins>/);
});

test('long stretches that stayed keep whole words beside the change', () => {
  const long = 'word '.repeat(400);
  const page = String(
    differencesView([
      { kind: 'same', text: `First. ${long}before ` },
      { kind: 'added', text: 'new' },
      { kind: 'same', text: ` after ${long}Last.` },
    ]),
  );
  assert.ok(page.length < 900, String(page.length));
  assert.match(page, />… word (word )*before <ins>/);
  assert.match(page, /<\/ins> after (word )*…</);
  assert.doesNotMatch(page, /First|Last/);
});
