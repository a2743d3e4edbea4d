import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { addDays, date, dayOfWeek } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { shippedBankHolidays } from '#modules/calendar/index.ts';
import { currentPack, formOf } from '#policy-pack/index.ts';
import { stories } from './content/stories.ts';
import { inventCity } from './city.ts';
import { inspectionsFor } from './inspections.ts';
import { blockOn, termOf } from './school-year.ts';
import type { Story } from './story.ts';
import { dueOn, endedOn, timelineOf } from './timeline.ts';
import type { MeetingDays, Timeline } from './timeline.ts';

/** Every eleventh day of nearly four years: each day of the week, in every part of the school year. */
const spread = Array.from({ length: 127 }, (_, index) => addDays(date('2026-03-01'), index * 11));
const awkward = [
  '2026-08-31',
  '2026-12-25',
  '2027-01-02',
  '2027-03-10',
  '2027-03-28',
  '2027-09-01',
  '2028-02-29',
];

/** Told once for all tests, because telling takes longer than looking. */
const told = [...awkward.map(date), ...spread].flatMap((today) =>
  stories.map((story) => ({ story, today, timeline: timelineOf(story, today) })),
);

function eachStory(check: (story: Story, today: LocalDate, timeline: Timeline) => void): void {
  for (const { story, today, timeline } of told) check(story, today, timeline);
}

function daysOf(meeting: MeetingDays): LocalDate[] {
  const { openedOn, sentOn, answeredOn, finalOn, correctionOn, correctedOn } = meeting;
  return [openedOn, sentOn, answeredOn, finalOn, correctionOn, correctedOn].filter(
    (day) => day !== undefined,
  );
}

function isPlainWeekday(day: LocalDate): boolean {
  return dayOfWeek(day) <= 5 && !shippedBankHolidays.bankHolidays.has(day);
}

suite('the dates of the demonstration, for any day of loading', () => {
  test('are never at a weekend, on a bank holiday, in August or at Christmas', () => {
    eachStory((story, today, { openedOn, boardOn, meetings }) => {
      const all = [
        openedOn,
        boardOn ?? openedOn,
        ...meetings.flatMap((each) => [each.on, ...daysOf(each)]),
      ];
      for (const day of all) {
        const where = `${story.school}, loaded on ${today}: ${day}`;
        assert.ok(isPlainWeekday(day), where);
        assert.ok(!/-08-|-12-(2[2-9]|3)|-01-0[1-3]/.test(day), where);
      }
    });
  });

  test('are in the order in which things happen', () => {
    eachStory((story, today, { openedOn, boardOn, meetings }) => {
      const where = `${story.school}, loaded on ${today}`;
      assert.ok(openedOn <= today, where);
      const [first] = meetings;
      if (boardOn !== undefined && first) {
        assert.ok(openedOn < boardOn && boardOn < first.on && boardOn <= today, where);
      }
      for (const [index, meeting] of meetings.entries()) {
        const days = daysOf(meeting);
        assert.deepEqual(days, days.toSorted(), where);
        assert.equal(new Set(days).size, days.length, where);
        for (const day of days) assert.ok(meeting.on <= day && day <= today, where);
        const before = meetings[index - 1];
        if (before) assert.ok((before.finalOn ?? before.on) < meeting.on, where);
      }
    });
  });

  test('put past meetings in the past and planned ones in the future', () => {
    eachStory((story, today, { meetings }) => {
      for (const { on, openedOn } of meetings) {
        if (openedOn === undefined) assert.ok(on > today, `${story.school}, loaded on ${today}`);
        else assert.ok(on <= today);
      }
    });
  });

  test('put each meeting held into the half-term or term that the one before agreed', () => {
    eachStory((story, today, { meetings }) => {
      for (const [index, minutes] of story.meetings.entries()) {
        const next = meetings[index + 1];
        const own = meetings[index];
        if (!own || next?.openedOn === undefined) continue;
        const [from, to] = [blockOn(own.on).number, blockOn(next.on).number];
        const where = `${story.school}, loaded on ${today}`;
        if (minutes.outcome === 'remain-next-half-term') assert.equal(to, from + 1, where);
        if (minutes.outcome === 'remain-next-term')
          assert.equal(termOf(to), termOf(from) + 1, where);
      }
    });
  });

  test('let actions fall due after their meeting, and end after its record was final', () => {
    eachStory((story, today, { meetings }) => {
      for (const [index, { actions }] of story.meetings.entries()) {
        const own = meetings[index];
        assert.ok(own);
        for (const action of actions) {
          const due = dueOn(action, own.on);
          assert.ok(due > own.on && isPlainWeekday(due));
          const ended =
            action.ended && 'weeks' in action.ended && endedOn(action.ended.weeks, own, today);
          if (ended) assert.ok(own.finalOn !== undefined && own.finalOn < ended && ended < today);
        }
      }
    });
  });

  test('open a case after its inspection was published', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 900 }).map((days) => addDays(date('2026-11-20'), days)),
        (today) => {
          const { schools } = inventCity(today);
          for (const school of schools) {
            if (!school.story) continue;
            const { openedOn } = timelineOf(school.story, today);
            for (const { publishedOn } of inspectionsFor(school, today)) {
              assert.ok(
                publishedOn && publishedOn < openedOn,
                `${school.entry[0]}, loaded on ${today}`,
              );
            }
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});

suite('the stories', () => {
  test('use the sections and outcomes of their forms', () => {
    for (const { school, process, meetings } of stories) {
      for (const [index, minutes] of meetings.entries()) {
        const before = meetings[index - 1]?.outcome;
        const form = formOf(
          currentPack,
          process === 'pci'
            ? 'pci'
            : index === 0
              ? 'sib-entry'
              : before === 'set-exit-agenda'
                ? 'sib-exit'
                : 'sib-standard',
        );
        const keys = form.sections.map(({ key }) => key);
        const used = [
          ...Object.keys(minutes.sections),
          ...(minutes.attendees ?? []).flatMap(({ parts }) => parts),
          ...(minutes.answers ?? []).map(({ section }) => section),
        ];
        for (const key of used) assert.ok(keys.includes(key), `${school}: ${key}`);
        if (minutes.outcome !== undefined) {
          assert.ok(
            form.outcomes.some(({ key }) => key === minutes.outcome),
            school,
          );
        }
      }
    }
  });

  test('say at every later meeting how each open action stands', () => {
    for (const { school, meetings } of stories) {
      for (const [index, { actions }] of meetings.entries()) {
        for (const { what, ended, progress = [] } of actions) {
          const later = meetings.length - 1 - index;
          const wanted = ended && 'meetings' in ended ? Math.min(ended.meetings, later) : later;
          if (ended && 'weeks' in ended) continue;
          assert.equal(progress.length, wanted, `${school}: ${what}`);
        }
      }
    }
  });
});
