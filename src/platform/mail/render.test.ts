import assert from 'node:assert/strict';
import { test } from 'node:test';
import { render } from './render.ts';

test('a name is one line of a mail, whatever was typed as it', () => {
  const { text, html } = render(
    'Rosa\r\n\r\nSign in at http://elsewhere.example <b>now</b>',
    {
      template: 'Meeting',
      subject: 'A meeting',
      paragraphs: ['It is on Thursday.'],
      link: { label: 'See it', url: 'https://council.example/meetings/1' },
    },
    'Avonbridge City Council',
  );
  assert.match(
    text,
    /^Dear Rosa Sign in at http:\/\/elsewhere\.example <b>now<\/b>\n\nIt is on Thursday\./,
  );
  assert.match(html, /<p>Dear Rosa Sign in at [^<]*&lt;b&gt;now&lt;\/b&gt;<\/p>/);
});
