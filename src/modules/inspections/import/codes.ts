import type { Category } from '../domain/inspection.ts';
import type { FourPointJudgement, ReportCardGrade } from '../domain/frameworks.ts';

/** What a code of the published data says: a value, nothing to say, or a code that is not known. */
export type Read<Value> = { readonly value: Value | null } | 'unknown';

const none = { value: null } as const;

/** How the data writes that there is nothing: not inspected, not applicable, not recorded. */
const nothing: ReadonlySet<string> = new Set([
  '',
  'null',
  '-',
  'n/a',
  'na',
  'none',
  'not applicable',
]);

const longestNothing = Math.max(...[...nothing].map((text) => text.length));

export function isMissing(text: string): boolean {
  if (text.length === 0) return true;
  // Most cells are grades and dates, or long: neither can be one of those words.
  if (text.length > longestNothing || (text >= '0' && text < ':')) return false;
  return nothing.has(text.toLowerCase());
}

/** 1 to 4; 8 insufficient data; 9 not applicable; 0 is on some 40 rows for a provision not graded. */
const fourPoint: ReadonlyMap<string, FourPointJudgement | null> = new Map<
  string,
  FourPointJudgement | null
>([
  ['1', 1],
  ['2', 2],
  ['3', 3],
  ['4', 4],
  ['8', 'insufficient-data'],
  ['9', null],
  ['0', null],
  ['not judged', null],
]);

export function readFourPoint(text: string): Read<FourPointJudgement> {
  if (isMissing(text)) return none;
  const value = fourPoint.get(text.toLowerCase());
  return value === undefined ? 'unknown' : { value };
}

const reportCard: ReadonlyMap<string, ReportCardGrade> = new Map([
  ['exceptional', 'exceptional'],
  ['strong standard', 'strong-standard'],
  ['expected standard', 'expected-standard'],
  ['needs attention', 'needs-attention'],
  ['urgent improvement', 'urgent-improvement'],
]);

export function readReportCard(text: string): Read<ReportCardGrade> {
  if (isMissing(text)) return none;
  const value = reportCard.get(text.toLowerCase());
  return value === undefined ? 'unknown' : { value };
}

const categories: ReadonlyMap<string, Category> = new Map([
  ['sm', 'special-measures'],
  ['special measures', 'special-measures'],
  ['swk', 'serious-weaknesses'],
  ['sw', 'serious-weaknesses'],
  ['serious weaknesses', 'serious-weaknesses'],
  ['rsi', 'requires-significant-improvement'],
  ['requires significant improvement', 'requires-significant-improvement'],
  ['nti', 'notice-to-improve'],
  ['notice to improve', 'notice-to-improve'],
]);

/** A blank means that the school was inspected and there is no concern. */
export function readCategory(text: string): Read<Category> {
  if (isMissing(text)) return none;
  const value = categories.get(text.toLowerCase());
  return value === undefined ? 'unknown' : { value };
}

type Safeguarding = 'effective' | 'not-effective' | 'met' | 'not-met';

const safeguarding: ReadonlyMap<string, Safeguarding | null> = new Map<string, Safeguarding | null>(
  [
    ['yes', 'effective'],
    ['no', 'not-effective'],
    ['met', 'met'],
    ['not met', 'not-met'],
    ['9', null],
    ['8', null],
  ],
);

export function readSafeguarding(text: string): Read<Safeguarding> {
  if (isMissing(text)) return none;
  const value = safeguarding.get(text.toLowerCase());
  return value === undefined ? 'unknown' : { value };
}
