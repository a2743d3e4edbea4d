import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type {
  FourPointArea,
  FourPointGrade,
  FourPointJudgement,
  FrameworkId,
  ReportCardArea,
  ReportCardGrade,
} from './frameworks.ts';

/** Into which category of concern an inspection put a school, by the name of its day. */
export type Category =
  | 'special-measures'
  | 'serious-weaknesses'
  | 'requires-significant-improvement'
  | 'notice-to-improve';

export const categoryNames: Readonly<Record<Category, string>> = {
  'special-measures': 'Special measures',
  'serious-weaknesses': 'Serious weaknesses',
  'requires-significant-improvement': 'Requires significant improvement',
  'notice-to-improve': 'Notice to improve',
};

interface Facts {
  /** The school whose history it belongs to today. */
  readonly urn: Urn;
  readonly number: string;
  /** "S5 Inspection", "Requires Improvement S5 Reinspection Visit 1": as published. */
  readonly type: string;
  readonly typeGroup: string | null;
  readonly firstDay: LocalDate;
  readonly publishedOn: LocalDate | null;
  /** The school that was inspected, where it was a predecessor. Judgements stay under its URN. */
  readonly predecessor: { readonly urn: Urn; readonly name: string | null } | null;
  readonly source: InspectionSource;
}

/** Which file told of it. */
export interface InspectionSource {
  readonly name: string;
  readonly asAt: LocalDate | null;
  readonly fileName: string | null;
}

/** What the four-point frameworks have in common. Areas that did not apply are left out. */
interface FourPointFacts extends Facts {
  readonly kind: 'graded';
  readonly category: Category | null;
  readonly judgements: Readonly<Partial<Record<FourPointArea, FourPointJudgement>>>;
  /** Null where safeguarding was not a judgement of its own. */
  readonly safeguarding: 'effective' | 'not-effective' | null;
}

/** Graded under a framework with an overall grade. */
export interface OverallInspection extends FourPointFacts {
  readonly framework: 'section-5-2005' | 'section-5-2012' | 'common' | 'education';
  readonly overall: FourPointGrade | null;
}

/** Graded between September 2024 and November 2025: there is no overall grade to be had. */
export interface WithoutOverallInspection extends FourPointFacts {
  readonly framework: 'education-without-overall';
}

/** A report card. */
export interface ReportCardInspection extends Facts {
  readonly kind: 'graded';
  readonly framework: 'report-card';
  readonly category: Category | null;
  readonly judgements: Readonly<Partial<Record<ReportCardArea, ReportCardGrade>>>;
  /** The day of a judgement that was made after the first day (at a monitoring visit). */
  readonly judgedOn: Readonly<Partial<Record<ReportCardArea | 'safeguarding', LocalDate>>>;
  readonly safeguarding: 'met' | 'not-met' | null;
}

/** A section 8 inspection without grades; its outcome stays in Ofsted's words. */
export interface UngradedInspection extends Facts {
  readonly kind: 'ungraded' | 'monitoring';
  readonly framework: FrameworkId;
  readonly outcome: string | null;
}

/** An inspection without where it was read. */
export type NewInspection = Inspection extends infer Each
  ? Each extends Inspection
    ? Omit<Each, 'source'>
    : never
  : never;

export const kindNames: Readonly<Record<Inspection['kind'], string>> = {
  graded: 'Graded inspection',
  ungraded: 'Ungraded inspection',
  monitoring: 'Monitoring visit',
};

export const safeguardingNames = {
  effective: 'Effective',
  'not-effective': 'Not effective',
  met: 'Met',
  'not-met': 'Not met',
} as const;

export type GradedInspection = OverallInspection | WithoutOverallInspection | ReportCardInspection;

export type Inspection = GradedInspection | UngradedInspection;

export function isGraded<Each extends Pick<Inspection, 'kind'>>(
  inspection: Each,
): inspection is Extract<Each, { readonly kind: 'graded' }> {
  return inspection.kind === 'graded';
}

/** "Special measures", or null for none. */
export function categoryName(category: Category | null): string | null {
  return category === null ? null : categoryNames[category];
}
