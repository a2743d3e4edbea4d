import { measures } from '#modules/schools/index.ts';
import type { MeasureId } from '#modules/schools/index.ts';
import { numberOf } from '#platform/csv/cells.ts';

/** What a cell of a performance table says. */
export type FigureCell =
  | { readonly kind: 'value'; readonly value: number; readonly hasSign: boolean }
  /** There is a figure, and it is kept back. */
  | { readonly kind: 'suppressed' }
  /** There is no figure: nothing was entered, or none is published for such a school. */
  | { readonly kind: 'none' }
  | { readonly kind: 'wrong'; readonly what: string };

/**
 * The publications' abbreviations. SUPP: few pupils stand behind it. LOWCOV: too few of the pupils
 * are covered. SP: a percentage so small that it is kept back.
 */
const keptBack = new Set(['SUPP', 'LOWCOV', 'SP', 'C']);
/** NA: not applicable. NE: no entries. NP: not published. NEW: a new school. Z, X: the newer signs. */
const nothing = new Set(['', 'NA', 'N/A', 'NE', 'NP', 'NEW', 'Z', 'X', ':', '.', '..', '-']);

/** Scores outside of these cannot be what the column says. */
const plausible: Readonly<Partial<Record<MeasureId, readonly [least: number, most: number]>>> = {
  'progress-8': [-10, 10],
  'attainment-8': [0, 100],
  'ks2-reading-progress': [-40, 40],
  'ks2-writing-progress': [-40, 40],
  'ks2-maths-progress': [-40, 40],
};

export function readFigure(text: string, measure: MeasureId): FigureCell {
  const cell = text.trim();
  const token = cell.toUpperCase();
  if (nothing.has(token)) return { kind: 'none' };
  if (keptBack.has(token)) return { kind: 'suppressed' };
  const value = numberOf(cell);
  if (value === undefined) return { kind: 'wrong', what: 'neither a number nor a known sign' };
  const { unit } = measures[measure];
  if (unit === 'percent' && (value < 0 || value > 100)) {
    return { kind: 'wrong', what: 'not a percentage from 0 to 100' };
  }
  if (unit === 'pupils' && (value < 0 || !Number.isInteger(value))) {
    return { kind: 'wrong', what: 'not a number of pupils' };
  }
  const [least, most] = plausible[measure] ?? [-Infinity, Infinity];
  if (value < least || value > most) {
    return { kind: 'wrong', what: `not a score from ${least} to ${most}` };
  }
  return { kind: 'value', value, hasSign: cell.endsWith('%') };
}

/** A number of pupils; undefined where the cell holds none. */
export function readPupils(text: string): number | undefined {
  const cell = text.trim();
  return /^\d{1,9}$/.test(cell) ? Number(cell) : undefined;
}
