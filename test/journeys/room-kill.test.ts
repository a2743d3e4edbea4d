import { suite, test } from 'node:test';
import { killDuringTyping } from './room-killing.ts';

// Half of the fifty kills; the others are in room-kill-two-devices.test.ts.

suite('a chair and a note-taker type while server and database are killed', () => {
  test('what was acknowledged or shown as saved is found, every time', (t) =>
    killDuringTyping(t, {
      kills: 25,
      other: 'the note-taker',
      browserKills: new Map([
        [6, { kind: 'server', opens: 'before' }],
        [16, { kind: 'database', opens: 'before' }],
      ]),
    }));
});
