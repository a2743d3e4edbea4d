import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import { worthShowing } from './history.ts';
import type { Revision } from './section.ts';

const chair = newId<PersonId>();
const officer = newId<PersonId>();

type Save = readonly [seconds: number, by: PersonId, text: string];

function revisions(saves: readonly Save[]): Revision[] {
  return saves.map(([seconds, by, text], index) => ({
    section: 'context',
    revision: index + 1,
    parent: index,
    text,
    at: new Date(Date.UTC(2027, 0, 14, 9, 0, seconds)),
    by,
    edit: undefined,
  }));
}

const shown = (...saves: readonly Save[]) => worthShowing(revisions(saves)).map(({ text }) => text);

test('of one sitting the last text is shown, newest first', () => {
  assert.deepEqual(
    shown([0, chair, 'a'], [3, chair, 'ab'], [6, chair, 'abc'], [900, chair, 'later']),
    ['later', 'abc'],
  );
});

test('a text that someone else’s follows is always shown', () => {
  assert.deepEqual(shown([0, chair, 'a'], [2, officer, 'b'], [4, chair, 'c']), ['c', 'b', 'a']);
});

test('a text that was mostly deleted is shown as it was before', () => {
  const long = 'An hour of notes. '.repeat(20);
  assert.deepEqual(shown([0, chair, long], [3, chair, '']), ['', long]);
});
