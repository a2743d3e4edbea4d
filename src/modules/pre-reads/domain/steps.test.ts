import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { addDays, date, dateOf, dayOfWeek } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import { distributedAt, dueSteps } from './steps.ts';
import type { StepDone, StepFacts } from './steps.ts';

const head = newId<PersonId>();
const lead = newId<PersonId>();

/** A meeting on Thursday 28 January 2027, looked at on Tuesday 5 January, with nobody told yet. */
function facts(more: Partial<StepFacts> = {}): StepFacts {
  return {
    today: date('2027-01-05'),
    isSchoolDay: true,
    meetingOn: date('2027-01-28'),
    required: true,
    remindFrom: date('2027-01-11'),
    collectedBy: date('2027-01-14'),
    distributedBy: date('2027-01-21'),
    owing: [head],
    readers: [head, lead],
    done: [],
    ...more,
  };
}

function done(step: StepDone['step'], on: string, person = head): StepDone {
  const at = new Date(`${on}T09:00:00Z`);
  return { step, person, meetingOn: date('2027-01-28'), at };
}

suite('who is told what of the papers', () => {
  const asked = done('ask', '2027-01-05');
  const cases: readonly [string, Partial<StepFacts>, readonly string[]][] = [
    ['when the meeting is set', {}, ['ask head']],
    ['when nothing is owed', { owing: [] }, []],
    ['when schools are closed', { isSchoolDay: false }, []],
    ['when asked already', { done: [asked] }, []],
    ['before the days of reminding', { today: date('2027-01-10'), done: [asked] }, []],
    ['when it is time to remind', { today: date('2027-01-11'), done: [asked] }, ['remind head']],
    ['on the last day', { today: date('2027-01-14'), done: [asked] }, ['remind head']],
    ['after it', { today: date('2027-01-15'), done: [asked] }, []],
    [
      'when reminded already',
      { today: date('2027-01-12'), done: [asked, done('remind', '2027-01-11')] },
      [],
    ],
    ['when asked and to be reminded on one day', { today: date('2027-01-12') }, ['ask head']],
    [
      'when the papers are suggestions',
      { today: date('2027-01-12'), required: false, done: [asked] },
      [],
    ],
    [
      'on the day of distribution',
      { today: date('2027-01-21'), owing: [] },
      ['distribute head', 'distribute lead'],
    ],
    [
      'when the board has the papers',
      {
        today: date('2027-01-22'),
        owing: [],
        done: [done('distribute', '2027-01-21'), done('distribute', '2027-01-21', lead)],
      },
      [],
    ],
    [
      'when someone joined the board since',
      { today: date('2027-01-22'), owing: [], done: [done('distribute', '2027-01-21')] },
      ['distribute lead'],
    ],
    [
      'on the day of the meeting, of one set today',
      { today: date('2027-01-28') },
      ['distribute head', 'distribute lead'],
    ],
    ['after the meeting', { today: date('2027-01-29') }, []],
    [
      'when the meeting was moved',
      { done: [{ ...asked, meetingOn: date('2027-01-21') }] },
      ['ask head'],
    ],
  ];
  for (const [what, more, told] of cases) {
    test(`${what}: ${told.join(', ') || 'nobody'}`, () => {
      const names = new Map([
        [head, 'head'],
        [lead, 'lead'],
      ]);
      const due = dueSteps(facts(more));
      assert.deepEqual(
        due.map(({ step, person }) => `${step} ${names.get(person)}`),
        told,
      );
    });
  }

  test('whatever is sent, owed and moved, nobody is told twice or on a day off, and whoever is reminded was asked before', () => {
    const people = [head, lead];
    const day = fc.record({
      runs: fc.integer({ min: 0, max: 3 }),
      owing: fc.subarray(people),
      movesBy: fc.constantFrom(0, 0, 0, 0, 7, -3),
    });
    fc.assert(
      fc.property(fc.array(day, { maxLength: 40 }), fc.boolean(), (days, required) => {
        const log: StepDone[] = [];
        let meetingOn = date('2027-02-11');
        for (const [index, { runs, owing, movesBy }] of days.entries()) {
          const today = addDays(date('2027-01-04'), index);
          if (meetingOn > today) meetingOn = addDays(meetingOn, movesBy);
          const isSchoolDay = dayOfWeek(today) < 6;
          for (let run = 0; run < runs; run += 1) {
            const due = dueSteps(
              facts({
                today,
                isSchoolDay,
                required,
                meetingOn,
                remindFrom: addDays(meetingOn, -17),
                collectedBy: addDays(meetingOn, -14),
                distributedBy: addDays(meetingOn, -7),
                owing,
                readers: people,
                done: log,
              }),
            );
            const at = new Date(`${today}T08:00:00Z`);
            for (const step of due) {
              assert.ok(isSchoolDay && today <= meetingOn);
              if (step.step === 'remind') {
                assert.ok(required);
                assert.ok(wasAskedBefore(log, step.person, meetingOn, today));
              }
              log.push({ ...step, meetingOn, at });
            }
          }
        }
        const keys = log.map((each) => `${each.step} ${each.person} ${each.meetingOn}`);
        assert.equal(new Set(keys).size, keys.length);
      }),
    );
  });
});

function wasAskedBefore(
  log: readonly StepDone[],
  person: PersonId,
  meetingOn: LocalDate,
  today: LocalDate,
): boolean {
  return log.some(
    (each) =>
      each.step === 'ask' &&
      each.person === person &&
      each.meetingOn === meetingOn &&
      dateOf(each.at) < today,
  );
}

test('papers went to the board when the first of them had the link, for the day that the meeting is set for', () => {
  const early = done('distribute', '2027-01-21');
  const later = done('distribute', '2027-01-25', lead);
  assert.deepEqual(distributedAt([later, early], date('2027-01-28')), early.at);
  assert.equal(distributedAt([early], date('2027-02-04')), undefined);
});
