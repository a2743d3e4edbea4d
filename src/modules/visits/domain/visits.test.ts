import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId, Urn } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { changeSupport, presentSupport, recordSupport } from './support.ts';
import type { Support, SupportId, SupportText } from './support.ts';
import {
  correctVisit,
  isShared,
  presentVisit,
  recordVisit,
  replyToVisit,
  shareVisit,
} from './visit.ts';
import type { Visit, VisitId, VisitReplyId, VisitText } from './visit.ts';

const urn = 900_100 as Urn;
const doing = {
  by: { id: newId<PersonId>(), name: 'Priya Nair', role: 'Coventry Monitoring Officer' },
  at: new Date('2027-01-14T09:30:00Z'),
};
const text: VisitText = {
  on: date('2027-01-13'),
  visitors: 'Priya Nair',
  purpose: 'Early reading',
  seen: 'Phonics is taught daily.',
  follows: '',
};
const coaching: SupportText = {
  what: 'Six days of a coach',
  receiver: 'English lead',
  provider: 'The authority',
  from: date('2026-11-02'),
  until: undefined,
  impact: '',
};

function must<Value>(result: Result<Value>): Value {
  assert.ok(result.ok);
  return result.value;
}

const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code);

function aVisit(given: Partial<VisitText> = {}, shared = true): Result<Visit> {
  return recordVisit({ ...text, ...given, id: newId<VisitId>(), urn, shared }, doing);
}

function support(given: Partial<SupportText> = {}): Result<Support> {
  return recordSupport({ ...coaching, ...given, id: newId<SupportId>(), urn }, doing);
}

suite('a visit', () => {
  for (const [what, given, code] of [
    ['of today', { on: date('2027-01-14') }, 'done'],
    ['of tomorrow', { on: date('2027-01-15') }, 'in-the-future'],
    ['by nobody', { visitors: ' ' }, 'missing'],
    ['about nothing', { purpose: '' }, 'missing'],
    ['without what was seen', { seen: '\n' }, 'missing'],
    ['with a long purpose', { purpose: 'x'.repeat(201) }, 'too-long'],
    ['with what follows at length', { follows: 'x'.repeat(10_001) }, 'too-long'],
  ] as const) {
    test(`${what}: ${code}`, () => assert.equal(codeOf(aVisit(given)), code));
  }

  test('is corrected with a reason, and what it said before stays', () => {
    const visit = must(aVisit());
    const better = { ...text, seen: 'Phonics is taught in years 1 and 2.' };
    const why = { reason: 'Year 3 has none.', after: 1 };
    assert.equal(codeOf(correctVisit(visit, better, { ...why, reason: ' ' }, doing)), 'missing');
    assert.equal(codeOf(correctVisit(visit, better, { ...why, after: 0 }, doing)), 'changed');
    assert.equal(codeOf(correctVisit(visit, text, why, doing)), 'same');
    const corrected = must(correctVisit(visit, better, why, doing));
    assert.deepEqual(
      corrected.versions.map(({ version, seen, reason }) => [version, seen, reason]),
      [
        [1, text.seen, ''],
        [2, better.seen, 'Year 3 has none.'],
      ],
    );
    assert.equal(presentVisit(corrected).seen, better.seen);
  });

  test('is shared or not, each change kept; asking for what is so changes nothing', () => {
    const visit = must(aVisit({}, false));
    assert.equal(isShared(visit), false);
    assert.equal(shareVisit(visit, false, doing), visit);
    const shared = shareVisit(visit, true, doing);
    assert.equal(isShared(shared), true);
    const again = shareVisit(shared, false, doing);
    assert.deepEqual([isShared(again), again.showings.length], [false, 3]);
  });

  test('has beside it what the school says', () => {
    const id = newId<VisitReplyId>();
    const visit = must(aVisit());
    assert.equal(codeOf(replyToVisit(visit, { id, text: ' ' }, doing)), 'missing');
    const replied = must(replyToVisit(visit, { id, text: 'She had just come.' }, doing));
    assert.deepEqual(
      replied.replies.map((reply) => [reply.text, reply.by.name]),
      [['She had just come.', 'Priya Nair']],
    );
    assert.deepEqual(replied.versions, visit.versions);
  });
});

suite('support', () => {
  for (const [what, given, code] of [
    ['that goes on', {}, 'done'],
    ['of a day', { until: date('2026-11-02') }, 'done'],
    ['that ends before it begins', { until: date('2026-11-01') }, 'ends-before'],
    ['of nothing', { what: '' }, 'missing'],
    ['for nobody', { receiver: '' }, 'missing'],
    ['from nobody', { provider: '' }, 'missing'],
    ['to come', { from: date('2027-02-01') }, 'done'],
    ['to come, with an impact', { from: date('2027-02-01'), impact: 'Much' }, 'not-begun'],
  ] as const) {
    test(`${what}: ${code}`, () => assert.equal(codeOf(support(given)), code));
  }

  test('gets its end and its impact without a reason; what is put right needs one', () => {
    const entry = must(support());
    const ended = { ...coaching, until: date('2026-12-18'), impact: 'Lessons are planned.' };
    const why = { reason: '', after: 1 };
    const done = must(changeSupport(entry, ended, why, doing));
    assert.deepEqual(
      [presentSupport(done).impact, presentSupport(done).reason],
      ['Lessons are planned.', 'What was open is now known.'],
    );
    const other = { ...ended, provider: 'Birchwood Primary School' };
    assert.equal(codeOf(changeSupport(done, other, { ...why, after: 2 }, doing)), 'missing');
    const reason = 'The school sent her.';
    const right = must(changeSupport(done, other, { reason, after: 2 }, doing));
    assert.equal(right.versions.length, 3);
    assert.equal(codeOf(changeSupport(done, other, { reason, after: 1 }, doing)), 'changed');
    assert.equal(codeOf(changeSupport(done, ended, { reason, after: 2 }, doing)), 'same');
    const taken = { ...ended, impact: 'None.' };
    assert.equal(codeOf(changeSupport(done, taken, { ...why, after: 2 }, doing)), 'missing');
  });
});
