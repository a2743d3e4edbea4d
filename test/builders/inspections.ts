import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { NewInspection, TypedInspection } from '#modules/inspections/index.ts';

type Overall = Extract<NewInspection, { readonly overall: unknown }>;
type ReportCard = Extract<NewInspection, { readonly judgedOn: unknown }>;

/** A graded inspection with an overall grade: Good throughout, in March 2023, unless told. */
export function anInspection(told: Partial<Overall> & { readonly urn: Urn }): Overall {
  return {
    kind: 'graded',
    framework: 'education',
    number: '10200001',
    type: 'S5 Inspection',
    typeGroup: 'Graded inspection',
    firstDay: date('2023-03-14'),
    publishedOn: date('2023-04-20'),
    predecessor: null,
    category: null,
    overall: 2,
    judgements: {
      'quality-of-education': 2,
      'behaviour-and-attitudes': 2,
      'personal-development': 2,
      'leadership-and-management': 2,
    },
    safeguarding: 'effective',
    ...told,
  };
}

/** A report card of February 2026: Expected standard throughout unless told. */
export function aReportCard(told: Partial<ReportCard> & { readonly urn: Urn }): ReportCard {
  return {
    kind: 'graded',
    framework: 'report-card',
    number: '10400001',
    type: 'S5 Inspection',
    typeGroup: 'Graded inspection',
    firstDay: date('2026-02-03'),
    publishedOn: date('2026-03-20'),
    predecessor: null,
    category: null,
    judgements: {
      inclusion: 'expected-standard',
      'curriculum-and-teaching': 'expected-standard',
      achievement: 'expected-standard',
      'attendance-and-behaviour': 'expected-standard',
      'personal-development-and-well-being': 'expected-standard',
      'leadership-and-governance': 'expected-standard',
    },
    judgedOn: {},
    safeguarding: 'met',
    ...told,
  };
}

/** What an officer types of a report card: Needs attention in leadership, else the expected standard. */
export function aTypedInspection(
  told: Partial<TypedInspection> & { readonly urn: Urn },
): TypedInspection {
  return {
    kind: 'graded',
    firstDay: date('2026-11-03'),
    publishedOn: date('2026-12-15'),
    number: '',
    category: '',
    overall: '',
    judgements: {
      inclusion: 'expected-standard',
      'leadership-and-governance': 'needs-attention',
    },
    safeguarding: 'met',
    outcome: '',
    readIn: 'The report on Ofsted’s site',
    areas: [],
    ...told,
  };
}
