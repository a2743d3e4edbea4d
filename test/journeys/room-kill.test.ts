import { killDuringTyping } from './room-killing.ts';

// Half of the fifty kills; the others are in room-kill-two-devices.test.ts.

killDuringTyping({
  kills: 25,
  other: 'the note-taker',
  browserKills: new Map([
    [6, { kind: 'server', opens: 'before' }],
    [16, { kind: 'database', opens: 'before' }],
  ]),
});
