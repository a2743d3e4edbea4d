import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import ical from 'ical-generator';
import { addDays, date } from '#kernel/dates.ts';
import { readIcs } from './ics.ts';

function calendar(...events: readonly (readonly string[])[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

function read(text: string) {
  const result = readIcs(text);
  if (!result.ok) assert.fail(result.refusal.sentence);
  return result.value;
}

describe('an iCalendar file', () => {
  const written: readonly [string, readonly string[], string, string][] = [
    [
      'an end that is the day after',
      ['DTSTART;VALUE=DATE:20260907', 'DTEND;VALUE=DATE:20261024'],
      '2026-09-07',
      '2026-10-23',
    ],
    [
      'one day, written with the same day as its end',
      ['DTSTART:20261127', 'DTEND:20261127'],
      '2026-11-27',
      '2026-11-27',
    ],
    ['no end', ['DTSTART;VALUE=DATE:20261127'], '2026-11-27', '2026-11-27'],
    [
      'a duration of days',
      ['DTSTART;VALUE=DATE:20261026', 'DURATION:P1W'],
      '2026-10-26',
      '2026-11-01',
    ],
    [
      'times of day with a time zone',
      ['DTSTART;TZID="GMT: London":20261127T080000', 'DTEND;TZID=Europe/London:20261127T160000'],
      '2026-11-27',
      '2026-11-27',
    ],
    [
      'midnight to midnight',
      ['DTSTART:20261026T000000', 'DTEND:20261031T000000'],
      '2026-10-26',
      '2026-10-30',
    ],
    [
      'midnight to midnight in summer, written in UTC',
      ['DTSTART:20260902T230000Z', 'DTEND:20260903T230000Z'],
      '2026-09-03',
      '2026-09-03',
    ],
  ];
  for (const lines of [
    ['DTSTART:20260903', 'DURATION:P99999999999D'],
    ['DTSTART:20260903', 'DTEND:21991231'],
  ]) {
    it(`leaves out what lasts for years: ${lines.join(' ')}`, () => {
      const { events, left } = read(calendar([...lines, 'SUMMARY:INSET day']));
      assert.deepEqual(events, []);
      assert.deepEqual(left, [
        { line: 3, sentence: '“INSET day” lasts longer than a school year.' },
      ]);
    });
  }

  for (const [what, lines, first, last] of written) {
    it(`gives the days of an event with ${what}`, () => {
      const { events, left } = read(calendar([...lines, 'SUMMARY:Half term']));
      assert.deepEqual(left, []);
      assert.deepEqual(events, [{ line: 3, summary: 'Half term', first, last }]);
    });
  }

  it('joins folded lines, and reads what is escaped', () => {
    const { events } = read(
      calendar([
        'DTSTART;VALUE=DATE:20261127',
        'SUMMARY;LANGUAGE=en-GB:Teacher training\\, all',
        ' \tschools\\; closed',
      ]),
    );
    assert.equal(events[0]?.summary, 'Teacher training, all\tschools; closed');
  });

  it('leaves alarms within an event aside, and lists what repeats, is cancelled or has no date', () => {
    const { events, left } = read(
      calendar(
        ['DTSTART:20261127', 'SUMMARY:INSET', 'BEGIN:VALARM', 'SUMMARY:Alarm', 'END:VALARM'],
        ['DTSTART:20261127', 'SUMMARY:Assembly', 'RRULE:FREQ=WEEKLY'],
        ['DTSTART:20261127', 'SUMMARY:Fair', 'STATUS:CANCELLED'],
        ['SUMMARY:Some day'],
        ['DTSTART:20261327', 'SUMMARY:No such day'],
      ),
    );
    assert.deepEqual(
      events.map(({ summary }) => summary),
      ['INSET'],
    );
    assert.deepEqual(
      left.map(({ line }) => line),
      [10, 15, 20, 23],
    );
    assert.match(left[0]?.sentence ?? '', /“Assembly” repeats/);
  });

  const refused: readonly [string, string, RegExp][] = [
    ['a web page', '<!doctype html><html>', /is not an iCalendar file/],
    ['nothing', '', /is not an iCalendar file/],
    ['one that is cut short', calendar(['DTSTART:20261127']).slice(0, 60), /cut short/],
    ['one whose parts are mixed up', 'BEGIN:VCALENDAR\nEND:VEVENT\n', /Line 2/],
  ];
  for (const [what, text, sentence] of refused) {
    it(`is refused when it is ${what}`, () => {
      const result = readIcs(text);
      assert.ok(!result.ok);
      assert.match(result.refusal.sentence, sentence);
    });
  }

  it('gives back the days and names that a generator wrote', () => {
    const anEvent = fc.record({
      day: fc.integer({ min: 0, max: 900 }).map((days) => addDays(date('2026-09-01'), days)),
      length: fc.integer({ min: 1, max: 60 }),
      summary: fc
        .string({ minLength: 1, maxLength: 120, unit: 'grapheme' })
        .map((text) =>
          text
            .toWellFormed()
            .replace(/[\p{Cc}\p{Z}\p{Cf}\\]+/gu, ' ')
            .trim(),
        )
        .filter((text) => text !== ''),
    });
    fc.assert(
      fc.property(fc.array(anEvent, { minLength: 1, maxLength: 6 }), (wanted) => {
        const generated = ical();
        for (const { day, length, summary } of wanted) {
          generated.createEvent({
            allDay: true,
            start: new Date(`${day}T00:00:00`),
            end: new Date(`${addDays(day, length)}T00:00:00`),
            summary,
          });
        }
        const { events } = read(generated.toString());
        assert.deepEqual(
          events.map(({ summary, first, last }) => ({ summary, first, last })),
          wanted.map(({ day, length, summary }) => ({
            summary,
            first: day,
            last: addDays(day, length - 1),
          })),
        );
      }),
    );
  });
});
