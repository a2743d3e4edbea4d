import type { LocalDate } from '#kernel/dates.ts';
import type {
  FourPointGrade,
  GradedInspection,
  ReportCardGrade,
} from '#modules/inspections/index.ts';
import type { Fall, Reason } from './reason.ts';

/**
 * What is lower at the latest graded inspection than at the one before it, where the latest began
 * on or after `since`. Overall is compared with overall; an area with the same area of the same
 * framework; a report card with a report card. Nothing is converted: where the two inspections
 * have no judgement in common, nothing is said. `begun` are the graded inspections begun by the
 * day, newest first.
 */
export function decline(begun: readonly GradedInspection[], since: LocalDate): Reason | undefined {
  const [latest, before] = begun;
  if (!latest || !before || latest.firstDay < since) return undefined;
  const falls = fallsBetween(before, latest);
  return falls.length === 0 ? undefined : { kind: 'decline', latest, before, falls };
}

function fallsBetween(before: GradedInspection, latest: GradedInspection): Fall[] {
  const falls: Fall[] = [];
  const overall = [overallOf(before), overallOf(latest)] as const;
  if (overall[0] !== null && overall[1] !== null && overall[0] < overall[1]) {
    falls.push({ area: 'overall', from: overall[0], to: overall[1] });
  }
  if (familyOf(before) !== familyOf(latest)) return falls;
  const earlier: Readonly<Record<string, Judged>> = before.judgements;
  const later: Readonly<Record<string, Judged>> = latest.judgements;
  for (const [area, to] of Object.entries(later)) {
    const from = earlier[area];
    if (from !== undefined && isLower(from, to)) falls.push({ area, from, to } as Fall);
  }
  if (before.safeguarding === 'met' && latest.safeguarding === 'not-met') {
    falls.push({ area: 'safeguarding', from: 'met', to: 'not-met' });
  }
  if (before.safeguarding === 'effective' && latest.safeguarding === 'not-effective') {
    falls.push({ area: 'safeguarding', from: 'effective', to: 'not-effective' });
  }
  return falls;
}

type Judged = FourPointGrade | ReportCardGrade | 'insufficient-data';

function overallOf(inspection: GradedInspection) {
  return 'overall' in inspection ? inspection.overall : null;
}

/** With and without an overall grade, the education inspection framework judges the same areas. */
function familyOf({ framework }: GradedInspection): string {
  return framework === 'education-without-overall' ? 'education' : framework;
}

/** Best first. */
const reportCardScale: readonly ReportCardGrade[] = [
  'exceptional',
  'strong-standard',
  'expected-standard',
  'needs-attention',
  'urgent-improvement',
];

function isLower(from: unknown, to: unknown): boolean {
  if (typeof from === 'number' && typeof to === 'number') return from < to;
  const places = [from, to].map((grade) => reportCardScale.indexOf(grade as ReportCardGrade));
  const [first = -1, second = -1] = places;
  return first !== -1 && second !== -1 && first < second;
}
