import { yearEndingIn } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import type { MeasureId } from '#modules/schools/index.ts';

export type FigureGroup = 'attainment' | 'attendance' | 'context';

/** A measure that is followed over the years. */
export interface FollowedMeasure {
  readonly measure: MeasureId;
  readonly group: FigureGroup;
  /** Whom the figure of the whole school is about, as the publication has it. */
  readonly cohort: string;
  /** Academic years of which no figure was published, and why. */
  readonly without: readonly { readonly years: readonly AcademicYear[]; readonly why: string }[];
  /** Whether England's average is 0 by the way the measure is made (progress of mainstream schools). */
  readonly centredOnNought?: true;
}

const pandemic = [yearEndingIn(2020), yearEndingIn(2021)];

const noTests = {
  years: pandemic,
  why: 'No key stage 2 tests were taken in 2019/20 and 2020/21, because of the pandemic.',
};
const noPrimaryProgress = {
  years: [yearEndingIn(2024), yearEndingIn(2025)],
  why: 'There is no key stage 2 progress measure for 2023/24 and 2024/25: these pupils had taken no tests at key stage 1, because of the pandemic.',
};
const noExams = {
  years: pandemic,
  why: 'GCSE exams were not held in 2019/20 and 2020/21, because of the pandemic, and no results of schools were published.',
};
const noSecondaryProgress = {
  years: [yearEndingIn(2025), yearEndingIn(2026)],
  why: 'Progress 8 does not exist for 2024/25 and 2025/26: these pupils had taken no tests at key stage 2, because of the pandemic.',
};
const noAbsence = {
  years: [yearEndingIn(2020)],
  why: 'No absence figures for the whole of 2019/20 were published, because of the pandemic.',
};

const primary = (measure: MeasureId): FollowedMeasure => ({
  measure,
  group: 'attainment',
  cohort: 'Year 6',
  without: [noTests],
});
const primaryProgress = (measure: MeasureId): FollowedMeasure => ({
  ...primary(measure),
  without: [noTests, noPrimaryProgress],
  centredOnNought: true,
});
const secondary = (measure: MeasureId): FollowedMeasure => ({
  measure,
  group: 'attainment',
  cohort: 'Year 11',
  without: [noExams],
});
const attendance = (measure: MeasureId): FollowedMeasure => ({
  measure,
  group: 'attendance',
  cohort: 'all',
  without: [noAbsence],
});
const context = (measure: MeasureId): FollowedMeasure => ({
  measure,
  group: 'context',
  cohort: 'all',
  without: [],
});

/** In the order in which a page shows them. */
export const followedMeasures: readonly FollowedMeasure[] = [
  primary('ks2-expected'),
  primary('ks2-higher'),
  primaryProgress('ks2-reading-progress'),
  primaryProgress('ks2-writing-progress'),
  primaryProgress('ks2-maths-progress'),
  { ...secondary('progress-8'), without: [noExams, noSecondaryProgress] },
  secondary('attainment-8'),
  secondary('english-maths-4'),
  secondary('english-maths-5'),
  attendance('absence'),
  attendance('persistent-absence'),
  context('pupils'),
  context('free-school-meals'),
  context('eal'),
  context('sen-support'),
  context('ehc-plans'),
];

const byMeasure = new Map(followedMeasures.map((each) => [each.measure, each]));

export function followed(measure: MeasureId): FollowedMeasure | undefined {
  return byMeasure.get(measure);
}

/** Whether there is such a figure of a year at all: tests were not held, or not comparable, in some. */
export function existsIn(measure: MeasureId, year: AcademicYear): boolean {
  return !followed(measure)?.without.some(({ years }) => years.includes(year));
}
