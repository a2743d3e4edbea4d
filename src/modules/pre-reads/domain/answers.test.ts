import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import {
  aPaper,
  anAnswer,
  anEarlierDocument,
  anOccasion,
  aSentFile,
  thisMeeting,
} from '#test/builders/papers.ts';
import { answerWith, withdraw } from './answers.ts';
import type { PaperNow, Wanted } from './answers.ts';
import { standingOf } from './papers.ts';
import type { Answer } from './papers.ts';

function now(answers: readonly Answer[] = [], more: Partial<PaperNow> = {}): PaperNow {
  const paper = more.paper ?? aPaper();
  return {
    paper,
    answers,
    standing: standingOf(paper, answers, anOccasion()),
    recorded: [],
    meeting: { id: thisMeeting, status: 'planned' },
    required: true,
    today: date('2027-01-05'),
    ...more,
  };
}

const file = aSentFile();
const aFile: Extract<Wanted, { kind: 'file' }> = { kind: 'file', file, datedOn: undefined };
const held = anEarlierDocument({ sha256: 'same' });
const sent = anAnswer({ kind: 'file', file: aSentFile({ sha256: 'same' }) });
const sameFile: Wanted = { ...aFile, file: { ...file, sha256: 'same' } };

suite('sending a paper', () => {
  test('takes the document as of the day on it, or else of today', () => {
    const dated = (datedOn?: LocalDate) => {
      const said = answerWith(now(), { ...aFile, datedOn });
      return said.ok && said.value.kind === 'file' ? said.value.file.datedOn : undefined;
    };
    assert.equal(dated(), '2027-01-05');
    assert.equal(dated(date('2026-12-01')), '2026-12-01');
  });

  test('takes that what is held is unchanged, and says of which document', () => {
    const said = answerWith(now([held]), { kind: 'unchanged' });
    assert.deepEqual(said, { ok: true, value: { kind: 'unchanged', of: held.id } });
  });

  test('takes that there were no visits', () => {
    const said = answerWith(now([], { paper: aPaper('visit-records') }), { kind: 'none' });
    assert.deepEqual(said, { ok: true, value: { kind: 'none' } });
  });

  test('takes that a suggested paper is not needed', () => {
    assert.ok(answerWith(now([], { required: false }), { kind: 'not-needed' }).ok);
  });

  const refusals: readonly [string, PaperNow, Wanted, string, RegExp][] = [
    [
      'a day to come',
      now(),
      { ...aFile, datedOn: date('2027-01-06') },
      'future',
      /today or in the past/,
    ],
    [
      'the file that is held',
      now([held]),
      sameFile,
      'same-file',
      /of 9 November 2026.*say that it is unchanged/,
    ],
    [
      'the file that was sent',
      now([sent]),
      sameFile,
      'sent-already',
      /sent already, on 4 January 2027/,
    ],
    [
      'unchanged, where nothing is held',
      now(),
      { kind: 'unchanged' },
      'nothing-held',
      /Send the document/,
    ],
    [
      'unchanged, once it was sent',
      now([held, anAnswer()]),
      { kind: 'unchanged' },
      'sent-already',
      /counts as it is/,
    ],
    ['no plan at all', now(), { kind: 'none' }, 'not-of-this', /has to be sent/],
    [
      'a record of the product’s own',
      now([], { paper: aPaper('previous-record') }),
      aFile,
      'from-the-product',
      /already here/,
    ],
    [
      'a required paper as not needed',
      now(),
      { kind: 'not-needed' },
      'required',
      /The policy asks for/,
    ],
    [
      'for a meeting that was held',
      now([], { meeting: { id: thisMeeting, status: 'held' } }),
      aFile,
      'held',
      /has been held/,
    ],
    [
      'for a meeting that was cancelled',
      now([], { meeting: { id: thisMeeting, status: 'cancelled' } }),
      aFile,
      'cancelled',
      /was cancelled/,
    ],
  ];
  for (const [what, at, wanted, code, sentence] of refusals) {
    test(`refuses ${what}`, () => {
      const said = answerWith(at, wanted);
      assert.ok(!said.ok);
      assert.equal(said.refusal.code, code);
      assert.match(said.refusal.sentence, sentence);
    });
  }

  test('takes a file again that was replaced since: it is the newest once more', () => {
    const replaced = anAnswer({ kind: 'file', file: aSentFile({ sha256: 'other' }) });
    assert.ok(answerWith(now([sent, replaced]), sameFile).ok);
  });
});

suite('withdrawing a document', () => {
  const withdrawn = { reason: 'Names of pupils', at: new Date('2027-01-05T09:00:00Z'), by: 'D' };
  const refusals: readonly [string, Answer, string, string][] = [
    ['without a reason', sent, '', 'no-reason'],
    ['with an endless reason', sent, 'x'.repeat(2_001), 'too-long'],
    ['twice', { ...sent, withdrawn }, 'Again', 'withdrawn'],
    ['where there is none', anAnswer({ kind: 'none' }), 'Why', 'no-file'],
  ];
  for (const [what, answer, reason, code] of refusals) {
    test(`is refused ${what}`, () => {
      const done = withdraw(answer, reason);
      assert.equal(done.ok ? '' : done.refusal.code, code);
    });
  }
  test('takes the reason', () => {
    assert.deepEqual(withdraw(sent, 'Names of pupils'), { ok: true, value: 'Names of pupils' });
  });
});
