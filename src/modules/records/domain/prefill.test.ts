import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { currentPack, formOf } from '#policy-pack/index.ts';
import { anAction } from '#test/builders/record.ts';
import { prefill } from './prefill.ts';
import type { Known } from './prefill.ts';

const known: Known = {
  today: date('2027-01-14'),
  case: { background: 'Results fell for three years.', openedOn: date('2026-12-01') },
  context: [
    {
      heading: 'Key school characteristics',
      lines: [{ text: 'Number on roll: 412', source: 'GIAS' }],
    },
    { heading: 'Attendance and exclusions', lines: [] },
  ],
  openActions: [
    { ...anAction({ what: 'Appoint\na deputy' }), agreedOn: date('2026-11-12') },
    { ...anAction({ undertakes: '', byWhen: undefined }), agreedOn: date('2026-11-12') },
  ],
};

function filled(form: string, what = known): ReadonlyMap<string, string> {
  return new Map(
    prefill(formOf(currentPack, form), what).map(({ section, text }) => [section, text]),
  );
}

describe('what a record is filled in with when it is opened', () => {
  test('every form gets its background, context and purpose', () => {
    for (const { key, purpose } of currentPack.forms) {
      const texts = filled(key);
      assert.equal(texts.get('background'), 'Results fell for three years.', key);
      assert.match(texts.get('context') ?? '', /- Number on roll: 412 \(GIAS\)/, key);
      assert.ok(texts.get('purpose-and-protocols')?.startsWith(purpose[0] ?? '?'), key);
    }
  });

  test('a heading of which nothing is known is left out', () => {
    assert.doesNotMatch(filled('pci').get('context') ?? '', /Attendance/);
  });

  test('each open action appears once, on a line of its own, where the form asks for progress', () => {
    const text = filled('sib-exit').get('progress-against-agreed-actions') ?? '';
    assert.equal(text.match(/^Progress: $/gm)?.length, 2);
    assert.match(
      text,
      /^1\. Appoint a deputy\n\(agreed on Thursday 12 November 2026; English lead; by 19 March 2027\)/,
    );
    assert.match(text, /^2\. .+\n\(agreed on Thursday 12 November 2026\)$/m);
    assert.equal(filled('sib-entry').has('progress-against-agreed-actions'), false);
  });

  test('what nothing is known for stays empty, and says nothing of where it came from', () => {
    const nothing = { ...known, context: [], openActions: [] };
    assert.deepEqual(
      [...filled('sib-standard', nothing).keys()],
      ['purpose-and-protocols', 'background'],
    );
  });
});
