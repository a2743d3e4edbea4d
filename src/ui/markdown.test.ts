import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readMarkup } from '#test/harness/markup.ts';
import { markdown } from './markdown.ts';

const shown = (text: string, level?: number) => markdown(text, level).toString();

test('headings begin at the level asked for, and keep their order below it', () => {
  assert.match(shown('# A\n\n## B'), /<h3>A<\/h3>\s*<h4>B<\/h4>/);
  assert.match(shown('### A\n\n#### B', 2), /<h2>A<\/h2>\s*<h3>B<\/h3>/);
  assert.match(shown('# A\n\n###### F', 4), /<h4>A<\/h4>\s*<h6>F<\/h6>/);
});

test('lists, emphasis, tables and line ends are shown as they were meant', () => {
  assert.match(shown('- **one**\n- two'), /<ul>\s*<li><strong>one<\/strong><\/li>/);
  assert.match(shown('first\nsecond'), /first<br>\s*second/);
  const table = shown('|a|b|\n|-|-|\n|1|2|');
  assert.match(table, /<td class="govuk-table__cell">1<\/td>/);
  assert.match(table, /<div class="app-scrollable"[^>]* tabindex="0"><table[^]*<\/table><\/div>/);
});

test('HTML is shown as text, images are not loaded, and links lead only to safe addresses', () => {
  assert.match(shown('<script>alert(1)</script>'), /&lt;script&gt;/);
  assert.doesNotMatch(shown('![x](https://example.org/x.png)'), /<img/);
  assert.doesNotMatch(shown('[x](javascript:alert(1))'), /href/);
  assert.doesNotMatch(shown('[x](//evil.example)'), /href/);
  assert.doesNotMatch(shown('[x](data:text/html,y)'), /href/);
  assert.match(
    shown('[x](https://example.org)'),
    /<a href="https:\/\/example.org" class="govuk-link" rel="noreferrer">/,
  );
});

test('only the elements of Markdown come out, whatever goes in', () => {
  const allowed =
    /^<\/?(?:div|p|h[1-6]|ul|ol|li|strong|em|s|a|br|hr|blockquote|pre|code|table|thead|tbody|tr|th|td)[ >]/;
  const pieces = fc.constantFrom(
    '<script>',
    '<img src=x onerror=y>',
    '[a](',
    ')',
    '](javascript:x)',
    '# ',
    '\n',
    '\n\n',
    '- ',
    '**',
    '`',
    '|',
    '"',
    "'",
    '&lt;',
    '<a href="',
    '>',
    'text ',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (list) => {
      for (const tag of shown(list.join('')).match(/<[^>]*>/g) ?? []) {
        assert.match(tag, allowed);
        assert.doesNotMatch(tag.replace(/"[^"]*"/g, ''), /\bon|javascript/);
      }
    }),
  );
  assert.ok(readMarkup(shown('text')).tree.length > 0);
});
