import { date } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';

/** The frameworks under which Ofsted has inspected schools, oldest first. */
export type FrameworkId =
  | 'section-5-2005'
  | 'section-5-2012'
  | 'common'
  | 'education'
  | 'education-without-overall'
  | 'report-card';

/** 1 is best. What 3 is called depends on the framework: see `gradeName`. */
export type FourPointGrade = 1 | 2 | 3 | 4;

/** A judgement on the four-point scale, or that there was too little to judge by (code 8). */
export type FourPointJudgement = FourPointGrade | 'insufficient-data';

export type ReportCardGrade =
  | 'exceptional'
  | 'strong-standard'
  | 'expected-standard'
  | 'needs-attention'
  | 'urgent-improvement';

/** Judgement areas of the four-point frameworks that the published data carries. */
export type FourPointArea =
  | 'teaching-learning-and-assessment'
  | 'personal-development-behaviour-and-welfare'
  | 'outcomes'
  | 'quality-of-education'
  | 'behaviour-and-attitudes'
  | 'personal-development'
  | 'leadership-and-management'
  | 'early-years'
  | 'sixth-form';

export type ReportCardArea =
  | 'inclusion'
  | 'curriculum-and-teaching'
  | 'achievement'
  | 'attendance-and-behaviour'
  | 'personal-development-and-well-being'
  | 'leadership-and-governance'
  | 'early-years'
  | 'post-16';

export interface Framework {
  readonly id: FrameworkId;
  readonly name: string;
  /** First and last day on which an inspection under it can begin; null: still in force. */
  readonly from: LocalDate;
  readonly until: LocalDate | null;
  readonly scale: 'four-point' | 'report-card';
  /** Whether its inspections give a grade for overall effectiveness. */
  readonly overall: boolean;
  /** Its areas in the order of its reports, by the name that the framework gives each. */
  readonly areas: Readonly<Partial<Record<FourPointArea | ReportCardArea, string>>>;
  /** The names of grades 1 to 4. */
  readonly grades?: readonly [string, string, string, string];
}

const fourGrades = ['Outstanding', 'Good', 'Requires improvement', 'Inadequate'] as const;

/** As published for frameworks before 2015: their other areas are not in the data. */
const earlierAreas = {
  'leadership-and-management': 'Leadership and management',
  'early-years': 'Early years',
  'sixth-form': 'Sixth form',
} as const;

const educationAreas = {
  'quality-of-education': 'Quality of education',
  'behaviour-and-attitudes': 'Behaviour and attitudes',
  'personal-development': 'Personal development',
  'leadership-and-management': 'Leadership and management',
  'early-years': 'Early years provision',
  'sixth-form': 'Sixth form provision',
} as const;

/**
 * The frameworks by the first day of an inspection. A judgement is only ever shown and reasoned
 * about in its own framework: nothing is converted from one to another.
 */
export const frameworks: readonly Framework[] = [
  {
    id: 'section-5-2005',
    name: 'Section 5 inspection, 2005 to 2012',
    from: date('2005-09-01'),
    until: date('2012-08-31'),
    scale: 'four-point',
    overall: true,
    areas: earlierAreas,
    grades: ['Outstanding', 'Good', 'Satisfactory', 'Inadequate'],
  },
  {
    id: 'section-5-2012',
    name: 'Section 5 inspection, 2012 to 2015',
    from: date('2012-09-01'),
    until: date('2015-08-31'),
    scale: 'four-point',
    overall: true,
    areas: earlierAreas,
    grades: fourGrades,
  },
  {
    id: 'common',
    name: 'Common inspection framework, 2015 to 2019',
    from: date('2015-09-01'),
    until: date('2019-08-31'),
    scale: 'four-point',
    overall: true,
    // Files since 2019 leave out teaching, personal development and outcomes; those of its day have them.
    areas: {
      'leadership-and-management': 'Effectiveness of leadership and management',
      'teaching-learning-and-assessment': 'Quality of teaching, learning and assessment',
      'personal-development-behaviour-and-welfare': 'Personal development, behaviour and welfare',
      outcomes: 'Outcomes for pupils',
      'early-years': 'Early years provision',
      'sixth-form': '16 to 19 study programmes',
    },
    grades: fourGrades,
  },
  {
    id: 'education',
    name: 'Education inspection framework, 2019 to 2024',
    from: date('2019-09-01'),
    until: date('2024-09-01'),
    scale: 'four-point',
    overall: true,
    areas: educationAreas,
    grades: fourGrades,
  },
  {
    id: 'education-without-overall',
    name: 'Education inspection framework without an overall grade, 2024 to 2025',
    from: date('2024-09-02'),
    until: date('2025-11-09'),
    scale: 'four-point',
    overall: false,
    areas: educationAreas,
    grades: fourGrades,
  },
  {
    id: 'report-card',
    name: 'Report card, from November 2025',
    from: date('2025-11-10'),
    until: null,
    scale: 'report-card',
    overall: false,
    areas: {
      inclusion: 'Inclusion',
      'curriculum-and-teaching': 'Curriculum and teaching',
      achievement: 'Achievement',
      'attendance-and-behaviour': 'Attendance and behaviour',
      'personal-development-and-well-being': 'Personal development and well-being',
      'leadership-and-governance': 'Leadership and governance',
      'early-years': 'Early years',
      'post-16': 'Post-16 provision',
    },
  },
];

export const reportCardGradeNames: Readonly<Record<ReportCardGrade, string>> = {
  exceptional: 'Exceptional',
  'strong-standard': 'Strong standard',
  'expected-standard': 'Expected standard',
  'needs-attention': 'Needs attention',
  'urgent-improvement': 'Urgent improvement',
};

/** The framework of an inspection that began on this day; undefined before September 2005. */
export function frameworkOn(firstDay: LocalDate): Framework | undefined {
  return frameworks.findLast(({ from }) => from <= firstDay);
}

export function frameworkOf(id: FrameworkId): Framework {
  const found = frameworks.find((framework) => framework.id === id);
  if (!found) throw new Error(`No such inspection framework: ${id}`);
  return found;
}

export function isFrameworkId(text: string): text is FrameworkId {
  return frameworks.some(({ id }) => id === text);
}

/** "Good", "Strong standard", "Insufficient data": as the framework of the judgement says it. */
export function gradeName(
  id: FrameworkId,
  judgement: FourPointJudgement | ReportCardGrade,
): string {
  if (judgement === 'insufficient-data') return 'Insufficient data';
  if (typeof judgement === 'string') return reportCardGradeNames[judgement];
  return frameworkOf(id).grades?.[judgement - 1] ?? String(judgement);
}

/** What a framework calls one of its areas. */
export function areaName(id: FrameworkId, area: FourPointArea | ReportCardArea): string {
  return frameworkOf(id).areas[area] ?? area;
}
