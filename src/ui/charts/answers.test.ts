import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { answerChart } from './answers.ts';

const text = String(
  answerChart({
    id: 'q',
    question: 'Are we confident?',
    scale: ['Yes', 'Not yet', 'No'],
    points: Array.from({ length: 7 }, (_, at) => ({
      day: `${at + 1} January 2027`,
      answer: at < 6 ? 'Not yet' : 'Yes',
      href: `/records/${at}`,
      what: 'Standard Meeting',
    })),
  }),
);

suite('answers over time', () => {
  test('are points that open their records, and say in words what they are', () => {
    assert.match(
      text,
      /<a href="\/records\/6"[^>]* aria-label="7 January 2027, Standard Meeting: Yes\. Read the record">/,
    );
    assert.equal(text.match(/<circle/g)?.length, 7);
  });

  test('stand in the row of their answer, never joined', () => {
    const heights = [...text.matchAll(/<circle[^>]* cy="([\d.]+)"/g)].map(([, y]) => y);
    assert.deepEqual(heights, ['66', '66', '66', '66', '66', '66', '22']);
    assert.ok(!text.includes('polyline'));
  });

  test('go on in another picture, and are the same as a table', () => {
    assert.equal(text.match(/<svg/g)?.length, 2);
    assert.match(text, /id="q-2-title"/);
    assert.equal(text.match(/<tr class="govuk-table__row">/g)?.length, 8);
  });
});
