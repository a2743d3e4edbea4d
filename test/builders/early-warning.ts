import { date } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { FigureRead, SchoolRead } from '#modules/early-warning/index.ts';
import { eligibilityAsAt } from '#modules/eligibility/index.ts';
import type { SchoolHistory } from '#modules/eligibility/index.ts';
import { isGraded } from '#modules/inspections/index.ts';
import type { Inspection, NewInspection } from '#modules/inspections/index.ts';
import { stepOf } from '../../src/modules/early-warning/queries/early-warnings.ts';

type Visit = Extract<NewInspection, { readonly kind: 'ungraded' | 'monitoring' }>;

/** An inspection with the file that tells of it. */
export function published<Each extends NewInspection>(
  inspection: Each,
): Extract<Inspection, { readonly framework: Each['framework']; readonly kind: Each['kind'] }> {
  const source = {
    name: 'Ofsted management information',
    asAt: date('2026-08-31'),
    fileName: 'state_funded_schools.csv',
  };
  return { ...inspection, source } as never;
}

/** A community school of which nothing is held unless told, with how near it is to a national rule. */
export function aSchoolRead(
  told: Partial<Omit<SchoolRead, 'step'>> & {
    readonly type?: SchoolHistory['type'];
    readonly asAt: LocalDate;
  },
): SchoolRead {
  const { asAt, inspections = [], figures = [] } = told;
  const school = {
    urn: 900001 as Urn,
    type: told.type ?? { code: '01', name: 'Community school' },
    name: 'Ashgrove Primary School',
  };
  const graded = inspections.filter(isGraded);
  const eligibility = eligibilityAsAt({ ...school, graded, predecessors: [] }, asAt);
  return { inspections, figures, step: stepOf({ school, history: inspections, eligibility }) };
}

/** An inspection without grades, of February 2025 and with no outcome, unless told. */
export function aVisit(told: Partial<Visit> = {}): Inspection {
  return published({
    kind: 'ungraded',
    framework: 'education-without-overall',
    urn: 900001 as Urn,
    number: '10300001',
    type: 'S8 Ungraded inspection',
    typeGroup: null,
    firstDay: date('2025-02-04'),
    publishedOn: null,
    predecessor: null,
    outcome: null,
    ...told,
  });
}

/** What a figure is compared with. */
export const ofEngland = (value: number, of = 'schools in England') => ({
  value,
  of,
  source: 'Key stage 2 performance tables, national row',
});

/** 62% at the expected standard in 2025/26, as in England, of 30 pupils: unless told. */
export function aFigure(told: Partial<FigureRead> = {}): FigureRead {
  return {
    urn: 900001 as Urn,
    measure: 'ks2-expected',
    period: '2025/26',
    value: 62,
    pupils: 30,
    comparator: ofEngland(62),
    source: 'Key stage 2 performance tables',
    asAt: date('2026-09-10'),
    ...told,
  };
}
