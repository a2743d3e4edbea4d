import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import {
  anAnswer,
  anEarlierDocument,
  anOccasion,
  aPaper,
  aRecorded,
} from '#test/builders/papers.ts';
import { standingOf } from './papers.ts';
import type { Answer, Recorded } from './papers.ts';
import { dueSupplements, supplementsTo } from './supplements.ts';

const distributed = new Date('2027-01-20T08:00:00Z');
const since = { at: new Date('2027-01-21T09:00:00Z') };
const sent = anAnswer();
const late = anAnswer(undefined, since);

function paper(answers: readonly Answer[], recorded: readonly Recorded[] = []) {
  return { standing: standingOf(aPaper(), answers, anOccasion(), recorded), recorded };
}

suite('what came after the papers had gone to the board', () => {
  const fresh = anEarlierDocument({ datedOn: date('2026-11-23') });
  const shown = aRecorded(since);
  const cases: readonly [string, ReturnType<typeof paper>, readonly string[]][] = [
    ['a document that came since', paper([late]), [late.id]],
    ['a document that came before', paper([sent]), []],
    ['one that is held from an earlier meeting', paper([fresh]), []],
    ['the newest of two that came since', paper([anAnswer(undefined, since), late]), [late.id]],
    ['a visit that was shared since', paper([], [shown]), [shown.id]],
    ['the same, beside a document of before', paper([sent], [shown]), [shown.id]],
    ['a visit that was shared before', paper([], [aRecorded()]), []],
  ];
  for (const [what, of, ids] of cases) {
    test(`${what}: ${ids.length === 0 ? 'none' : 'a supplement'}`, () => {
      assert.deepEqual(
        supplementsTo(of, distributed).map(({ id }) => id),
        ids,
      );
      assert.deepEqual(supplementsTo(of, undefined), [], 'before they had gone');
    });
  }
});

suite('who is told of a supplement', () => {
  const lead = newId<PersonId>();
  const head = late.by.id;
  const due = (
    more: Partial<Parameters<typeof dueSupplements<ReturnType<typeof paper>>>[0]> = {},
    of = paper([late]),
  ) =>
    dueSupplements({
      readers: [lead, head].map((person) => ({ person, papers: [of, paper([sent])] })),
      hadThemAt: () => distributed,
      told: [],
      ...more,
    }).map(({ person, papers }) => [
      person,
      papers.flatMap(({ parts }) => parts.map(({ id }) => id)),
    ]);

  test('is each who had the papers, but for who sent it', () => {
    assert.deepEqual(due(), [[lead, [late.id]]]);
  });
  test('is also who sent it, where it came by a link that others may use', () => {
    const by = { ...late.by, byLink: true };
    assert.deepEqual(due({}, paper([{ ...late, by }])), [
      [lead, [late.id]],
      [head, [late.id]],
    ]);
  });
  test('is nobody twice', () => {
    assert.deepEqual(due({ told: [{ person: lead, part: late.id }] }), []);
  });
  test('is nobody who has not had the papers, or had them since', () => {
    assert.deepEqual(due({ hadThemAt: () => undefined }), []);
    assert.deepEqual(due({ hadThemAt: () => new Date('2027-01-21T10:00:00Z') }), []);
  });
  test('is nobody whose paper it is not', () => {
    assert.deepEqual(due({ readers: [{ person: lead, papers: [paper([sent])] }] }), []);
  });
});
