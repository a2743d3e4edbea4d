import type { AcademicYear } from '#kernel/academic-year.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { OneStep } from '#modules/eligibility/index.ts';
import type {
  FourPointArea,
  FourPointGrade,
  GradedInspection,
  Inspection,
  LowJudgement,
  ReportCardArea,
  ReportCardGrade,
} from '#modules/inspections/index.ts';
import type { EarlyWarningFigure } from '#policy-pack/index.ts';

/** The same figure of comparable schools. */
export interface Comparison {
  readonly value: number;
  /** Whose it is: "primary schools in England". */
  readonly of: string;
  /** Where it comes from, with its date. */
  readonly source: string;
}

/** One figure of a school, with that of comparable schools for the same time. */
export interface FigureRead {
  readonly urn: Urn;
  /** The key of a measure: "ks2-expected". */
  readonly measure: string;
  /** "2024/25"; whatever is no academic year is not used. */
  readonly period: string;
  /** Null where the source suppresses it. */
  readonly value: number | null;
  /** How many pupils stand behind it; null where the source does not say. */
  readonly pupils: number | null;
  readonly comparator: Comparison | null;
  readonly source: string;
  readonly asAt: LocalDate;
}

export interface NearARule {
  readonly step: OneStep;
  /** What is below Good at the inspection on which it rests. */
  readonly below: readonly LowJudgement[];
}

/** Everything about one school that early warning looks at. */
export interface SchoolRead {
  /** In any order. */
  readonly inspections: readonly Inspection[];
  /** How near the school is to a national rule on the same day. */
  readonly step: NearARule | undefined;
  /** In any order. */
  readonly figures: readonly FigureRead[];
}

/** One judgement that is lower than the one before it in the same area of the same framework. */
export interface Fall {
  readonly area: 'overall' | 'safeguarding' | FourPointArea | ReportCardArea;
  readonly from: FourPointGrade | ReportCardGrade | 'met' | 'effective';
  readonly to: FourPointGrade | ReportCardGrade | 'not-met' | 'not-effective';
}

/** A figure that can be used: nothing about it is unknown. */
export interface FigureUsed extends FigureRead {
  readonly year: AcademicYear;
  readonly value: number;
  readonly pupils: number;
  readonly comparator: Comparison;
  /** How far on the worse side of the comparison, in the measure's unit; negative on the better. */
  readonly apart: number;
}

export type Reason =
  | ({ readonly kind: 'one-step' } & NearARule)
  | {
      readonly kind: 'ungraded-concerns';
      readonly inspection: Exclude<Inspection, GradedInspection>;
      /** In Ofsted's words. */
      readonly outcome: string;
    }
  | {
      readonly kind: 'decline';
      readonly latest: GradedInspection;
      readonly before: GradedInspection;
      /** At least one. */
      readonly falls: readonly Fall[];
    }
  | {
      readonly kind: 'attainment' | 'attendance';
      readonly rule: EarlyWarningFigure;
      readonly latest: FigureUsed;
      /** The year before, where it can be used and compared with. */
      readonly before: FigureUsed | null;
      readonly isWellApart: boolean;
      readonly isSlipping: boolean;
    };

export type ReasonKind = Reason['kind'];

/** In the order in which they are shown. */
export const reasonKinds: readonly ReasonKind[] = [
  'one-step',
  'ungraded-concerns',
  'decline',
  'attainment',
  'attendance',
];
