import { shortDate } from '#kernel/dates.ts';
import type { Category, GradedInspection } from '#modules/inspections/index.ts';

/** What the rules ask of one graded inspection, each answered in the inspection's own framework. */

const categoryWords: Readonly<Record<Category, string>> = {
  'special-measures': 'special measures',
  'serious-weaknesses': 'serious weaknesses',
  'requires-significant-improvement': 'requires significant improvement',
  'notice-to-improve': 'notice to improve',
};

export type CategoryFound =
  /** The report states it. */
  | { readonly basis: 'stated'; readonly category: Category }
  /** Not stated in what is held, but the judgements put the school there. */
  | { readonly basis: 'judgements'; readonly category: Category | null };

/**
 * The category of concern that an inspection puts a school in; undefined for none. Before
 * 2 September 2024 overall Inadequate does; since then the category that the report states. On a
 * report card any Urgent improvement, or safeguarding Not met, does: special measures where
 * leadership and governance is Urgent improvement and another area is too or safeguarding is not
 * met; otherwise requires significant improvement (national rules, section 1).
 */
export function categoryIn(inspection: GradedInspection): CategoryFound | undefined {
  if (inspection.category !== null) return { basis: 'stated', category: inspection.category };
  if (inspection.framework === 'report-card') return categoryOfCard(inspection);
  if (inspection.framework === 'education-without-overall') return undefined;
  return inspection.overall === 4 ? { basis: 'judgements', category: null } : undefined;
}

function categoryOfCard(
  card: Extract<GradedInspection, { framework: 'report-card' }>,
): CategoryFound | undefined {
  const urgent = Object.values(card.judgements).filter((grade) => grade === 'urgent-improvement');
  const notMet = card.safeguarding === 'not-met';
  if (urgent.length === 0 && !notMet) return undefined;
  const leadership = card.judgements['leadership-and-governance'] === 'urgent-improvement';
  const special = leadership && (urgent.length > 1 || notMet);
  return {
    basis: 'judgements',
    category: special ? 'special-measures' : 'requires-significant-improvement',
  };
}

/** "Special measures", with which a sentence can go on. */
export function categoryText({ category }: CategoryFound): string {
  return category === null ? 'a category of concern' : categoryWords[category];
}

/** Requires improvement, or Satisfactory as grade 3 was called before September 2012, overall. */
export function isThreeOverall(inspection: GradedInspection): boolean {
  return 'overall' in inspection && inspection.overall === 3;
}

/** Requires improvement in quality of education or in leadership and management, since September 2024. */
export function requiresImprovementInEither(inspection: GradedInspection): boolean {
  if (inspection.framework !== 'education-without-overall') return false;
  const { judgements } = inspection;
  return judgements['quality-of-education'] === 3 || judgements['leadership-and-management'] === 3;
}

export function needsAttentionInLeadership(inspection: GradedInspection): boolean {
  return (
    inspection.framework === 'report-card' &&
    inspection.judgements['leadership-and-governance'] === 'needs-attention'
  );
}

/** Needs attention in any area of a report card. */
export function needsAttentionAnywhere(inspection: GradedInspection): boolean {
  return (
    inspection.framework === 'report-card' &&
    Object.values(inspection.judgements).includes('needs-attention')
  );
}

/** Overall below Good: for the 2022 rule, which knows overall grades alone. */
export function isBelowGoodOverall(inspection: GradedInspection): boolean {
  return 'overall' in inspection && inspection.overall !== null && inspection.overall >= 3;
}

/**
 * Below Good, or the equivalent where there is no overall grade: a category, or below Good in
 * leadership and management or quality of education; on a report card a category, or Needs
 * attention in leadership and governance. For the policy on stuck schools.
 */
export function isBelowGood(inspection: GradedInspection): boolean {
  if (categoryIn(inspection)) return true;
  if (inspection.framework === 'report-card') return needsAttentionInLeadership(inspection);
  if (inspection.framework !== 'education-without-overall') return isBelowGoodOverall(inspection);
  const areas = ['quality-of-education', 'leadership-and-management'] as const;
  return areas.some((area) => {
    const judged = inspection.judgements[area];
    return typeof judged === 'number' && judged >= 3;
  });
}

/**
 * A relevant assessment of the 2025 rule: a category statement; or Needs attention in leadership
 * and governance; or Requires improvement in quality of education or leadership and management
 * (since 2 September 2024), or overall (before; Satisfactory too).
 */
export function isRelevantAssessment(inspection: GradedInspection): boolean {
  return (
    categoryIn(inspection) !== undefined ||
    needsAttentionInLeadership(inspection) ||
    requiresImprovementInEither(inspection) ||
    isThreeOverall(inspection)
  );
}

/**
 * "of 14 January 2025 (Requires improvement overall)": its day, whose it was where that was another
 * school, and what it judged.
 */
export function described(inspection: GradedInspection): string {
  const { firstDay, predecessor } = inspection;
  const whose = predecessor === null ? '' : `as ${nameOf(predecessor)}: `;
  return `of ${shortDate(firstDay)} (${whose}${judgementText(inspection)})`;
}

export function nameOf(school: { readonly urn: number; readonly name: string | null }): string {
  return school.name === null ? `URN ${school.urn}` : `${school.name}, URN ${school.urn}`;
}

/** What an inspection judged, as far as these rules look: "Requires improvement overall". */
function judgementText(inspection: GradedInspection): string {
  const category = categoryIn(inspection);
  const inCategory = category ? `; ${categoryText(category)}` : '';
  if (inspection.framework === 'report-card') {
    return `${cardText(inspection)}${inCategory}`;
  }
  if (inspection.framework === 'education-without-overall') {
    const { judgements } = inspection;
    return `no overall grade, quality of education ${gradeText(judgements['quality-of-education'])}, leadership and management ${gradeText(judgements['leadership-and-management'])}${inCategory}`;
  }
  return `${overallText(inspection)} overall${inCategory}`;
}

/** Leadership and governance, then whatever else is below the expected standard. */
function cardText(card: Extract<GradedInspection, { framework: 'report-card' }>): string {
  const { 'leadership-and-governance': leadership, ...others } = card.judgements;
  const words = leadership === undefined ? 'not judged' : cardGrades[leadership];
  const below = (['urgent-improvement', 'needs-attention'] as const).flatMap((grade) => {
    const areas = Object.entries(others).filter(([, given]) => given === grade);
    const names = areas.map(([area]) => areaText(area)).join(', ');
    return areas.length === 0 ? [] : [`${cardGrades[grade]} in ${names}`];
  });
  const safeguarding = card.safeguarding === 'not-met' ? ['safeguarding Not met'] : [];
  return [`leadership and governance ${words}`, ...below, ...safeguarding].join('; ');
}

function areaText(area: string): string {
  if (area === 'post-16') return 'post-16 provision';
  return area.replaceAll('-', ' ').replace('well being', 'well-being');
}

const cardGrades = {
  exceptional: 'Exceptional',
  'strong-standard': 'Strong standard',
  'expected-standard': 'Expected standard',
  'needs-attention': 'Needs attention',
  'urgent-improvement': 'Urgent improvement',
} as const;

function overallText(inspection: GradedInspection): string {
  if (!('overall' in inspection) || inspection.overall === null) return 'no grade in the data';
  if (inspection.overall === 3 && inspection.framework === 'section-5-2005') return 'Satisfactory';
  return gradeText(inspection.overall);
}

function gradeText(grade: 1 | 2 | 3 | 4 | 'insufficient-data' | undefined): string {
  switch (grade) {
    case undefined:
      return 'not judged';
    case 'insufficient-data':
      return 'insufficient data';
    case 1:
      return 'Outstanding';
    case 2:
      return 'Good';
    case 3:
      return 'Requires improvement';
    case 4:
      return 'Inadequate';
  }
}
