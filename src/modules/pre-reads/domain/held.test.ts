import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { FileId } from '#kernel/ids.ts';
import {
  anAnswer,
  anEarlierDocument,
  anOccasion,
  aPaper,
  aRecorded,
  aSentFile,
  lastMeeting,
} from '#test/builders/papers.ts';
import { heldInWords } from './held.ts';
import type { Answer, Occasion, PreviousMeeting, Recorded } from './papers.ts';

// The meeting was on 28 January 2027; the one before on 19 November 2026.

const over = { isToCome: false };
const old = anEarlierDocument();
const fresh = anEarlierDocument({ datedOn: date('2026-11-23') });
const sent = anAnswer();
const later = { at: new Date('2027-01-29T09:00:00Z') };
const withdrawnOn = (day: string) => ({
  reason: 'It names pupils',
  at: new Date(`${day}T09:00:00Z`),
  by: 'Daniel Marsh',
});

suite('what was held of a paper at a meeting', () => {
  const cases: readonly [string, readonly Answer[], readonly Recorded[], string][] = [
    ['nothing', [], [], 'Not held'],
    [
      'a document of before the last meeting',
      [old],
      [],
      'Not sent for this meeting: the last one is of 9 November 2026, and too old',
    ],
    ['a document', [sent], [], '“plan.pdf”, version 1, of 4 January 2027'],
    [
      'a newer document',
      [old, anAnswer({ kind: 'file', file: aSentFile({ name: 'new.pdf' }) })],
      [],
      '“new.pdf”, version 2, of 4 January 2027',
    ],
    [
      'one of last time that still counts',
      [fresh],
      [],
      '“plan.pdf”, version 1, of 23 November 2026, held since 9 November 2026',
    ],
    [
      'one that was said to be unchanged',
      [old, anAnswer({ kind: 'unchanged', of: old.id })],
      [],
      '“plan.pdf”, version 1, of 9 November 2026, unchanged since last time',
    ],
    ['one that came after the meeting', [anAnswer(undefined, later)], [], 'Not held'],
    [
      'one that came before, and another after',
      [sent, anAnswer(undefined, later)],
      [],
      '“plan.pdf”, version 1, of 4 January 2027',
    ],
    [
      'one that was withdrawn before',
      [{ ...sent, withdrawn: withdrawnOn('2027-01-20') }],
      [],
      'Not held',
    ],
    [
      'one that was withdrawn after, whose name may be why',
      [{ ...sent, withdrawn: withdrawnOn('2027-02-02') }],
      [],
      'A document that was withdrawn on 2 February 2027, version 1, of 4 January 2027',
    ],
    ['not needed', [anAnswer({ kind: 'not-needed' })], [], 'Not needed for this meeting'],
    [
      'a document, and what the product holds',
      [sent],
      [aRecorded()],
      '“plan.pdf”, version 1, of 4 January 2027; Visit: reading (8 December 2026)',
    ],
    [
      'what the product holds',
      [],
      [aRecorded({ on: date('2027-01-12') }), aRecorded({ what: 'Visit: phonics' })],
      'Visit: phonics (8 December 2026); Visit: reading (12 January 2027)',
    ],
    ['what the product holds since', [], [aRecorded(later)], 'Not held'],
  ];
  for (const [what, answers, recorded, words] of cases) {
    test(`is said of ${what}`, () => {
      assert.equal(heldInWords(aPaper(), answers, recorded, anOccasion(over)), words);
    });
  }

  test('is said to be open while the meeting is to come', () => {
    assert.equal(heldInWords(aPaper(), [], [], anOccasion()), 'Not held yet');
  });

  test('is that there were no visits, where that was said', () => {
    const none = (occasion: Partial<Occasion>) =>
      heldInWords(
        aPaper('visit-records'),
        [anAnswer({ kind: 'none' })],
        [],
        anOccasion({ ...over, ...occasion }),
      );
    assert.equal(none({}), 'No visits since the meeting of 19 November 2026');
    assert.equal(
      none({ previous: undefined, since: date('2026-01-28') }),
      'No visits since 28 January 2026',
    );
  });

  const previous = (record: PreviousMeeting['record']): PreviousMeeting => ({
    meetingId: lastMeeting,
    on: date('2026-11-19'),
    record,
  });
  const file = (name: string) => ({ id: newId<FileId>(), name });
  const records: readonly [PreviousMeeting | undefined, string][] = [
    [undefined, 'None: there was no meeting before this one'],
    [previous({ kind: 'final', version: 2 }), 'Record of 19 November 2026, version 2'],
    [previous({ kind: 'not-final' }), 'Record of 19 November 2026, not final'],
    [
      previous({ kind: 'originals', files: [file('SIB 2.docx'), file('Notes.pdf')] }),
      'Record of 19 November 2026: “SIB 2.docx”, “Notes.pdf”',
    ],
    [
      previous({ kind: 'originals', files: [] }),
      'Not held: the meeting of 19 November 2026 was before this product was used',
    ],
  ];
  for (const [before, words] of records) {
    test(`of the record before: ${words}`, () => {
      const occasion = anOccasion({ ...over, previous: before });
      assert.equal(heldInWords(aPaper('previous-record'), [], [], occasion), words);
    });
  }
});
