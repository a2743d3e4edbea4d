import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { GradedInspection } from '#modules/inspections/index.ts';
import { anInspection, aReportCard } from '#test/builders/inspections.ts';
import { anUrn } from '#test/builders/casework.ts';
import { belowGood } from './below-good.ts';

const source = { name: 'Ofsted management information', asAt: null, fileName: null };
const overall = (told: Partial<Parameters<typeof anInspection>[0]> = {}): GradedInspection => ({
  ...anInspection({ urn: anUrn, ...told }),
  source,
});
const card = (told: Partial<Parameters<typeof aReportCard>[0]> = {}): GradedInspection => ({
  ...aReportCard({ urn: anUrn, ...told }),
  source,
});
const {
  overall: _,
  framework: __,
  ...facts
} = anInspection({
  urn: anUrn,
  firstDay: date('2025-01-14'),
});
const without = (told: Partial<typeof facts> = {}): GradedInspection => ({
  ...facts,
  framework: 'education-without-overall',
  ...told,
  source,
});

const cases: readonly [string, GradedInspection, readonly string[]][] = [
  ['Good overall', overall(), []],
  ['Outstanding overall', overall({ overall: 1 }), []],
  [
    'Good overall, with an area that requires improvement',
    overall({ judgements: { 'leadership-and-management': 3 } }),
    [],
  ],
  [
    'Requires improvement overall, in its areas’ own words',
    overall({
      overall: 3,
      judgements: { 'quality-of-education': 3, 'leadership-and-management': 2 },
    }),
    ['Overall effectiveness: Requires improvement', 'Quality of education: Requires improvement'],
  ],
  [
    'Satisfactory before 2012',
    overall({ overall: 3, framework: 'section-5-2005', judgements: {}, safeguarding: null }),
    ['Overall effectiveness: Satisfactory'],
  ],
  [
    'Inadequate, with its category',
    overall({
      overall: 4,
      category: 'special-measures',
      judgements: {},
      safeguarding: 'not-effective',
    }),
    [
      'Category: Special measures',
      'Overall effectiveness: Inadequate',
      'Safeguarding: Not effective',
    ],
  ],
  ['Good in every area without an overall grade', without(), []],
  [
    'too little to judge an area by',
    without({ judgements: { 'early-years': 'insufficient-data', 'quality-of-education': 2 } }),
    [],
  ],
  [
    'one area below Good without an overall grade',
    without({ judgements: { 'quality-of-education': 2, 'behaviour-and-attitudes': 3 } }),
    ['Behaviour and attitudes: Requires improvement'],
  ],
  [
    'safeguarding that is not effective',
    without({ safeguarding: 'not-effective' }),
    ['Safeguarding: Not effective'],
  ],
  ['an overall grade that the data lack, areas Good', overall({ overall: null }), []],
  [
    'an overall grade that the data lack, an area below Good',
    overall({ overall: null, judgements: { 'personal-development': 4 } }),
    ['Personal development: Inadequate'],
  ],
  ['the expected standard throughout', card(), []],
  [
    'areas below the expected standard',
    card({
      judgements: {
        inclusion: 'strong-standard',
        achievement: 'needs-attention',
        'leadership-and-governance': 'urgent-improvement',
      },
    }),
    ['Achievement: Needs attention', 'Leadership and governance: Urgent improvement'],
  ],
  ['safeguarding not met', card({ safeguarding: 'not-met' }), ['Safeguarding: Not met']],
];

describe('what keeps an inspection from being Good', () => {
  for (const [what, inspection, found] of cases) {
    it(`is ${found.length === 0 ? 'nothing' : 'said'}: ${what}`, () =>
      assert.deepEqual(
        belowGood(inspection).map(({ what: area, grade }) => `${area}: ${grade}`),
        found,
      ));
  }
});
