import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { judgementPanels } from './judgements.ts';
import type { JudgementPanel } from './judgements.ts';

const panel: JudgementPanel = {
  id: 'p',
  framework: 'Education inspection framework',
  grades: 4,
  inspections: ['5 Oct 2021', '8 Feb 2022', '7 Mar 2023'],
  rows: [
    {
      area: 'Overall effectiveness',
      cells: [
        { grade: 'Inadequate', place: 4 },
        { grade: 'Requires improvement', place: 3 },
        { grade: 'Outstanding', place: 1 },
      ],
    },
    { area: 'Sixth form', cells: [{ grade: 'Insufficient data', place: null }, null, null] },
  ],
};

suite('judgements over time', () => {
  const text = String(judgementPanels([panel]));

  test('stand two abreast, and go on in another part without the areas that it lacks', () => {
    assert.equal(text.match(/<svg/g)?.length, 2);
    assert.match(text, /<figcaption[^>]*>Education inspection framework \(continued\)/);
    const [, second = ''] = text.split('<figure').slice(1);
    assert.match(second.split('</svg>')[0] ?? '', /7 Mar 2023/);
    assert.ok(!second.split('</svg>')[0]?.includes('Sixth form'));
  });

  test('have bars as long as the grade is high on the scale of the framework', () => {
    const bars = [...text.matchAll(/app-judgements__bar"[^>]* width="([\d.]+)"/g)];
    assert.deepEqual(
      bars.map(([, width]) => width),
      ['39.3', '78.5', '0', '320'],
    );
  });

  test('are described in words, each picture by ids of its own', () => {
    assert.match(text, /<title id="p-title">Judgements, Education inspection framework<\/title>/);
    assert.match(
      text,
      /<desc id="p-desc">5 Oct 2021: Overall effectiveness: Inadequate; Sixth form: Insufficient data\. 8 Feb 2022: Overall effectiveness: Requires improvement\.<\/desc>/,
    );
    assert.match(
      text,
      /<desc id="p-2-desc">7 Mar 2023: Overall effectiveness: Outstanding\.<\/desc>/,
    );
  });

  test('are the same as a table', () => {
    assert.equal(text.match(/<tr class="govuk-table__row">/g)?.length, 5);
  });
});
