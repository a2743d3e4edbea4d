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
  lastMeeting,
} from '#test/builders/papers.ts';
import { packEntries, supplementEntries } from './packs.ts';
import type { PackEntry, StandingPaper } from './packs.ts';
import { standingOf } from './papers.ts';
import type { Answer, PreviousMeeting, Recorded } from './papers.ts';

const everything = { papers: ['improvement-plan', 'previous-record'], readsRecord: true };

function aStanding(
  answers: readonly Answer[] = [],
  recorded: readonly Recorded[] = [],
): StandingPaper {
  const paper = aPaper();
  return { paper, standing: standingOf(paper, answers, anOccasion(), recorded), answers, recorded };
}

function previous(record: PreviousMeeting['record'] | undefined): StandingPaper {
  const paper = { ...aPaper(), key: 'previous-record', kind: 'previous-record' as const };
  const before = record && { meetingId: lastMeeting, on: date('2026-11-12'), record };
  return { paper, standing: { kind: 'record', previous: before }, answers: [], recorded: [] };
}

const words = ({ of }: PackEntry) => (of.kind === 'left-out' ? of.why : of.kind);

suite('what goes into a pack', () => {
  const file = { id: newId<FileId>(), name: 'Notes.docx' };
  const cases: readonly [string, StandingPaper, readonly (string | RegExp)[]][] = [
    ['a document that was sent', aStanding([anAnswer()]), ['document']],
    ['one beside a visit', aStanding([anAnswer()], [aRecorded()]), ['document', 'recorded']],
    ['what the product holds itself', aStanding([], [aRecorded()]), ['recorded']],
    ['a paper that is still to be sent', aStanding(), [/^Not held yet/]],
    [
      'one of last time, which is too old by now',
      aStanding([anEarlierDocument()]),
      ['Not sent for this meeting: the last one is of 9 November 2026, and too old'],
    ],
    ['a final record', previous({ kind: 'final', version: 2 }), ['record']],
    ['one that is not final', previous({ kind: 'not-final' }), [/is not final yet$/]],
    [
      'files of before',
      previous({ kind: 'originals', files: [file, file] }),
      ['original', 'original'],
    ],
    ['no file of before', previous({ kind: 'originals', files: [] }), [/no file of it was added$/]],
    ['no meeting before', previous(undefined), ['There was no meeting before this one']],
  ];
  for (const [what, paper, expected] of cases) {
    test(`${what}: ${expected.join(', ')}`, () => {
      const entries = packEntries([paper], everything, anOccasion()).map(words);
      assert.equal(entries.length, expected.length);
      for (const [index, each] of expected.entries()) {
        if (typeof each === 'string') assert.equal(entries[index], each);
        else assert.match(entries[index] ?? '', each);
      }
    });
  }

  test('is only what its readers may read', () => {
    const all = [aStanding([anAnswer()]), previous({ kind: 'final', version: 1 })];
    const plan = { papers: ['improvement-plan'], readsRecord: true };
    assert.deepEqual(packEntries(all, plan, anOccasion()).map(words), ['document']);
    assert.deepEqual(
      packEntries(all, { ...everything, readsRecord: false }, anOccasion()).map(words),
      ['document', 'The record of 12 November 2026 is for those who read all of it'],
    );
  });

  test('says of each document which it is, from whom, and of which day', () => {
    const [entry] = packEntries([aStanding([anAnswer()])], everything, anOccasion());
    assert.match(entry?.source ?? '', /^“[^”]+”, sent on \d+ \w+ \d{4} by \w/);
    assert.match(entry?.version ?? '', /^Version 1, of \d+ \w+ \d{4}$/);
  });
});

suite('what goes into a supplement', () => {
  const hadThemAt = new Date('2027-01-20T08:00:00Z');
  const before = anAnswer();
  const late = anAnswer(undefined, { at: new Date('2027-01-21T09:00:00Z') });
  const entries = (paper: StandingPaper, ...parts: readonly { readonly id: string }[]) =>
    supplementEntries([{ paper, parts }], everything, anOccasion(), hadThemAt);

  test('is what came, with what it takes the place of', () => {
    const [entry] = entries(aStanding([before, late]), late);
    assert.equal(entry?.of.kind, 'document');
    assert.match(
      entry.changed ?? '',
      /^New since the papers went out on 20 January 2027, in place of the one of /,
    );
    const [first] = entries(aStanding([late]), late);
    assert.equal(first?.changed, 'New since the papers went out on 20 January 2027');
  });

  test('is not what stood beside it before', () => {
    const shared = aRecorded();
    assert.deepEqual(
      entries(aStanding([late], [shared]), late).map(({ of }) => of.kind),
      ['document'],
    );
    assert.deepEqual(
      entries(aStanding([before], [shared]), shared).map(({ of }) => of.kind),
      ['recorded'],
    );
  });
});
