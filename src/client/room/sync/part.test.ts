import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  answered,
  chosen,
  heard,
  isDue,
  isUnsent,
  openPart,
  restored,
  send,
  typed,
} from './part.ts';
import type { Draft, Part } from './part.ts';

const me = 'Mia';
const background = (text: string, revision = 3): Part =>
  openPart({ part: 'background', revision, text, by: 'Theo' }, 'text');
const answer = openPart({ part: 'decision:answer', revision: 2, text: 'no', by: 'Theo' }, 'choice');
const beside = { text: 'yes', by: me, at: '2027-01-14T10:00:00Z', revision: 4 };

describe('a text', () => {
  test('is due once it differs from what the council has, and one at a time', () => {
    const part = background('One.');
    assert.equal(isDue(part), false);
    const changed = typed(part, 'One. Two.', me);
    assert.equal(isDue(changed), true);
    const sent = send(changed, 'a');
    assert.equal(isDue(sent), false);
    assert.equal(isDue(typed(sent, 'One. Two. Three.', me)), false);
    assert.deepEqual(sent.sent, { id: 'a', parent: 3, text: 'One. Two.' });
  });

  test('is with the council once the answer is for all of it', () => {
    const sent = send(typed(background('One.'), 'One. Two.', me), 'a');
    const wentOn = typed(sent, 'One. Two. Three.', me);
    const saved = { kind: 'saved', id: 'a', part: 'background', revision: 4 } as const;
    assert.equal(isUnsent(answered(sent, saved, me)), false);
    const rest = answered(wentOn, saved, me);
    assert.equal(isUnsent(rest), true);
    assert.deepEqual([rest.parent, rest.base, rest.text], [4, 'One. Two.', 'One. Two. Three.']);
  });

  test('takes in what was merged on the way, and keeps what was typed meanwhile', () => {
    const sent = send(typed(background('One.\nTwo.'), 'One.\nTwo. More.', me), 'a');
    const wentOn = typed(sent, 'One.\nTwo. More. And more.', me);
    const text = 'One!\nTwo. More.';
    const next = answered(
      wentOn,
      { kind: 'saved', id: 'a', part: 'background', revision: 5, text, by: 'Theo' },
      me,
    );
    assert.equal(next.text, 'One!\nTwo. More. And more.');
    assert.deepEqual([next.parent, next.base], [5, text]);
  });

  test('waits with news while its own answer is out, and takes them in after it', () => {
    const sent = send(typed(background('One.\nTwo.'), 'One.\nTwo. More.', me), 'a');
    const news = { part: 'background', revision: 5, text: 'One!\nTwo. More.', by: 'Theo' };
    const told = heard(sent, news, me);
    assert.equal(told.text, sent.text);
    const next = answered(told, { kind: 'saved', id: 'a', part: 'background', revision: 4 }, me);
    assert.deepEqual([next.text, next.parent, next.ahead], [news.text, 5, undefined]);
  });

  test('does not take news of its own edit for somebody’s', () => {
    const sent = send(typed(background('One.'), 'One. Two.', me), 'a');
    const told = heard(sent, { part: 'background', revision: 4, text: 'One. Two.', by: me }, me);
    const next = answered(told, { kind: 'saved', id: 'a', part: 'background', revision: 4 }, me);
    assert.deepEqual([next.text, isUnsent(next)], ['One. Two.', false]);
  });

  test('that is refused stays, and is tried again only when it changes', () => {
    const sent = send(typed(background('One.'), 'Far too long', me), 'a');
    const refusal = { kind: 'refused', id: 'a', part: 'background', problem: 'Too long' } as const;
    const refused = answered(sent, refusal, me);
    assert.deepEqual([refused.text, refused.refused?.problem], ['Far too long', 'Too long']);
    assert.deepEqual([isUnsent(refused), isDue(refused)], [true, false]);
    assert.equal(isDue(typed(refused, 'Shorter', me)), true);
  });

  test('ignores an answer to an edit that is not on its way', () => {
    const sent = send(typed(background('One.'), 'One. Two.', me), 'a');
    assert.equal(
      answered(sent, { kind: 'saved', id: 'b', part: 'background', revision: 9 }, me),
      sent,
    );
  });
});

describe('what a device has kept', () => {
  const draft: Draft = {
    part: 'background',
    text: 'One. Two.',
    parent: 3,
    base: 'One.',
    sent: undefined,
  };

  test('goes on where it was, with what the council has got since', () => {
    const next = restored(background('Zero.\nOne.', 4), [{ ...draft, copy: undefined }], me);
    assert.deepEqual([next.text, next.parent, isDue(next)], ['Zero.\nOne. Two.', 4, true]);
  });

  test('is sent again as it was when its answer never came', () => {
    const sent = { id: 'a', parent: 3, text: 'One. Two.' };
    const next = restored(background('One. Two.', 4), [{ ...draft, sent, copy: undefined }], me);
    assert.deepEqual(next.sent, sent);
    const done = answered(next, { kind: 'saved', id: 'a', part: 'background', revision: 4 }, me);
    assert.deepEqual([done.text, isUnsent(done)], ['One. Two.', false]);
  });

  test('is newer than a page that was opened without a network', () => {
    const clean = { ...draft, text: 'Newer', base: 'Newer', parent: 7, copy: undefined };
    const next = restored(background('Old'), [clean], me);
    assert.deepEqual([next.text, next.parent, isUnsent(next)], ['Newer', 7, false]);
    assert.equal(restored(background('Newest', 8), [clean], me).text, 'Newest');
  });

  test('of two copies is brought in one after the other, at once where both went on from one text', () => {
    const other = { ...draft, text: 'One.\nOther.', copy: 'b' };
    const both = restored(background('One.'), [{ ...draft, copy: undefined }, other], me);
    assert.equal(both.text, 'One. Two.\nOther.');
    const sent = { id: 'b1', parent: 3, text: 'One.\nOther.' };
    const waits = restored(
      background('One.'),
      [
        { ...draft, copy: undefined },
        { ...other, sent },
      ],
      me,
    );
    assert.deepEqual([waits.text, waits.waiting.length], ['One. Two.', 1]);
    const first = answered(
      send(waits, 'a'),
      { kind: 'saved', id: 'a', part: 'background', revision: 4 },
      me,
    );
    assert.deepEqual([first.sent?.id, first.text], ['b1', 'One.\nOther.']);
    const second = { kind: 'saved', id: 'b1', part: 'background', revision: 5, by: me } as const;
    const done = answered(first, { ...second, text: 'One. Two.\nOther.' }, me);
    assert.deepEqual([done.text, isUnsent(done)], ['One. Two.\nOther.', false]);
  });
});

describe('a choice', () => {
  test('that two have changed shows the one that stands, and the other beside it', () => {
    const sent = send(typed(answer, 'yes', me), 'a');
    const next = answered(
      sent,
      { kind: 'beside', id: 'a', part: 'decision:answer', revision: 3, text: 'later', beside },
      me,
    );
    assert.deepEqual([next.text, next.beside?.text, next.parent], ['later', 'yes', 4]);
    assert.equal(isUnsent(next), false);
  });

  test('is settled by whoever has seen both, also by leaving it as it stands', () => {
    const shown = heard(
      answer,
      { part: 'decision:answer', revision: 3, text: 'later', by: 'Theo', beside },
      me,
    );
    const settled = chosen(shown, 'later');
    assert.equal(isDue(settled), true);
    const sent = send(settled, 'b');
    assert.equal(sent.sent?.parent, 4);
    const done = answered(
      sent,
      { kind: 'saved', id: 'b', part: 'decision:answer', revision: 5 },
      me,
    );
    assert.deepEqual([done.beside, isUnsent(done)], [undefined, false]);
  });

  test('that was changed again before the other was seen stays on what was seen', () => {
    const wentOn = typed(send(typed(answer, 'yes', me), 'a'), 'never', me);
    const next = answered(
      wentOn,
      { kind: 'beside', id: 'a', part: 'decision:answer', revision: 3, text: 'later', beside },
      me,
    );
    assert.deepEqual([next.text, next.parent, isDue(next)], ['never', 2, true]);
    assert.equal(typed(next, 'no', me).text, 'later', 'nothing of ours is left: theirs is shown');
  });

  test('is taken over from others where nothing of ours is in the way', () => {
    const news = { part: 'decision:answer', revision: 3, text: 'later', by: 'Theo' };
    assert.equal(heard(answer, news, me).text, 'later');
    assert.equal(heard(typed(answer, 'yes', me), news, me).text, 'yes');
  });
});
