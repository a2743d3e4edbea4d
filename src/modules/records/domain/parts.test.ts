import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { date } from '#kernel/dates.ts';
import type { LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId } from '#kernel/ids.ts';
import { currentPack } from '#policy-pack/index.ts';
import { anAction, aRecord } from '#test/builders/record.ts';
import { aMember } from '#test/builders/casework.ts';
import type { MemberAttendance } from './attendance.ts';
import {
  actionFields,
  addressOf,
  asKept,
  attendanceText,
  decisionFields,
  fieldTexts,
  mergesAsText,
  nextText,
  partOf,
  partsChanged,
  readAttendance,
  readNextText,
} from './parts.ts';
import type { PartAddress } from './parts.ts';
import type { NextMeeting } from './record.ts';

const member = newId<ActionId>();
const action = newId<ActionId>();
const addresses: readonly PartAddress[] = [
  ...currentPack.forms.flatMap(({ sections }) =>
    sections.map(({ key }) => ({ kind: 'section', section: key }) as const),
  ),
  ...decisionFields.map((field) => ({ kind: 'decision', field }) as const),
  { kind: 'attendance', member },
  { kind: 'proceeded' },
  { kind: 'next' },
  ...actionFields.map((field) => ({ kind: 'action', action, field }) as const),
];

describe('the address of a part', () => {
  test('goes there and back for everything that a record has', () => {
    for (const address of addresses) assert.deepEqual(addressOf(partOf(address)), address);
  });

  test('is the one that pages know', () => {
    assert.deepEqual(addresses.filter(({ kind }) => kind !== 'section').map(partOf), [
      'decision:outcome',
      'decision:answer',
      'decision:reasons',
      'decision:concerns',
      'decision:support',
      `attendance:${member}`,
      'attendance:proceeded',
      'next:',
      `action:${action}:what`,
      `action:${action}:undertakes`,
      `action:${action}:monitors`,
      `action:${action}:success`,
      `action:${action}:support`,
      `action:${action}:byWhen`,
      `action:${action}:removed`,
    ]);
  });

  for (const junk of [
    '',
    ':',
    '::',
    'decision',
    'decision:',
    'decision:version',
    'decision:outcome:more',
    'attendance:',
    `attendance:${member}:arrived`,
    'next:date',
    'next::',
    'action:',
    `action:${action}`,
    `action:${action}:`,
    `action:${action}:status`,
    `action:${action}:what:more`,
    'action:1:what',
    'action::what',
    'section:background',
    'constructor:outcome',
    `action:${action}:constructor`,
  ]) {
    test(`is none: “${junk}”`, () => {
      const address = addressOf(junk);
      // One word is the key of a section, which the form has or has not.
      assert.deepEqual(
        address,
        junk === 'decision' ? { kind: 'section', section: junk } : undefined,
      );
    });
  }

  test('says whether two texts of it can be made one', () => {
    const choices = addresses.filter((address) => !mergesAsText(address)).map(partOf);
    assert.deepEqual(choices, [
      'decision:outcome',
      'decision:answer',
      `attendance:${member}`,
      'next:',
      `action:${action}:byWhen`,
      `action:${action}:removed`,
    ]);
  });
});

const words = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.trim());
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':') as LocalTime);
const day = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((at) => date(at.toISOString().slice(0, 10)));

describe('attendance as a text', () => {
  const came: fc.Arbitrary<MemberAttendance> = fc.oneof(
    fc.record({
      member: fc.constant(member),
      attended: fc.constantFrom('present' as const, 'substitute' as const),
      substitute: words,
      arrived: time,
    }),
    fc.record({
      member: fc.constant(member),
      attended: fc.constantFrom('present' as const, 'apologies' as const, 'substitute' as const),
      substitute: words,
    }),
  );

  test('goes there and back', () => {
    fc.assert(
      fc.property(came, (each) => {
        assert.deepEqual(readAttendance(member, attendanceText(each)), { ...each });
      }),
    );
    assert.equal(attendanceText(undefined), '');
  });

  test('takes the time as people type it', () => {
    const read = readAttendance(member, 'attended=present&substitute=&arrived=9.45am');
    assert.deepEqual(read, { member, attended: 'present', substitute: '', arrived: '09:45' });
  });

  for (const [text, sentence] of [
    ['', 'Choose whether they came'],
    ['attended=maybe', 'Choose whether they came'],
    ['%%%', 'Choose whether they came'],
    ['attended=present&arrived=soon', 'Enter when they arrived, for example 9:45am'],
  ] as const) {
    test(`is none: “${text}”`, () => {
      assert.deepEqual(readAttendance(member, text), { problem: sentence });
    });
  }
});

describe('the next meeting as a text', () => {
  const next: fc.Arbitrary<NextMeeting> = fc.oneof(
    fc.constant({ kind: 'not-set' as const }),
    fc.record({ kind: fc.constant('set' as const), date: day, time }),
    fc.record({
      kind: fc.constant('set' as const),
      date: day,
      time,
      reason: words.filter((each) => each !== ''),
    }),
    fc.record({
      kind: fc.constant('to-be-agreed' as const),
      by: words.filter((each) => each !== ''),
      byDate: day,
    }),
  );

  test('goes there and back', () => {
    fc.assert(
      fc.property(next, (each) => assert.deepEqual(readNextText(nextText(each)), { ...each })),
    );
  });

  test('is a day that was offered, whatever was typed for another', () => {
    assert.deepEqual(
      readNextText('kind=2027-03-11&date=2027-03-12&reason=A+clash&by=Ruth&time=2pm'),
      { kind: 'set', date: '2027-03-11', time: '14:00' },
    );
    assert.deepEqual(readNextText('kind=2027-02-31&time=2pm'), {
      problem: 'Choose a date, or say that it is to be agreed',
    });
  });

  for (const [text, sentence] of [
    ['kind=never', 'Choose a date, or say that it is to be agreed'],
    ['kind=set&date=2027-02-31&time=09:30', 'Enter the date of the next meeting'],
    ['kind=set&date=2027-03-11&time=', 'Enter its time, for example 9:30am'],
    ['kind=to-be-agreed&by=+&by-date=2027-01-29', 'Enter who agrees the date'],
    ['kind=to-be-agreed&by=Ruth&by-date=soon', 'Enter the day to agree the date by'],
  ] as const) {
    test(`is none: “${text}”`, () => {
      assert.deepEqual(readNextText(text), { problem: sentence });
    });
  }
});

describe('a choice as it is kept', () => {
  const attendance = { kind: 'attendance', member } as const;
  for (const [address, typed, kept] of [
    [
      attendance,
      'arrived=9.45am&attended=present&substitute=Nobody',
      'attended=present&substitute=&arrived=09%3A45',
    ],
    [
      attendance,
      'attended=apologies&substitute=Li&arrived=09:45',
      'attended=apologies&substitute=&arrived=',
    ],
    [attendance, 'attended=maybe', 'attended=maybe'],
    [
      { kind: 'next' },
      'kind=set&date=2027-03-11&time=9.30am&reason=&by=',
      'kind=set&date=2027-03-11&time=09%3A30&reason=',
    ],
    [{ kind: 'next' }, 'kind=', ''],
    [{ kind: 'next' }, 'kind=set', 'kind=set'],
    [{ kind: 'decision', field: 'outcome' }, 'exit', 'exit'],
  ] as const) {
    test(`is “${kept}” when “${typed}” was sent`, () => {
      assert.equal(asKept(address, typed), kept);
    });
  }
});

describe('the parts that an event changes', () => {
  test('are all of an action, and only that it is removed once it is', () => {
    const agreed = anAction();
    const changed = partsChanged({ type: 'action agreed', action: agreed });
    assert.equal(changed.length, actionFields.length);
    const part = `action:${agreed.id}:removed`;
    assert.deepEqual(changed.at(-1), [part, '']);
    assert.deepEqual(partsChanged({ type: 'action removed', action: agreed }), [[part, 'yes']]);
  });

  test('are those of which the room tells', () => {
    const head = aMember();
    const record = aRecord({ proceeded: 'The deputy spoke.' });
    const came = { member: head.id, attended: 'present', substitute: '' } as const;
    const told = fieldTexts({ record, board: [head], attendance: [came], actions: [anAction()] });
    for (const event of [
      { type: 'outcome recorded', decision: record.decision },
      { type: 'attendance recorded', attendance: [came], proceeded: record.proceeded },
      { type: 'next meeting recorded', next: record.next },
    ] as const) {
      for (const [part, text] of partsChanged(event)) {
        assert.deepEqual(told.find(([each]) => each === part)?.[1], text, part);
      }
    }
  });
});
