import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Status } from '../engine/engine.ts';
import { clockWords } from './room-clock.ts';
import { councilWords, deviceWords } from './save-bar.ts';

const time = (clock: string) => Date.parse(`2027-07-14T${clock}+01:00`);
const quiet: Status = {
  phase: 'open',
  device: { kind: 'kept' },
  isOnDevice: true,
  deviceAt: time('10:42:07'),
  hasTyped: true,
  isWithCouncil: true,
  councilAt: time('10:42:09'),
  trouble: undefined,
  refused: 0,
  closed: undefined,
  late: 'nothing',
};

describe('the save bar', () => {
  for (const [what, status, device, council] of [
    ['everything is there', quiet, 'On this device 10:42:07', 'Council has it 10:42:09'],
    [
      'a letter has just been typed',
      { ...quiet, isOnDevice: false, isWithCouncil: false },
      'Not on this device yet',
      'Not with the council yet',
    ],
    [
      'there is no network',
      { ...quiet, isWithCouncil: false, trouble: 'no connection' },
      'On this device 10:42:07',
      'Not with the council: no connection',
    ],
    [
      'the connection is gone, and there is nothing to send',
      { ...quiet, trouble: 'no connection' },
      'On this device 10:42:07',
      'Council has it 10:42:09',
    ],
    [
      'a text is refused',
      { ...quiet, isWithCouncil: false, refused: 1 },
      'On this device 10:42:07',
      'Not with the council: one text has a problem',
    ],
    [
      'nothing is kept',
      { ...quiet, device: { kind: 'nothing' }, isOnDevice: false },
      'Nothing is kept on this device',
      'Council has it 10:42:09',
    ],
    [
      'the device is full',
      { ...quiet, device: { kind: 'failed', sentence: 'This device is full.' }, isOnDevice: false },
      'This device is full.',
      'Council has it 10:42:09',
    ],
    [
      'nothing has been typed',
      { ...quiet, hasTyped: false, deviceAt: undefined, councilAt: undefined },
      '',
      'What you type is saved by itself',
    ],
    [
      'nothing has been typed, and there is no network',
      { ...quiet, hasTyped: false, trouble: 'no connection' },
      '',
      'What you type is sent later: no connection',
    ],
  ] as const satisfies readonly (readonly [string, Status, string, string])[]) {
    test(`says where the text is when ${what}`, () => {
      assert.deepEqual([deviceWords(status), councilWords(status)], [device, council]);
    });
  }
});

describe('the clock of the room', () => {
  const times = { day: '2027-07-14', starts: '09:30', minutes: 90 };
  for (const [at, inSection, words] of [
    ['09:25:00', undefined, '9:25am · starts at 9:30am'],
    [
      '09:31:00',
      61_000,
      '9:31am · 1 minute since the start · 89 minutes left of 90 · 1 minute in this section',
    ],
    ['11:10:00', undefined, '11:10am · 100 minutes since the start · 10 minutes over 90'],
    ['11:30:00', undefined, '11:30am · 2 hours since the start · 30 minutes over 90'],
    [
      '16:32:00',
      undefined,
      '4:32pm · 7 hours 2 minutes since the start · 5 hours 32 minutes over 90',
    ],
  ] as const) {
    test(`says at ${at} how the meeting stands`, () => {
      assert.equal(clockWords(times, time(at), inSection), words);
    });
  }

  test('says nothing of the meeting on another day', () => {
    assert.equal(clockWords({ ...times, day: '2027-07-13' }, time('09:45:00'), undefined), '');
  });
});
