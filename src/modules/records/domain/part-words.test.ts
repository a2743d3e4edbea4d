import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newId } from '#kernel/ids.ts';
import type { ActionId } from '#kernel/ids.ts';
import { currentPack, formOf } from '#policy-pack/index.ts';
import { anAction } from '#test/builders/record.ts';
import { aMember } from '#test/builders/casework.ts';
import { labelOfPart, partInWords } from './part-words.ts';
import { actionFields } from './parts.ts';

const head = aMember();
const agreed = anAction({ position: 2 });
const named = {
  pack: currentPack,
  form: formOf(currentPack, 'sib-entry'),
  board: [head],
  actions: [agreed],
};
const gone = newId<ActionId>();

describe('what people call a part of a record', () => {
  for (const [part, label] of [
    ['key-actions-and-progress', 'Key actions / progress'],
    ['decision:outcome', 'The outcome'],
    ['decision:answer', 'The answer to the fundamental question'],
    ['attendance:proceeded', 'Why the meeting went ahead'],
    [`attendance:${head.id}`, 'Whether Daniel Marsh came'],
    [`attendance:${gone}`, 'Whether someone who has left the board came'],
    ['next:', 'The next meeting'],
    [`action:${agreed.id}:what`, 'Action 2: what will be done'],
    [`action:${agreed.id}:byWhen`, 'Action 2: by when'],
    [`action:${gone}:undertakes`, 'An action: who undertakes it'],
    [`action:${gone}:removed`, 'An action: whether it was removed'],
    ['junk:part', 'junk:part'],
  ] as const) {
    test(label, () => assert.equal(labelOfPart(named, part), label));
  }

  test('is said of every field of an action', () => {
    const labels = actionFields.map((field) => labelOfPart(named, `action:${agreed.id}:${field}`));
    assert.equal(new Set(labels).size, actionFields.length);
    assert.ok(labels.every((label) => label.startsWith('Action 2: ')));
  });
});

describe('what a part says, in words', () => {
  const came = `attendance:${head.id}`;
  for (const [part, text, words] of [
    ['background', 'As it was typed', 'As it was typed'],
    ['background', '', 'Nothing'],
    ['decision:answer', 'not-yet', 'Not yet'],
    ['decision:answer', 'no-such-answer', 'no-such-answer'],
    ['decision:reasons', 'yes', 'yes'],
    [came, 'attended=present&substitute=&arrived=09%3A45', 'Present from 9:45am'],
    [came, 'attended=apologies&substitute=&arrived=', 'Apologies'],
    [
      came,
      'attended=substitute&substitute=Jo+Field&arrived=',
      'Apologies; Jo Field came as substitute',
    ],
    [came, 'nonsense', 'nonsense'],
    [
      'next:',
      'kind=set&date=2027-03-11&time=09%3A30&reason=',
      'Thursday 11 March 2027 at 9:30am, at the school',
    ],
    [
      'next:',
      'kind=to-be-agreed&by=Ruth+Calloway&by-date=2027-01-29',
      'To be agreed by Ruth Calloway by Friday 29 January 2027',
    ],
    ['next:', 'kind=set', 'kind=set'],
    [`action:${agreed.id}:byWhen`, '2027-03-19', 'Friday 19 March 2027'],
    [`action:${agreed.id}:removed`, 'yes', 'Removed'],
    [`action:${agreed.id}:what`, '2027-03-19', '2027-03-19'],
  ] as const) {
    test(`${part.split(':')[0]}: “${words}”`, () => {
      assert.equal(partInWords(named, part, text), words);
    });
  }

  test('an outcome as the form has it', () => {
    for (const { key, label } of named.form.outcomes) {
      assert.equal(partInWords(named, 'decision:outcome', key), label);
    }
  });
});
