import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { addDays, date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Inspection } from '#modules/inspections/index.ts';
import { currentPack } from '#policy-pack/index.ts';
import {
  aFigure,
  aSchoolRead,
  aVisit,
  ofEngland,
  published,
} from '#test/builders/early-warning.ts';
import { card, overall } from '#test/builders/graded.ts';
import { anInspection, aReportCard } from '#test/builders/inspections.ts';
import { inWords } from '../queries/sentences.ts';
import { earlyWarnings } from './early-warning.ts';
import { reasonKinds } from './reason.ts';
import type { FigureRead, SchoolRead } from './reason.ts';

const urn = 900001 as Urn;
const rules = currentPack.earlyWarning;
const asAt = date('2026-11-25');

const day = fc.integer({ min: 0, max: 6000 }).map((days) => addDays(date('2010-09-01'), days));
const outcome = fc.constantFrom(
  null,
  'School remains Good',
  'School remains Good (Concerns) - S5 Next',
  'Some aspects not as strong',
);
const grade = fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const);
const cardGrade = fc.constantFrom(
  'strong-standard' as const,
  'expected-standard' as const,
  'needs-attention' as const,
);

const inspection: fc.Arbitrary<Inspection> = fc.oneof(
  fc.tuple(day, grade, grade).map(([firstDay, given, leadership]) =>
    published(
      anInspection({
        urn,
        firstDay,
        publishedOn: addDays(firstDay, 30),
        overall: given,
        judgements: { 'leadership-and-management': leadership },
      }),
    ),
  ),
  fc.tuple(day, cardGrade).map(([firstDay, leadership]) =>
    published(
      aReportCard({
        urn,
        firstDay,
        publishedOn: addDays(firstDay, 40),
        judgements: { 'leadership-and-governance': leadership },
      }),
    ),
  ),
  fc.tuple(day, outcome).map(([firstDay, said]) => aVisit({ firstDay, outcome: said })),
);

/** A history as it is held: each inspection under a number of its own. */
const inspections = fc
  .array(inspection, { maxLength: 6 })
  .map((list) => list.map((each, index) => ({ ...each, number: String(10_000_000 + index) })));

const figure: fc.Arbitrary<FigureRead> = fc
  .record({
    measure: fc.constantFrom(...rules.figures.map(({ measure }) => measure), 'phonics'),
    period: fc.constantFrom('2022/23', '2023/24', '2024/25', '2025/26', '2026/27', ''),
    value: fc.option(fc.integer({ min: 0, max: 100 })),
    pupils: fc.option(fc.integer({ min: 1, max: 200 })),
    comparator: fc.option(fc.integer({ min: 40, max: 70 }).map((value) => ofEngland(value))),
    asAt: day,
  })
  .map((told) => aFigure(told));

/** What is held of a school, as far as it turns on the day asked about. */
const held = fc.record({
  type: fc.constantFrom(
    { code: '01', name: 'Community school' },
    { code: '15', name: 'Local authority nursery school' },
  ),
  inspections,
  figures: fc.array(figure, { maxLength: 12 }),
});

const school = held.map((told) => aSchoolRead({ ...told, asAt }));

function figureKindsOf(one: SchoolRead): string[] {
  return earlyWarnings(one, rules, asAt)
    .map(({ kind }) => kind)
    .filter((kind) => kind === 'attainment' || kind === 'attendance');
}

suite('early warning', () => {
  test('says nothing of a school of which nothing is held', () => {
    assert.deepEqual(earlyWarnings(aSchoolRead({ asAt }), rules, asAt), []);
  });

  test('names what a school one step from being eligible was judged, however long ago', () => {
    const needs = 'needs-attention';
    const [reason] = earlyWarnings(
      aSchoolRead({ inspections: [card('2026-02-03', needs, { achievement: needs })], asAt }),
      rules,
      asAt,
    );
    assert.deepEqual(reason?.kind === 'one-step' && reason.below, [
      { what: 'Achievement', grade: 'Needs attention' },
      { what: 'Leadership and governance', grade: 'Needs attention' },
    ]);
    const [old] = earlyWarnings(
      aSchoolRead({ inspections: [overall('2013-01-15', 3)], asAt }),
      rules,
      asAt,
    );
    assert.equal(old?.kind === 'one-step' && old.step.latest.firstDay, '2013-01-15');
  });

  test('gives reasons of every kind, in one order', () => {
    const before = published(anInspection({ urn, number: '1', overall: 1 }));
    const latest = published(
      anInspection({ urn, number: '2', overall: 3, firstDay: date('2024-09-01') }),
    );
    const visit = aVisit({
      kind: 'monitoring',
      number: '3',
      firstDay: date('2025-05-06'),
      outcome: 'Some aspects not as strong',
    });
    const read = aSchoolRead({
      inspections: [latest, before, visit],
      figures: [aFigure({ measure: 'absence', value: 70 }), aFigure({ value: 40 })],
      asAt,
    });
    const reasons = earlyWarnings(read, rules, asAt);
    assert.deepEqual(
      reasons.map(({ kind }) => kind),
      reasonKinds,
    );
  });

  test('does not turn on the order of inspections or figures', () => {
    fc.assert(
      fc.property(
        school.chain((one) =>
          fc.record({
            one: fc.constant(one),
            inspections: fc.shuffledSubarray([...one.inspections], {
              minLength: one.inspections.length,
            }),
            figures: fc.shuffledSubarray([...one.figures], { minLength: one.figures.length }),
          }),
        ),
        ({ one, ...other }) => {
          assert.deepEqual(
            earlyWarnings({ ...one, ...other }, rules, asAt),
            earlyWarnings(one, rules, asAt),
          );
        },
      ),
    );
  });

  test('does not change with figures older than two academic years, or of none', () => {
    const old = fc
      .tuple(figure, fc.constantFrom('2023/24', '2022/23', '2019/20', '', '2024'))
      .map(([each, period]) => ({ ...each, period, asAt: date('2026-09-01') }));
    fc.assert(
      fc.property(school, fc.array(old, { minLength: 1 }), (one, older) => {
        const more = { ...one, figures: [...older, ...one.figures] };
        assert.deepEqual(earlyWarnings(more, rules, asAt), earlyWarnings(one, rules, asAt));
      }),
    );
  });

  test('does not know what came after the day', () => {
    fc.assert(
      fc.property(held, day, (one, on) => {
        const known = {
          inspections: one.inspections.filter(({ firstDay }) => firstDay <= on),
          figures: one.figures.filter((each) => each.asAt <= on),
        };
        assert.deepEqual(
          earlyWarnings(aSchoolRead({ ...one, asAt: on }), rules, on),
          earlyWarnings(aSchoolRead({ ...one, ...known, asAt: on }), rules, on),
        );
      }),
    );
  });

  test('has no reason by figures of fewer pupils than the fewest, or of an unknown number', () => {
    const few = fc.option(fc.integer({ min: 0, max: rules.fewestPupils.value - 1 }));
    fc.assert(
      fc.property(school, fc.array(few, { minLength: 12, maxLength: 12 }), (one, numbers) => {
        const figures = one.figures.map((each, at) => ({ ...each, pupils: numbers[at] ?? null }));
        assert.deepEqual(figureKindsOf({ ...one, figures }), []);
      }),
    );
  });

  test('uses a figure of just enough pupils', () => {
    const read = (pupils: number) =>
      aSchoolRead({ figures: [aFigure({ value: 0, pupils })], asAt });
    assert.deepEqual(figureKindsOf(read(rules.fewestPupils.value - 1)), []);
    assert.deepEqual(figureKindsOf(read(rules.fewestPupils.value)), ['attainment']);
    assert.deepEqual(figureKindsOf(read(200)), ['attainment']);
  });

  test('says every reason in a sentence, with its source and a day that has come', () => {
    fc.assert(
      fc.property(school, (one) => {
        for (const reason of earlyWarnings(one, rules, asAt)) {
          const { sentence, source, date: on } = inWords(reason);
          assert.match(sentence, /^[A-Z].*[.]$/);
          assert.doesNotMatch(sentence, /undefined|null|NaN/);
          assert.notEqual(source, '');
          assert.ok(on <= asAt);
        }
      }),
    );
  });
});
