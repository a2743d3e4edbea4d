import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId, RecordId } from '#kernel/ids.ts';
import { aHead, aRecord, aState } from '#test/builders/record.ts';
import { isTold, mayRenew, openedIn, standingOf, tryCode, withCode } from './check-link.ts';
import type { CheckLink } from './check-link.ts';
import type { MeetingRecord } from './record.ts';

const now = new Date('2027-01-18T12:00:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const aLink = (more: Partial<CheckLink> = {}): CheckLink => ({
  tokenHash: 'token',
  recordId: newId<RecordId>(),
  round: 1,
  person: aHead,
  isEnded: false,
  opened: undefined,
  code: undefined,
  codesSent: 0,
  ...more,
});
const sent = aRecord({ state: aState('with-headteacher'), round: 1 });
const inBrowser = (seenAt: Date) => ({ opened: { browserHash: 'here', seenAt } });

describe('a link to an accuracy check', () => {
  const cases: readonly [
    string,
    { link?: Partial<CheckLink>; record?: Partial<MeetingRecord>; today?: string },
    string,
  ][] = [
    ['asks for a code at first', {}, 'shut'],
    ['is open in the browser that it was opened in', { link: inBrowser(now) }, 'open'],
    ['is open on its last day', { link: inBrowser(now), today: '2027-01-21' }, 'open'],
    ['asks for a code again after half a day', { link: inBrowser(minutes(-12 * 60)) }, 'shut'],
    ['is open a minute before that', { link: inBrowser(minutes(1 - 12 * 60)) }, 'open'],
    [
      'is refused in another browser',
      { link: { opened: { browserHash: 'there', seenAt: now } } },
      'elsewhere',
    ],
    ['dies after its day', { link: inBrowser(now), today: '2027-01-22' }, 'past its day'],
    ['dies when another takes its place', { link: { isEnded: true } }, 'replaced'],
    ['dies when the record is taken back', { record: { state: aState('draft') } }, 'taken back'],
    ['is of one round', { record: { round: 2 } }, 'taken back'],
    ['dies when answered', { record: { state: aState('answered') } }, 'answered'],
    ['dies when the record is final', { record: { state: aState('final') } }, 'final'],
    ['does not come back for a correction', { record: { state: aState('correcting') } }, 'final'],
    ['is of one headteacher', { link: { person: newId<PersonId>() } }, 'handed over'],
  ];
  for (const [what, { link, record, today = '2027-01-18' }, expected] of cases) {
    test(what, () => {
      const visitor = { browserHash: 'here', now, today: date(today) };
      const standing = standingOf(aLink(link), { ...sent, ...record }, visitor);
      assert.equal(standing.kind === 'dead' ? standing.because : standing.kind, expected);
    });
  }

  test('is renewed while its headteacher has the check, and then only', () => {
    const today = date('2027-01-18');
    assert.equal(mayRenew(aLink(), sent, today), true);
    assert.equal(mayRenew(aLink({ isEnded: true }), sent, today), true);
    assert.equal(mayRenew(aLink({ person: newId<PersonId>() }), sent, today), false);
    assert.equal(mayRenew(aLink(), { ...sent, state: aState('answered') }, today), false);
    assert.equal(mayRenew(aLink(), sent, date('2027-01-22')), false);
  });
});

describe('a code', () => {
  const withOne = (link: CheckLink, hash = 'right') => {
    const made = withCode(link, hash, minutes(15));
    assert.ok(made.ok);
    return made.value;
  };

  test('opens until its time has passed, and once', () => {
    const link = withOne(aLink());
    assert.equal(tryCode(link, 'right', minutes(14.9)).kind, 'right');
    assert.equal(tryCode(link, 'right', minutes(15)).kind, 'none');
    assert.equal(tryCode(openedIn(link, 'here', now), 'right', now).kind, 'none');
    assert.equal(tryCode(aLink(), 'right', now).kind, 'none');
  });

  test('ends with the next, and after five wrong ones', () => {
    let link = withOne(withOne(aLink(), 'older'));
    for (const left of [4, 3, 2, 1, 0]) {
      const tried = tryCode(link, 'older', now);
      assert.ok(tried.kind === 'wrong');
      assert.equal(tried.left, left);
      ({ link } = tried);
    }
    assert.equal(tryCode(link, 'right', now).kind, 'none');
  });

  test('is mailed five times for a link, and no more', () => {
    const link = [1, 2, 3, 4, 5].reduce((before) => withOne(before), aLink());
    const sixth = withCode(link, 'right', minutes(15));
    assert.equal(sixth.ok || sixth.refusal.code, 'too-many-codes');
  });
});

test('the trail tells of ten refusals, and then of ever fewer', () => {
  const told = Array.from({ length: 10_001 }, (_, count) => count).filter(
    (count) => count > 0 && isTold(count),
  );
  assert.deepEqual(told, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1000, 10_000]);
});
