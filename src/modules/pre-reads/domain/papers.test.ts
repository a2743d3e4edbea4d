import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { addDays, date } from '#kernel/dates.ts';
import {
  aPaper,
  anAnswer,
  anEarlierDocument,
  anOccasion,
  aRecorded,
  aSentFile,
  lastMeeting,
  thisMeeting,
} from '#test/builders/papers.ts';
import { currentPack, formOf } from '#policy-pack/index.ts';
import { documentOf, papersOfParts, recordedFor, standingOf, versionsOf } from './papers.ts';
import type { Answer, Occasion, Recorded, Standing } from './papers.ts';

const withdrawn = { reason: 'The wrong file', at: new Date(), by: 'Daniel Marsh' };
const fresh = anEarlierDocument({ datedOn: date('2026-11-23') });
const old = anEarlierDocument();
const sent = anAnswer();
const unchanged = anAnswer({ kind: 'unchanged', of: old.id });

suite('where a paper stands', () => {
  const cases: readonly [string, readonly Answer[], Partial<Occasion>, Standing['kind']][] = [
    ['nothing was ever sent', [], {}, 'to-send'],
    ['a document was sent for this meeting', [sent], {}, 'sent'],
    ['what is held is of before the last meeting', [old], {}, 'to-send'],
    ['what is held is of after the last meeting', [fresh], {}, 'held'],
    [
      'what is held is of the day of the last meeting',
      [old],
      { since: date('2026-11-09') },
      'held',
    ],
    [
      'at a first meeting, what is held is of the last 12 months',
      [old],
      { since: date('2026-01-28'), previous: undefined },
      'held',
    ],
    ['what is held was said to be unchanged', [old, unchanged], {}, 'unchanged'],
    ['it was said to be unchanged, then sent anew', [old, unchanged, sent], {}, 'sent'],
    ['the document that was sent was withdrawn', [{ ...sent, withdrawn }], {}, 'to-send'],
    ['the second document was withdrawn', [sent, { ...anAnswer(), withdrawn }], {}, 'sent'],
    [
      'what was said to be unchanged was withdrawn',
      [{ ...old, withdrawn }, unchanged],
      {},
      'to-send',
    ],
    ['the meeting is held without it', [], { isToCome: false }, 'not-sent'],
    ['there is none', [anAnswer({ kind: 'none' })], {}, 'none'],
    ['it is not needed', [anAnswer({ kind: 'not-needed' })], {}, 'not-needed'],
    ['it was sent, then not needed', [sent, anAnswer({ kind: 'not-needed' })], {}, 'not-needed'],
    [
      'it is needed after all',
      [anAnswer({ kind: 'not-needed' }), anAnswer({ kind: 'needed' })],
      {},
      'to-send',
    ],
    [
      'it is needed after all, and was sent before',
      [sent, anAnswer({ kind: 'not-needed' }), anAnswer({ kind: 'needed' })],
      {},
      'sent',
    ],
  ];
  for (const [what, answers, occasion, kind] of cases) {
    test(`${kind}: ${what}`, () => {
      assert.equal(standingOf(aPaper(), answers, anOccasion(occasion)).kind, kind);
    });
  }

  test('is late after the day of collection, where the policy asks for it', () => {
    const on = (today: string, required = true) => {
      const standing = standingOf(aPaper(), [], anOccasion({ today: date(today), required }));
      return standing.kind === 'to-send' && standing.late;
    };
    assert.equal(on('2027-01-14'), false);
    assert.equal(on('2027-01-15'), true);
    assert.equal(on('2027-01-27', false), false);
  });

  test('says which document is too old', () => {
    const standing = standingOf(aPaper(), [old], anOccasion());
    assert.equal(standing.kind === 'to-send' && standing.stale?.answer.id, old.id);
  });

  test('of a meeting that is over leaves out what came for a later one', () => {
    const then = anOccasion({
      meetingId: lastMeeting,
      meetingOn: date('2026-11-19'),
      isToCome: false,
      since: date('2025-11-19'),
    });
    const standing = standingOf(aPaper(), [old, sent], then);
    assert.equal(documentOf(standing)?.answer.id, old.id);
    assert.equal(standingOf(aPaper(), [sent], then).kind, 'not-sent');
  });

  test('takes the record of the meeting before from the product, whatever is sent', () => {
    const standing = standingOf(aPaper('previous-record'), [sent], anOccasion());
    assert.equal(standing.kind === 'record' && standing.previous?.meetingId, lastMeeting);
  });

  test('never lets a withdrawn document stand, keeps every version, and asks for what is not there', () => {
    const answer = fc
      .record({
        kind: fc.constantFrom('file', 'unchanged', 'none', 'not-needed', 'needed'),
        days: fc.integer({ min: 0, max: 90 }),
        early: fc.boolean(),
        withdrawn: fc.boolean(),
      })
      .map((drawn) => drawn);
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 8 }), (drawn) => {
        const answers: Answer[] = [];
        for (const each of drawn) {
          const meeting = each.early
            ? { meetingId: lastMeeting, at: new Date('2026-11-10T12:00:00Z') }
            : {};
          const earlier = answers.findLast(({ kind }) => kind === 'file');
          if (each.kind === 'file') {
            const file = aSentFile({ datedOn: addDays(date('2026-10-06'), each.days) });
            answers.push(
              anAnswer(
                { kind: 'file', file },
                { ...meeting, withdrawn: each.withdrawn ? withdrawn : undefined },
              ),
            );
          } else if (each.kind !== 'unchanged') {
            answers.push(anAnswer({ kind: each.kind as 'none' }, meeting));
          } else if (earlier) {
            answers.push(anAnswer({ kind: 'unchanged', of: earlier.id }, meeting));
          }
        }
        const standing = standingOf(aPaper(), answers, anOccasion());
        const document = documentOf(standing);
        assert.equal(document?.answer.withdrawn, undefined);
        const files = answers.filter(({ kind }) => kind === 'file');
        assert.equal(versionsOf(answers).length, files.length);
        if (files.every((file) => file.withdrawn)) assert.equal(document, undefined);
        const own = answers.filter(({ meetingId }) => meetingId === thisMeeting);
        const last = own.at(-1);
        if (last?.kind === 'file' && !last.withdrawn) {
          assert.equal(document?.answer.id, last.id);
        }
        if (own.length === 0 && standing.kind !== 'to-send') {
          assert.ok(standing.kind === 'held' && document);
          assert.ok(document.file.datedOn >= anOccasion().since);
        }
      }),
    );
  });
});

suite('what the product itself holds', () => {
  const visits = aPaper('visit-records');
  const held = aRecorded();
  const cases: readonly [string, readonly Answer[], readonly Recorded[], Standing['kind']][] = [
    ['is the paper, where nothing was sent', [], [held], 'recorded'],
    ['is the paper, where what was sent is too old', [old], [held], 'recorded'],
    ['stands beside a document', [sent], [held], 'sent'],
    [
      'wins over its being said that there was none',
      [anAnswer({ kind: 'none' })],
      [held],
      'recorded',
    ],
    ['leaves out what is not needed', [anAnswer({ kind: 'not-needed' })], [held], 'not-needed'],
    ['is asked for, where it holds nothing', [], [], 'to-send'],
  ];
  for (const [what, answers, recorded, kind] of cases) {
    test(what, () => {
      assert.equal(standingOf(visits, answers, anOccasion(), recorded).kind, kind);
    });
  }

  const days: readonly [string, Partial<Recorded>, boolean, boolean][] = [
    ['of the day of the last meeting', { on: date('2026-11-19') }, false, true],
    ['of the day after', { on: date('2026-11-20') }, true, true],
    ['of before', { on: date('2026-11-18') }, false, false],
    ['of the day of this meeting', { on: date('2027-01-28') }, true, true],
    ['of after this meeting', { on: date('2027-01-29') }, false, false],
    ['that was shared after this meeting', { at: new Date('2027-01-29T09:00:00Z') }, false, false],
  ];
  for (const [what, entry, ofVisits, ofJudgements] of days) {
    test(`one ${what} ${ofVisits ? 'counts' : 'does not count'} as a visit`, () => {
      const counted = (key: string) =>
        recordedFor(aPaper(key), [aRecorded(entry)], anOccasion()).length === 1;
      assert.equal(counted('visit-records'), ofVisits);
      assert.equal(counted('self-evaluation'), ofJudgements);
    });
  }
});

suite('the papers of someone who comes to parts of a meeting', () => {
  const form = formOf(currentPack, 'sib-standard');
  const read = (parts: readonly string[] | undefined) =>
    papersOfParts(form, parts).map(({ key }) => key);
  const all = form.preReads.map(({ key }) => key);
  const cases: readonly [readonly string[] | undefined, readonly string[]][] = [
    [undefined, all],
    [['pre-read-documents'], all],
    [['self-evaluation'], ['self-evaluation']],
    [['context'], []],
    [[], []],
  ];
  for (const [parts, keys] of cases) {
    test(`${parts?.join(', ') ?? 'the whole meeting'}: ${keys.length}`, () => {
      assert.deepEqual(read(parts), keys);
    });
  }
});
