import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aState, aRecord } from '#test/builders/record.ts';
import { isUncorrected } from './accuracy.ts';
import type { AccuracyAnswer, TypedAnswer } from './accuracy.ts';
import type { Passage } from './passages.ts';
import { emptySection } from './section.ts';
import { givenIn, typedFor, worthKeeping } from './typed-answers.ts';

const passage = (part: string, said: string): Passage => ({
  section: 'context',
  part,
  name: `Context, paragraph ${part}`,
  title: undefined,
  said,
  isMarkdown: true,
});
const typed = (part: string, said: string, more: Partial<TypedAnswer> = {}): TypedAnswer => ({
  section: 'context',
  part,
  said,
  answer: 'fact-wrong',
  wording: `NOT ${said}`,
  view: '',
  ...more,
});
const untouched = (part: string, said: string) =>
  typed(part, said, { answer: undefined, wording: said });

describe('what was typed at an earlier visit', () => {
  const cases: readonly [string, readonly Passage[], readonly TypedAnswer[], TypedAnswer[]][] = [
    ['is there again', [passage('1', 'a')], [typed('1', 'a')], [typed('1', 'a')]],
    [
      'is nothing at first: the wording begins with what is said',
      [passage('1', 'a')],
      [],
      [untouched('1', 'a')],
    ],
    [
      'goes with the paragraph when one has come before it',
      [passage('1', 'new'), passage('2', 'a')],
      [typed('1', 'a')],
      [untouched('1', 'new'), typed('2', 'a')],
    ],
    [
      'stays with the one of two that say the same',
      [passage('1', 'a'), passage('2', 'a')],
      [typed('2', 'a')],
      [untouched('1', 'a'), typed('2', 'a')],
    ],
    [
      'stays where the paragraph says something else by now',
      [passage('1', 'b')],
      [typed('1', 'a')],
      [{ ...typed('1', 'a'), said: 'b' }],
    ],
    [
      'is asked again where other words were accurate',
      [passage('1', 'b')],
      [typed('1', 'a', { answer: 'accurate', wording: 'a' })],
      [untouched('1', 'b')],
    ],
  ];
  for (const [what, passages, kept, expected] of cases) {
    test(what, () => assert.deepEqual(typedFor(passages, kept), expected));
  }

  test('is kept where something was chosen or written, and only there', () => {
    const written = typed('2', 'b', { answer: undefined, wording: 'b', view: 'x' });
    const all = [untouched('1', 'a'), written, typed('3', 'c')];
    assert.deepEqual(worthKeeping(all), all.slice(1));
  });

  test('is sent with the text that goes with the answer', () => {
    const place = (part: string) => ({ section: 'context', part });
    assert.deepEqual(
      givenIn([
        typed('1', 'a', { view: 'other' }),
        typed('2', 'b', { answer: 'differently', view: ' so ' }),
        typed('3', 'c', { answer: 'accurate' }),
        untouched('4', 'd'),
      ]),
      [
        { ...place('1'), answer: 'fact-wrong', comment: 'NOT a' },
        { ...place('2'), answer: 'differently', comment: 'so' },
        { ...place('3'), answer: 'accurate', comment: '' },
      ],
    );
  });
});

describe('an accepted correction', () => {
  const record = aRecord({ state: aState('answered') });
  const before = { ...emptySection('context'), revision: 1, text: 'a\n\nb' };
  const answer: AccuracyAnswer = {
    section: 'context',
    part: '2',
    said: 'b',
    answer: 'fact-wrong',
    comment: 'c',
    decided: undefined,
  };
  const now = (text: string) => ({ ...before, revision: 2, text });
  const whole = { ...answer, part: '', said: '' };
  for (const [what, given, after, expected] of [
    ['has not changed its paragraph', answer, before, true],
    ['has changed another paragraph only', answer, now('A\n\nb'), true],
    ['has changed its paragraph', answer, now('a\n\nc'), false],
    ['of a whole section has not changed it', whole, before, true],
    ['of a whole section has changed it', whole, now('anything'), false],
  ] as const) {
    test(what, () => assert.equal(isUncorrected(record, given, before, after), expected));
  }
});
