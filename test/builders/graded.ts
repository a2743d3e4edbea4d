import fc from 'fast-check';
import { addDays, date } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Category, GradedInspection, ReportCardGrade } from '#modules/inspections/index.ts';

/** Graded inspections as they are held, in a line each: for tables of what rules say of them. */

/** The school of which these inspections are. */
export const urn = 900_001 as Urn;
/** What every graded inspection has, begun on a day. */
const facts = (day: string) => ({
  urn,
  number: `n${day}`,
  type: 'S5 Inspection',
  typeGroup: null,
  firstDay: date(day),
  publishedOn: null,
  predecessor: null,
  source: { name: 'a test', asAt: null, fileName: null },
  kind: 'graded' as const,
});

type Grade = 1 | 2 | 3 | 4;

/** Graded with an overall grade; in the framework of its day. */
export function overall(day: string, grade: Grade | null, category: Category | null = null) {
  const framework =
    day < '2012-09-01'
      ? 'section-5-2005'
      : day < '2015-09-01'
        ? 'section-5-2012'
        : day < '2019-09-01'
          ? 'common'
          : 'education';
  return {
    ...facts(day),
    framework,
    overall: grade,
    category,
    judgements: {},
    safeguarding: null,
  } as const;
}

/** Graded without an overall grade, from 2 September 2024. */
export function without(
  day: string,
  quality: Grade | 'insufficient-data',
  leadership: Grade,
  category: Category | null = null,
) {
  const judgements = { 'quality-of-education': quality, 'leadership-and-management': leadership };
  const framework = 'education-without-overall' as const;
  return { ...facts(day), framework, category, judgements, safeguarding: 'effective' as const };
}

/** A report card: Expected standard in what is not told. */
export function card(
  day: string,
  leadership: ReportCardGrade,
  told: {
    readonly inclusion?: ReportCardGrade;
    readonly achievement?: ReportCardGrade;
    readonly safeguarding?: 'met' | 'not-met';
    readonly category?: Category;
  } = {},
) {
  const { inclusion = 'expected-standard', achievement = 'expected-standard' } = told;
  return {
    ...facts(day),
    framework: 'report-card' as const,
    category: told.category ?? null,
    judgements: { inclusion, achievement, 'leadership-and-governance': leadership },
    judgedOn: {},
    safeguarding: told.safeguarding ?? 'met',
  };
}

const grade = fc.constantFrom<Grade>(1, 2, 3, 4);
const cardGrade = fc.constantFrom<ReportCardGrade>(
  'strong-standard',
  'expected-standard',
  'needs-attention',
  'urgent-improvement',
);
const day = (from: string, until: string): fc.Arbitrary<LocalDate> =>
  fc.nat({ max: 400 }).map((days) => {
    const found = addDays(date(from), days * 7);
    return found > until ? date(until) : found;
  });
const category = fc.constantFrom<Category | null>(null, null, 'special-measures');
const inspection: fc.Arbitrary<GradedInspection> = fc.oneof(
  fc.tuple(day('2016-01-05', '2024-09-01'), grade).map(([on, g]) => overall(on, g)),
  fc
    .tuple(day('2024-09-02', '2025-11-09'), grade, grade, category)
    .map(([on, q, l, c]) => without(on, q, l, c)),
  fc
    .tuple(day('2025-11-10', '2027-03-01'), cardGrade, cardGrade)
    .map(([on, l, a]) => card(on, l, { achievement: a })),
);
/** Histories of a school over ten years, each inspection under a number of its own. */
export const histories = fc.uniqueArray(inspection, {
  maxLength: 6,
  selector: ({ number }) => number,
});
