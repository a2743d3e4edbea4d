import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';

export type FigureUnit = 'pupils' | 'percent' | 'pounds' | 'score';

export interface Measure {
  readonly name: string;
  readonly unit: FigureUnit;
  readonly publicSource: string;
}

/** The figures that set a school in its context, and where each is published. */
export const measures = {
  pupils: measure('Number on roll', 'pupils', 'school census'),
  'free-school-meals': measure('Eligible for free school meals', 'percent', 'school census'),
  'free-school-meals-ever': measure(
    'Eligible for free school meals in the last six years',
    'percent',
    'school census',
  ),
  eal: measure('English as an additional language', 'percent', 'school census'),
  'sen-support': measure('SEN support', 'percent', 'school census'),
  'ehc-plans': measure('Education, health and care plans', 'percent', 'school census'),
  'pupil-premium': measure('Pupil premium', 'percent', 'DfE allocations'),
  'pupil-premium-funding': measure('Pupil premium funding', 'pounds', 'DfE allocations'),
  absence: measure('Overall absence', 'percent', 'absence statistics'),
  'persistent-absence': measure('Persistent absence', 'percent', 'absence statistics'),
  suspensions: measure('Suspensions', 'pupils', 'suspensions and exclusions statistics'),
  exclusions: measure('Permanent exclusions', 'pupils', 'suspensions and exclusions statistics'),
  'good-level-of-development': measure(
    'Early years: good level of development',
    'percent',
    'early years foundation stage profile',
  ),
  phonics: measure('Phonics: expected standard in Year 1', 'percent', 'phonics screening check'),
  multiplication: measure(
    'Multiplication tables check: average score',
    'score',
    'multiplication tables check',
  ),
  'ks2-expected': measure(
    'Key stage 2: expected standard in reading, writing and maths',
    'percent',
    'key stage 2 performance tables',
  ),
  'ks2-higher': measure(
    'Key stage 2: higher standard in reading, writing and maths',
    'percent',
    'key stage 2 performance tables',
  ),
  'ks2-reading-progress': measure(
    'Key stage 2: progress in reading',
    'score',
    'key stage 2 performance tables',
  ),
  'ks2-writing-progress': measure(
    'Key stage 2: progress in writing',
    'score',
    'key stage 2 performance tables',
  ),
  'ks2-maths-progress': measure(
    'Key stage 2: progress in maths',
    'score',
    'key stage 2 performance tables',
  ),
  'attainment-8': measure('Attainment 8', 'score', 'key stage 4 performance tables'),
  'progress-8': measure('Progress 8', 'score', 'key stage 4 performance tables'),
  'english-maths-4': measure(
    'GCSE English and maths at grade 4 or above',
    'percent',
    'key stage 4 performance tables',
  ),
  'english-maths-5': measure(
    'GCSE English and maths at grade 5 or above',
    'percent',
    'key stage 4 performance tables',
  ),
} as const satisfies Record<string, Measure>;

export type MeasureId = keyof typeof measures;

export function isMeasure(text: string): text is MeasureId {
  return Object.hasOwn(measures, text);
}

function measure(name: string, unit: FigureUnit, publicSource: string): Measure {
  return { name, unit, publicSource };
}

/** One figure about one school, with where it comes from. */
export interface ContextFigure {
  readonly urn: Urn;
  readonly measure: MeasureId;
  readonly name: string;
  readonly unit: FigureUnit;
  /** Null where the source suppresses it because few pupils stand behind it. */
  readonly value: number | null;
  /** Whom it is about: "all", "Year 6", "disadvantaged". */
  readonly cohort: string;
  /** "2024/25", or a census day as text; empty where the source states none. */
  readonly period: string;
  readonly status: 'final' | 'provisional';
  /** How many pupils stand behind it; null where the source does not say. */
  readonly pupils: number | null;
  readonly asAt: LocalDate;
  /** "Get Information About Schools, extract of 31 August 2025", or as it was typed. */
  readonly source: string;
  /** Who typed it; null for one that came in a file. */
  readonly enteredBy: string | null;
}

/** A figure as an officer types it. */
export interface TypedFigure {
  readonly urn: Urn;
  readonly measure: MeasureId;
  readonly value: number | null;
  readonly cohort: string;
  readonly period: string;
  readonly status: 'final' | 'provisional';
  readonly asAt: LocalDate;
  readonly source: string;
}

export type FigureRefusal = 'value' | 'source' | 'as-at' | 'cohort' | 'period';

const longest = 200;

/** Checks a typed figure on the day given; answers it with the texts trimmed. Fields as in `TypedFigure`. */
export function checkTypedFigure(typed: TypedFigure, today: LocalDate): Result<TypedFigure> {
  const source = typed.source.trim();
  const cohort = typed.cohort.trim() || 'all';
  const period = typed.period.trim();
  if (source === '') {
    return refuse<FigureRefusal>('source', 'Say where the figure comes from.', 'source');
  }
  for (const [field, text] of Object.entries({ source, cohort, period })) {
    if (text.length > longest) {
      return refuse(field, `This must be ${longest} characters or fewer.`, field);
    }
  }
  if (typed.asAt > today) {
    return refuse<FigureRefusal>(
      'as-at',
      `The date of the figure must not be after today, ${shortDate(today)}.`,
      'asAt',
    );
  }
  const wrong = typed.value === null ? undefined : wrongValue(typed.value, typed.measure);
  if (wrong) return refuse<FigureRefusal>('value', wrong, 'value');
  return ok({ ...typed, source, cohort, period });
}

function wrongValue(value: number, id: MeasureId): string | undefined {
  if (!Number.isFinite(value)) return 'Enter a number.';
  const { unit } = measures[id];
  if (unit === 'percent' && (value < 0 || value > 100)) {
    return 'A percentage must be between 0 and 100.';
  }
  if (unit === 'pupils' && (value < 0 || !Number.isInteger(value))) {
    return 'A number of pupils must be a whole number, 0 or more.';
  }
  if (unit === 'pounds' && value < 0) return 'An amount must be 0 or more.';
  return undefined;
}

// Made once: making one takes longer than everything else that a figure needs.
const twoPlaces = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

/** "12.5%", "1,210", "£34,000", "4.1": for reading, in the unit's own way. */
export function figureText(value: number | null, unit: FigureUnit): string {
  if (value === null) return 'Suppressed';
  const number = twoPlaces.format(value);
  if (unit === 'percent') return `${number}%`;
  return unit === 'pounds' ? `£${number}` : number;
}
