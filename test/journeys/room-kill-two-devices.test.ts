import { killDuringTyping } from './room-killing.ts';

// Half of the fifty kills; the others are in room-kill.test.ts.

killDuringTyping({
  kills: 25,
  other: 'the chair',
  browserKills: new Map([
    [8, { kind: 'both', opens: 'after' }],
    [18, { kind: 'both', opens: 'before' }],
  ]),
});
