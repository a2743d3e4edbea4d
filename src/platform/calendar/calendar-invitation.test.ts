import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invitation } from './calendar-invitation.ts';
import type { CalendarInvitation } from './calendar-invitation.ts';

const entry: CalendarInvitation = {
  uid: '5f2c7a52-9c1e-4a7e-9b7d-0f5d0c2f7a11@trajectory.example',
  sequence: 2,
  method: 'REQUEST',
  stamp: new Date('2027-05-20T13:00:00Z'),
  start: new Date('2027-06-14T08:30:00Z'),
  end: new Date('2027-06-14T10:00:00Z'),
  summary: 'School Improvement Board, Entry Meeting: Fernhollow Primary School',
  location: 'Fernhollow Primary School',
  description: 'See https://trajectory.example/meetings/1',
  url: 'https://trajectory.example/meetings/1',
  organiser: { name: 'Aldershaw City Council', address: 'boards@trajectory.example' },
  attendees: [{ name: 'Siân O’Rourke', address: 'sian@school.example' }],
};

/** The lines of an invitation with folded ones joined again (RFC 5545 §3.1). */
function lines(text: string): string[] {
  assert.ok(
    text.split('\r\n').every((line) => !line.includes('\n')),
    'lines end with CR LF',
  );
  return text
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter(Boolean);
}

function value(all: readonly string[], property: string): string | undefined {
  const found = all.filter(
    (line) => line.startsWith(`${property}:`) || line.startsWith(`${property};`),
  );
  assert.ok(found.length <= 1, `${property} stands once`);
  return found[0]?.slice(property.length);
}

test('an invitation reads back line by line', () => {
  const all = lines(invitation(entry));
  assert.equal(all[0], 'BEGIN:VCALENDAR');
  assert.equal(all.at(-1), 'END:VCALENDAR');
  assert.equal(value(all, 'VERSION'), ':2.0');
  assert.equal(value(all, 'METHOD'), ':REQUEST');
  assert.equal(value(all, 'UID'), `:${entry.uid}`);
  assert.equal(value(all, 'SEQUENCE'), ':2');
  assert.equal(value(all, 'DTSTAMP'), ':20270520T130000Z');
  assert.equal(value(all, 'STATUS'), ':CONFIRMED');
  assert.equal(value(all, 'LOCATION'), ':Fernhollow Primary School');
  assert.equal(value(all, 'DESCRIPTION'), ':See https://trajectory.example/meetings/1');
  assert.match(
    value(all, 'ORGANIZER') ?? '',
    /CN="Aldershaw City Council":mailto:boards@trajectory\.example$/i,
  );
  assert.match(
    value(all, 'ATTENDEE') ?? '',
    /RSVP=TRUE;.*CN="Siân O’Rourke":mailto:sian@school\.example$/i,
  );
});

test('9:30am in June is 8:30am UTC, and no time zone has to be described', () => {
  const all = lines(invitation(entry));
  assert.equal(value(all, 'DTSTART'), ':20270614T083000Z');
  assert.equal(value(all, 'DTEND'), ':20270614T100000Z');
  assert.ok(!all.includes('BEGIN:VTIMEZONE'));
});

test('no line is longer than 75 octets before it is folded, between letters', () => {
  const long = 'Siân’s “Élan” Primary School of the Holy Family and St Thérèse; '.repeat(4);
  const text = invitation({ ...entry, summary: long, description: long, location: long });
  assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
  assert.equal(value(lines(text), 'SUMMARY'), `:${long.trim().replaceAll(';', '\\;')}`);
});

test('a cancellation takes the entry away and asks for no answer', () => {
  const all = lines(invitation({ ...entry, method: 'CANCEL', sequence: 3 }));
  assert.equal(value(all, 'METHOD'), ':CANCEL');
  assert.equal(value(all, 'STATUS'), ':CANCELLED');
  assert.equal(value(all, 'SEQUENCE'), ':3');
  assert.equal(value(all, 'UID'), `:${entry.uid}`);
  assert.doesNotMatch(value(all, 'ATTENDEE') ?? '', /RSVP/);
});

test('typed text cannot add a line of its own', () => {
  const typed = 'St Mary’s; hall, "A" \\ \r\nATTENDEE:mailto:someone@else.example\u0007';
  const plain = lines(invitation(entry)).map((line) => line.split(/[:;]/)[0]);
  const all = lines(
    invitation({
      ...entry,
      summary: typed,
      location: typed,
      description: typed,
      organiser: { ...entry.organiser, name: typed },
      attendees: [{ name: typed, address: 'sian@school.example' }],
    }),
  );
  assert.deepEqual(
    all.map((line) => line.split(/[:;]/)[0]),
    plain,
  );
  assert.equal(
    value(all, 'LOCATION'),
    ':St Mary’s\\; hall\\, "A" \\\\ ATTENDEE:mailto:someone@else.example',
  );
});

test('an address that is none, or a meeting that ends before it begins, is refused', () => {
  for (const address of [
    'sian',
    'a b@c.example',
    'a@b.example\r\nX:1',
    '<a@b.example>',
    'a@b@c.example',
  ]) {
    assert.throws(
      () => invitation({ ...entry, attendees: [{ name: 'x', address }] }),
      /not an e-mail address/,
    );
  }
  assert.throws(() => invitation({ ...entry, end: entry.start }), /must end after it begins/);
});
