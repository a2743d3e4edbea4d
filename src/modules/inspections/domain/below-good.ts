import { areaName, gradeName } from './frameworks.ts';
import type {
  FourPointArea,
  FourPointJudgement,
  ReportCardArea,
  ReportCardGrade,
} from './frameworks.ts';
import { categoryNames } from './inspection.ts';
import type { GradedInspection } from './inspection.ts';

/** A judgement below Good, or below the expected standard, in the words of its framework. */
export interface LowJudgement {
  /** "Overall effectiveness", "Achievement". */
  readonly what: string;
  /** "Requires improvement", "Needs attention". */
  readonly grade: string;
}

/**
 * What keeps an inspection from being Good in its own framework; empty when it is Good or better.
 * Where there is an overall grade, that alone decides, and areas are only named beside it. Without
 * one, and on a report card, any area below Good or below the expected standard does, and so do
 * safeguarding and a category of concern.
 */
export function belowGood(inspection: GradedInspection): LowJudgement[] {
  const overall =
    'overall' in inspection && inspection.overall !== null ? inspection.overall : undefined;
  if (overall !== undefined && overall < 3 && inspection.category === null) return [];
  const { category, framework, judgements } = inspection;
  const given: Readonly<Record<string, Judgement>> = judgements;
  const areas = Object.entries(given)
    .filter(([, grade]) => isLow(grade))
    .map(([area, grade]) => ({
      what: areaName(framework, area as FourPointArea | ReportCardArea),
      grade: gradeName(framework, grade),
    }));
  const unsafe =
    inspection.safeguarding === 'not-effective' || inspection.safeguarding === 'not-met';
  return [
    ...(category === null ? [] : [{ what: 'Category', grade: categoryNames[category] }]),
    ...(overall !== undefined && overall >= 3
      ? [{ what: 'Overall effectiveness', grade: gradeName(framework, overall) }]
      : []),
    ...areas,
    ...(unsafe
      ? [
          {
            what: 'Safeguarding',
            grade: inspection.safeguarding === 'not-met' ? 'Not met' : 'Not effective',
          },
        ]
      : []),
  ];
}

type Judgement = FourPointJudgement | ReportCardGrade;

function isLow(grade: Judgement): boolean {
  return (
    grade === 3 || grade === 4 || grade === 'needs-attention' || grade === 'urgent-improvement'
  );
}
