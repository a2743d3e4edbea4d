import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { GradedInspection, NewInspection } from '#modules/inspections/index.ts';
import { published } from '#test/builders/early-warning.ts';
import { anInspection, aReportCard } from '#test/builders/inspections.ts';
import { decline } from './decline.ts';

const urn = 900001 as Urn;
const since = date('2024-09-01');

type Overall = Parameters<typeof anInspection>[0];
type WithoutOverall = Extract<NewInspection, { readonly framework: 'education-without-overall' }>;
type Card = Extract<NewInspection, { readonly framework: 'report-card' }>;

const overall = (told: Partial<Overall> = {}): GradedInspection =>
  published(anInspection({ urn, ...told }));

/** Of the last days of overall grades, so that it is both recent and has one. */
const recent = (told: Partial<Overall> = {}): GradedInspection =>
  overall({ firstDay: date('2024-09-01'), ...told });

function without(told: Partial<WithoutOverall> = {}): GradedInspection {
  const { overall: _, ...facts } = anInspection({ urn, firstDay: date('2025-02-04') });
  return published({ ...facts, framework: 'education-without-overall' as const, ...told });
}

function card(judgements: Card['judgements'], told: Partial<Card> = {}): GradedInspection {
  const made = aReportCard({ urn, ...told });
  return published({ ...made, judgements: { ...made.judgements, ...judgements } });
}

/** The latest, the one before, and what is lower. */
const pairs: readonly [string, GradedInspection, GradedInspection, readonly string[]][] = [
  ['the same grades', recent(), overall(), []],
  ['better grades', recent({ overall: 1 }), overall({ overall: 3 }), []],
  ['overall from Good to Requires improvement', recent({ overall: 3 }), overall(), ['overall 2 3']],
  ['overall from Outstanding to Good', recent(), overall({ overall: 1 }), ['overall 1 2']],
  [
    'an overall grade that is not in the data',
    recent({ overall: 3 }),
    overall({ overall: null }),
    [],
  ],
  [
    'overall is compared with overall across frameworks, an area is not',
    recent({ overall: 3, judgements: { 'leadership-and-management': 3 } }),
    overall({
      framework: 'common',
      firstDay: date('2018-05-15'),
      judgements: { 'leadership-and-management': 1 },
    }),
    ['overall 2 3'],
  ],
  [
    'an area of the same framework, overall the same',
    recent({ judgements: { 'quality-of-education': 2, 'leadership-and-management': 3 } }),
    overall(),
    ['leadership-and-management 2 3'],
  ],
  [
    'an area of the education framework, without an overall grade any longer',
    without({ judgements: { 'behaviour-and-attitudes': 3, 'quality-of-education': 1 } }),
    overall({ overall: 1 }),
    ['behaviour-and-attitudes 2 3'],
  ],
  [
    'too little to judge by, before or after',
    without({
      judgements: { 'personal-development': 3, 'quality-of-education': 'insufficient-data' },
    }),
    overall({
      judgements: { 'personal-development': 'insufficient-data', 'quality-of-education': 1 },
    }),
    [],
  ],
  [
    'an area that was not judged before',
    without({ judgements: { 'sixth-form': 3 } }),
    overall(),
    [],
  ],
  [
    'a report card after grades: nothing is converted',
    card({ achievement: 'urgent-improvement' }),
    overall({ overall: 1 }),
    [],
  ],
  [
    'a report card after a report card',
    card({ achievement: 'needs-attention', inclusion: 'strong-standard' }),
    card({}, { firstDay: date('2025-12-02') }),
    ['achievement expected-standard needs-attention'],
  ],
  [
    'a report card from Exceptional to Strong standard',
    card({ achievement: 'strong-standard' }),
    card({ achievement: 'exceptional' }, { firstDay: date('2025-12-02') }),
    ['achievement exceptional strong-standard'],
  ],
  [
    'safeguarding on a report card',
    card({}, { safeguarding: 'not-met' }),
    card({}, { firstDay: date('2025-12-02') }),
    ['safeguarding met not-met'],
  ],
  [
    'safeguarding in the education framework',
    without({ safeguarding: 'not-effective' }),
    overall(),
    ['safeguarding effective not-effective'],
  ],
  [
    'an inspection on the day before the years that are used',
    overall({ firstDay: date('2024-08-31'), overall: 3 }),
    overall(),
    [],
  ],
];

suite('lower than at the graded inspection before', () => {
  for (const [name, latest, before, falls] of pairs) {
    test(`${name}: ${falls.join(', ') || 'nothing'}`, () => {
      const reason = decline([latest, before, overall({ overall: 1 })], since);
      assert.deepEqual(
        reason?.kind === 'decline'
          ? reason.falls.map(({ area, from, to }) => `${area} ${from} ${to}`)
          : [],
        falls,
      );
    });
  }

  test('takes two graded inspections', () => {
    assert.equal(decline([recent({ overall: 4 })], since), undefined);
    assert.equal(decline([], since), undefined);
  });
});
