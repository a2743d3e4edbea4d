import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Concern, Evidence } from '#modules/concerns/index.ts';
import type { Inspection } from '#modules/inspections/index.ts';
import { aReportCard, anInspection } from './inspections.ts';
import { anUrn } from './casework.ts';

// Builders of what levels follow from. Every default is valid.

const source = {
  name: 'Ofsted management information',
  asAt: date('2026-08-31'),
  fileName: null,
};

export type Judged = Parameters<typeof anInspection>[0];

/** A graded inspection with an overall grade, as the history has it: Good throughout unless told. */
export function inspected(told: Partial<Omit<Judged, 'urn'>> = {}): Inspection {
  return { ...anInspection({ urn: anUrn, ...told }), source };
}

/** One of between September 2024 and November 2025, without an overall grade: Good throughout unless told. */
export function inspectedWithoutOverall(
  told: Partial<Omit<Judged, 'urn' | 'overall' | 'framework'>> = {},
): Inspection {
  const { overall: _none, ...graded } = anInspection({
    urn: anUrn,
    firstDay: date('2025-03-11'),
    ...told,
  });
  return { ...graded, framework: 'education-without-overall', source };
}

/** A report card: Expected standard throughout unless told. */
export function reportCard(
  told: Partial<Omit<Parameters<typeof aReportCard>[0], 'urn'>> = {},
): Inspection {
  return { ...aReportCard({ urn: anUrn, ...told }), source };
}

/** A section 8 inspection without grades. */
export function visited(
  kind: 'ungraded' | 'monitoring',
  told: { readonly firstDay: Inspection['firstDay']; readonly outcome?: string },
): Inspection {
  const { firstDay, outcome = 'School remains Good' } = told;
  return {
    urn: anUrn,
    number: `8${firstDay}`,
    kind,
    framework: 'education',
    type: 'S8',
    typeGroup: null,
    firstDay,
    publishedOn: null,
    predecessor: null,
    source,
    outcome,
  };
}

/** An open concern about a change of headteacher, shown to the school. */
export function aConcern(concern: Partial<Concern> = {}): Concern {
  const at = new Date('2026-11-02T10:00:00Z');
  const author = { id: newId<PersonId>(), name: 'Priya Nair' };
  return {
    id: newId<Concern['id']>(),
    urn: anUrn,
    kind: 'change-of-headteacher',
    ofDate: date('2026-11-01'),
    source: 'Letter from the Chair of Governors',
    text: 'The headteacher retires at Easter.',
    author,
    recordedAt: at,
    showings: [{ shown: true, reason: '', by: { ...author, role: 'Officer' }, at }],
    resolution: undefined,
    ...concern,
  };
}

/** An open maintained school of which nothing is known. */
export function evidence(told: Partial<Evidence> = {}): Evidence {
  return {
    maintained: true,
    open: true,
    inspections: [],
    exits: [],
    setbacks: [],
    openProcess: undefined,
    concerns: [],
    ...told,
  };
}
