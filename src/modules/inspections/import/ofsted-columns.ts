import type { FourPointArea, ReportCardArea } from '../domain/frameworks.ts';

/**
 * The columns of Ofsted's management information, found by what their headings mean, because the
 * headings drift from month to month. A meaning is `slot.fact`: which inspection, and what of it.
 */
export type Slot = 'latest' | 'previous' | 'oeif' | 'ungraded';

export const fourPointAreas: Readonly<Record<FourPointArea, readonly string[]>> = {
  'quality-of-education': ['quality of education'],
  'behaviour-and-attitudes': ['behaviour and attitudes'],
  'personal-development': ['personal development'],
  'leadership-and-management': [
    'effectiveness of leadership and management',
    'leadership and management',
  ],
  'early-years': ['early years provision'],
  'sixth-form': ['sixth form provision', '16 to 19 study programmes', '16 19 study programmes'],
  'teaching-learning-and-assessment': ['quality of teaching learning and assessment'],
  'personal-development-behaviour-and-welfare': ['personal development behaviour and welfare'],
  outcomes: ['outcomes for pupils', 'outcomes for children and learners'],
};

/** Judged until August 2019 alone: files since then have no columns for them. */
const areasOf2015: ReadonlySet<string> = new Set([
  'teaching-learning-and-assessment',
  'personal-development-behaviour-and-welfare',
  'outcomes',
]);

export const reportCardAreas: Readonly<Record<ReportCardArea, readonly string[]>> = {
  inclusion: ['inclusion'],
  'curriculum-and-teaching': ['curriculum and teaching'],
  achievement: ['achievement'],
  'attendance-and-behaviour': ['attendance and behaviour'],
  'personal-development-and-well-being': ['personal development and wellbeing'],
  'leadership-and-governance': ['leadership and governance'],
  'early-years': ['early years'],
  'post-16': ['post 16 provision', 'post 16'],
};

/**
 * A heading without what drifts: case, brackets and their content, punctuation, double spaces,
 * years, "the" and "latest"; and with the newer of two words for the same thing ("section 8" and
 * "full" inspections became "ungraded" and "graded" ones, "date of judgement" was "date of grade").
 */
export function meaningKey(heading: string): string {
  return ` ${heading} `
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/ 20\d\d( \d\d(\d\d)?)? /g, ' ')
    .replaceAll('section 8 inspection', 'ungraded inspection')
    .replaceAll('full inspection', 'graded inspection')
    .replaceAll('date of grade', 'date of judgement')
    .replaceAll('well being', 'wellbeing')
    .replace(/ (the|latest)(?= )/g, '')
    .replace(/ +/g, ' ')
    .trim();
}

const meanings = new Map<string, string>();

function means(meaning: string, ...keys: readonly string[]): void {
  for (const key of keys) meanings.set(key, meaning);
}

means('school.urn', 'urn');
means('school.laestab', 'laestab');
means('school.name', 'school name');
means('school.pupils', 'total number of pupils', 'total pupils');

// The latest graded inspection; in the report-card layout, the latest report card.
means('latest.number', 'inspection number of graded inspection', 'inspection number');
means('latest.type', 'inspection type');
means('latest.typeGroup', 'inspection type grouping');
means('latest.firstDay', 'inspection start date', 'inspection date');
means('latest.published', 'publication date');
means('latest.urn', 'urn at time of graded inspection');
means('latest.name', 'school name at time of graded inspection');
means('latest.category', 'category of concern');
means('latest.overall', 'overall effectiveness');
means('latest.safeguarding', 'safeguarding is effective', 'is safeguarding effective');

means('previous.number', 'previous inspection number', 'previous graded inspection number');
means(
  'previous.firstDay',
  'previous inspection start date',
  'previous graded inspection start date',
  'previous graded inspection date',
);
means(
  'previous.published',
  'previous publication date',
  'previous graded inspection publication date',
);
means('previous.urn', 'urn at time of previous graded inspection');
means('previous.name', 'school name at time of previous graded inspection');
means(
  'previous.category',
  'previous category of concern',
  'previous graded inspection category of concern',
);
means(
  'previous.overall',
  'previous graded inspection overall effectiveness',
  'previous overall effectiveness',
);
means('previous.safeguarding', 'previous safeguarding is effective');

means('oeif.number', 'inspection number of oeif graded inspection');
means('oeif.type', 'inspection type of oeif graded inspection');
means('oeif.typeGroup', 'inspection type grouping of oeif graded inspection');
means('oeif.firstDay', 'inspection start date of oeif graded inspection');
means('oeif.published', 'publication date of oeif graded inspection');
means('oeif.urn', 'urn at time of oeif graded inspection');
means('oeif.name', 'school name at time of oeif graded inspection');
means('oeif.category', 'oeif category of concern');
means('oeif.overall', 'oeif overall effectiveness');
means('oeif.safeguarding', 'oeif safeguarding is effective');

for (const [area, keys] of Object.entries(fourPointAreas)) {
  means(`latest.${area}`, ...keys);
  means(`previous.${area}`, ...keys.map((key) => `previous ${key}`));
  means(`oeif.${area}`, ...keys.map((key) => `oeif ${key}`));
}

for (const [area, keys] of Object.entries(reportCardAreas)) {
  means(`card.${area}`, ...keys);
  means(`card.${area}.day`, ...keys.map((key) => `${key} date of judgement`));
}
means('card.safeguarding', 'safeguarding standards');
means('card.safeguarding.day', 'safeguarding standards date of judgement');

means(
  'ungraded.number',
  'ungraded inspection number since last graded inspection',
  'ungraded inspection number',
);
means('ungraded.firstDay', 'date of ungraded inspection');
means('ungraded.published', 'ungraded inspection publication date');
means('ungraded.urn', 'urn at time of ungraded inspection');
means('ungraded.name', 'school name at time of ungraded inspection');
means('ungraded.outcome', 'ungraded inspection overall outcome');
means(
  'ungraded.converted',
  'did ungraded inspection convert to a graded inspection',
  'did ungraded inspection convert to graded inspection',
);

const unused: ReadonlySet<string> = new Set([
  'web link',
  'ofsted phase',
  'type of education',
  'school open date',
  'admissions policy',
  'sixth form',
  'designated religious character',
  'religious ethos',
  'faith grouping',
  'ofsted region',
  'region',
  'local authority',
  'parliamentary constituency',
  'multi academy trust uid',
  'multi academy trust name',
  'academy sponsor uid',
  'academy sponsor name',
  'postcode',
  'number of warning notices issued in academic year',
  'income deprivation affecting children index quintile',
  'statutory lowest age',
  'statutory highest age',
  'number of ungraded inspections since last graded inspection',
  'number of monitoring and urgent inspections since last graded inspection',
  'number of other ungraded inspections since last graded inspection',
  'event type grouping',
  'event type grouping of oeif graded inspection',
  'inspection end date',
  'previous inspection end date',
  'current school type used for chart c6',
  'most recent category of concern',
  ...[
    'graded inspection',
    'previous graded inspection',
    'oeif graded inspection',
    'ungraded inspection',
  ].flatMap((inspection) => [
    `does ${inspection} relate to urn of current school`,
    `laestab at time of ${inspection}`,
    `school type at time of ${inspection}`,
  ]),
]);

export type HeadingMeaning =
  | { readonly kind: 'used'; readonly meaning: string }
  | { readonly kind: 'unused' }
  | { readonly kind: 'unrecognised' };

export function meaningOf(heading: string): HeadingMeaning {
  const key = meaningKey(heading);
  const meaning = meanings.get(key);
  if (meaning !== undefined) return { kind: 'used', meaning };
  return { kind: unused.has(key) ? 'unused' : 'unrecognised' };
}

export type OfstedLayout = 'graded' | 'report-card';

/** What a file of each layout must have, with the words for it in a refusal. */
export const required: Readonly<Record<OfstedLayout, Readonly<Record<string, string>>>> = {
  graded: {
    'school.urn': 'URN',
    'latest.number': 'Inspection number of latest graded inspection',
    'latest.firstDay': 'Inspection start date',
    'latest.category': 'Category of concern',
    'latest.overall': 'Overall effectiveness',
    'latest.leadership-and-management': 'Effectiveness of leadership and management',
  },
  'report-card': {
    'school.urn': 'URN',
    'latest.number': 'Inspection number of latest full inspection',
    'latest.firstDay': 'Inspection start date',
    'latest.category': 'Category of concern',
    'card.safeguarding': 'Safeguarding standards',
    'card.inclusion': 'Inclusion',
    'card.curriculum-and-teaching': 'Curriculum and teaching',
    'card.achievement': 'Achievement',
    'card.attendance-and-behaviour': 'Attendance and behaviour',
    'card.personal-development-and-well-being': 'Personal development and wellbeing',
    'card.leadership-and-governance': 'Leadership and governance',
  },
};

/** One of these must be in the layout of graded inspections: the second until August 2019. */
export const teachingJudged = [
  'latest.quality-of-education',
  'latest.teaching-learning-and-assessment',
] as const;

const inOtherLayout: Readonly<Record<OfstedLayout, (meaning: string) => boolean>> = {
  graded: (meaning) =>
    /^(card|oeif)\./.test(meaning) || areasOf2015.has(meaning.split('.')[1] ?? ''),
  'report-card': (meaning) =>
    meaning.startsWith('previous.') ||
    areasOf2015.has(meaning.split('.')[1] ?? '') ||
    (meaning.startsWith('latest.') && meaning.slice('latest.'.length) in fourPointAreas) ||
    ['latest.overall', 'latest.safeguarding', 'ungraded.converted'].includes(meaning),
};

/** What the layout usually has and a file has not, in the words of the headings. */
export function missingFrom(layout: OfstedLayout, found: ReadonlySet<string>): string[] {
  const missing = new Map<string, string>();
  for (const [words, meaning] of meanings) {
    if (found.has(meaning) || missing.has(meaning) || inOtherLayout[layout](meaning)) continue;
    missing.set(meaning, words);
  }
  return [...missing.values()];
}

/** The columns of the staging table, in the order in which the reader writes them. */
export const stagedColumns = [
  'line',
  'kind',
  'urn',
  'la_code',
  'pupils',
  'inspection_number',
  'framework',
  'type',
  'type_group',
  'first_day',
  'published_on',
  'urn_at_time',
  'school_name_at_time',
  'category',
  'overall',
  'judgements',
  'judged_on',
  'safeguarding',
  'outcome',
] as const;

/** The columns of `inspections` that a file fills, without its key. */
export const factColumns = [
  'kind',
  'framework',
  'type',
  'type_group',
  'first_day',
  'published_on',
  'urn_at_time',
  'school_name_at_time',
  'category',
  'overall',
  'judgements',
  'judged_on',
  'safeguarding',
  'outcome',
] as const;
