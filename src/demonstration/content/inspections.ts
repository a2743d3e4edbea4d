import type {
  FourPointGrade as Grade,
  ReportCardArea,
  ReportCardGrade,
} from '#modules/inspections/index.ts';

/** What a story says of its school's latest inspection, where chance must not decide. */
export type KnownInspection =
  | {
      readonly framework: 'education' | 'education-without-overall';
      readonly on: string;
      /** Overall (where there was one), quality of education, behaviour, personal development, leadership. */
      readonly grades: readonly [overall: Grade, Grade, Grade, Grade, Grade];
      /** Early years; good unless told. */
      readonly earlyYears?: Grade;
      /** A monitoring inspection this many days before the case was opened. */
      readonly monitoredDaysBefore?: number;
    }
  | {
      readonly framework: 'report-card';
      /** Before the case was opened. */
      readonly daysBefore: number;
      /** The areas below the expected standard. */
      readonly below: Readonly<Partial<Record<ReportCardArea, ReportCardGrade>>>;
    };

/** By the school's name. */
export const knownInspections: Readonly<Record<string, KnownInspection>> = {
  'Capstan Street Primary School': {
    framework: 'education',
    on: '2024-06-18',
    grades: [3, 3, 2, 2, 3],
    earlyYears: 3,
  },
  'Barbican Road Primary School': {
    framework: 'education',
    on: '2024-03-12',
    grades: [3, 3, 3, 3, 3],
  },
  'Drawbridge Lane Primary School': {
    framework: 'education',
    on: '2024-07-02',
    grades: [3, 3, 2, 2, 3],
  },
  'Hazelthwaite Primary School': {
    framework: 'education',
    on: '2024-04-23',
    grades: [3, 3, 2, 2, 2],
  },
  'St Bede’s Church of England Primary School, Harbour Hill': {
    framework: 'education',
    on: '2024-05-14',
    grades: [3, 3, 2, 2, 3],
  },
  'Weavers Court Infant School': {
    framework: 'education',
    on: '2024-06-04',
    grades: [3, 3, 2, 2, 3],
    monitoredDaysBefore: 50,
  },
  'Rowanhythe Primary School': {
    framework: 'education',
    on: '2022-11-15',
    grades: [2, 2, 2, 2, 2],
  },
  'Harbour Hill Community School': {
    framework: 'education-without-overall',
    on: '2025-03-11',
    grades: [3, 3, 3, 2, 3],
  },
  'Bittern Way Primary School': {
    framework: 'education-without-overall',
    on: '2025-06-17',
    grades: [3, 3, 2, 2, 3],
  },
  'Keepstone Primary School': {
    framework: 'education-without-overall',
    on: '2025-10-07',
    grades: [3, 3, 2, 2, 3],
  },
  'Osier Bank Primary School': {
    framework: 'education-without-overall',
    on: '2025-07-01',
    grades: [3, 3, 2, 2, 3],
  },
  'Curlew Moor Primary School': {
    framework: 'report-card',
    daysBefore: 120,
    below: { 'leadership-and-governance': 'needs-attention', inclusion: 'needs-attention' },
  },
  'Plover Lane Primary School': {
    framework: 'report-card',
    daysBefore: 140,
    below: { 'leadership-and-governance': 'needs-attention', achievement: 'needs-attention' },
  },
  'Northgate Cross School': {
    framework: 'report-card',
    daysBefore: 80,
    below: {
      'leadership-and-governance': 'needs-attention',
      'attendance-and-behaviour': 'needs-attention',
    },
  },
  'Reedmace Primary School': {
    framework: 'report-card',
    daysBefore: 50,
    below: {
      'leadership-and-governance': 'needs-attention',
      'curriculum-and-teaching': 'needs-attention',
    },
  },
};

/** Schools without a story that their latest report card put in special measures, and how many days ago. */
export const inSpecialMeasures: Readonly<Record<string, number>> = {
  'St Wilfrid’s Church of England Primary School, Northgate': 230,
};
