import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { anInspection } from '#test/builders/inspections.ts';
import type { FourPointGrade } from './frameworks.ts';
import type { Inspection } from './inspection.ts';
import { howItChanged } from './retold.ts';
import type { Telling } from './retold.ts';

const urn = 900_100 as Urn;
const source = { name: 'Ofsted management information', asAt: null, fileName: null };

function overall(grade: FourPointGrade, more: Partial<ReturnType<typeof anInspection>> = {}) {
  return { ...anInspection({ urn, overall: grade, ...more }), source } satisfies Inspection;
}

const [august, october, december] = [date('2025-08-31'), date('2025-10-31'), date('2025-12-31')];
const days = [august, october, december];

suite('how the account of an inspection changed', () => {
  test('says until which file it read otherwise', () => {
    const changes = howItChanged([
      { from: august, until: august, told: overall(2) },
      { from: october, until: december, told: overall(3) },
    ]);
    assert.deepEqual(changes, [
      {
        until: october,
        differences: [
          { what: 'Overall effectiveness', one: 'Good', other: 'Requires improvement' },
        ],
      },
    ]);
  });

  test('says nothing where files agree, or leave the day of publication out', () => {
    assert.deepEqual(howItChanged([{ from: august, until: december, told: overall(2) }]), []);
    const left = [
      { from: august, until: august, told: overall(2) },
      { from: october, until: october, told: overall(2, { publishedOn: null }) },
    ];
    assert.deepEqual(howItChanged(left), []);
  });

  test('begins with what no file told', () => {
    const [first, ...others] = howItChanged([
      { from: null, until: null, told: overall(1) },
      { from: august, until: august, told: overall(2) },
    ]);
    assert.equal(first?.until, august);
    assert.deepEqual(others, []);
  });

  test('tells of a file that differed between two that agree', () => {
    const changes = howItChanged([
      { from: october, until: october, told: overall(3) },
      { from: august, until: december, told: overall(2) },
    ]);
    assert.deepEqual(
      changes.map(({ until, differences }) => [until, differences[0]?.one, differences[0]?.other]),
      [
        [october, 'Good', 'Requires improvement'],
        [december, 'Requires improvement', 'Good'],
      ],
    );
  });

  test('does not depend on the order of the tellings', () => {
    const grades = fc.array(fc.constantFrom<FourPointGrade>(1, 2, 3, 4), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(grades, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (told, order) => {
        const tellings = days.map((day, at): Telling => {
          const grade = told[at] ?? 1;
          return { from: day, until: day, told: overall(grade) };
        });
        const turned = order.map((at) => tellings[at]).filter((each) => each !== undefined);
        assert.deepEqual(howItChanged(turned), howItChanged(tellings));
      }),
    );
  });
});
