import { suite, test } from 'node:test';
import { killDuringTyping } from './room-killing.ts';

// Half of the fifty kills; the others are in room-kill.test.ts.

suite('a chair types on two devices while server and database are killed', () => {
  test('what was acknowledged or shown as saved is found, every time', (t) =>
    killDuringTyping(t, {
      kills: 25,
      other: 'the chair',
      browserKills: new Map([
        [8, { kind: 'both', opens: 'after' }],
        [18, { kind: 'both', opens: 'before' }],
      ]),
    }));
});
