import type { AcademicYear } from '#kernel/academic-year.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { MeasureId } from '#modules/schools/index.ts';
import { followed } from './followed.ts';
import { kindNames } from './school-kind.ts';
import type { SchoolKind } from './school-kind.ts';

/** Whose average a published figure is. */
export type BenchmarkSchools = 'primary' | 'secondary' | 'special' | 'state-funded' | 'all';

/** What a school's figure is compared with: a published average, or one computed here. */
export interface Comparator {
  readonly of: 'authority' | 'England';
  /** "primary schools", "state-funded schools" */
  readonly schools: string;
  /** Null where it was suppressed. */
  readonly value: number | null;
  readonly pupils: number | null;
  readonly status: 'final' | 'provisional';
  /** Whether it is an average that the product computed, because no publication has it. */
  readonly computed: boolean;
  readonly asAt: LocalDate;
  /** Where it comes from, with its date, and how it was computed where it was. */
  readonly source: string;
  /** The two apart: the publication with its date, and the way of computing it. */
  readonly publication: string;
  readonly method: string | undefined;
}

/** A figure of an authority or of England, as held. */
export interface Benchmark {
  readonly of: Comparator['of'];
  readonly schools: BenchmarkSchools;
  readonly measure: MeasureId;
  readonly cohort: string;
  readonly period: AcademicYear;
  readonly value: number | null;
  readonly pupils: number | null;
  readonly status: 'final' | 'provisional';
  readonly asAt: LocalDate;
  readonly source: string;
}

/** The average of the schools of one kind in one file. */
export interface Average {
  readonly kind: SchoolKind;
  readonly measure: MeasureId;
  readonly cohort: string;
  readonly period: AcademicYear;
  /** How many schools have a figure that is not suppressed. */
  readonly schools: number;
  /** Weighted by pupils; null where the number behind any of the figures is not known. */
  readonly weighted: number | null;
  /** Every school counted alike. */
  readonly plain: number;
  readonly pupils: number | null;
  readonly status: 'final' | 'provisional';
  readonly asAt: LocalDate;
  /** The file, with its date. */
  readonly source: string;
}

/** Fewer schools than this make no average: each could be told from it. */
const fewestSchools = 3;

/**
 * The published average to compare a school of this kind with: that of its own kind, else, for a
 * mainstream school, that of every state-funded school. A special school is never compared with
 * mainstream ones, and nobody with independent schools.
 */
export function benchmarkFor(
  kind: SchoolKind | undefined,
  benchmarks: readonly Benchmark[],
): Benchmark | undefined {
  const isMainstream = kind === 'primary' || kind === 'secondary';
  const own = benchmarks.find(({ schools }) => schools === kind);
  if (own || !isMainstream) return own;
  return benchmarks.find(({ schools }) => schools === 'state-funded');
}

export function comparatorOf(benchmark: Benchmark): Comparator {
  const { of, schools, value, pupils, status, asAt, source } = benchmark;
  return {
    of,
    schools: schoolsNames[schools],
    value,
    pupils,
    status,
    computed: false,
    asAt,
    source,
    publication: source,
    method: undefined,
  };
}

const schoolsNames: Readonly<Record<BenchmarkSchools, string>> = {
  primary: kindNames.primary,
  secondary: kindNames.secondary,
  special: kindNames.special,
  'state-funded': 'state-funded schools',
  all: 'all schools',
};

/** The computed average as a comparator; undefined where too few schools stand behind it. */
export function comparatorOfAverage(average: Average): Comparator | undefined {
  const { kind, measure, schools, weighted, plain, pupils, status, asAt, source } = average;
  if (schools < fewestSchools) return undefined;
  const how =
    weighted === null
      ? 'each school counted alike, because the file does not say how many pupils stand behind each figure'
      : 'weighted by the pupils behind each figure';
  const method = `average of the authority’s ${schools} ${kindNames[kind]} in this file, computed here, ${how}`;
  return {
    of: 'authority',
    schools: kindNames[kind],
    value: roundedTo(followed(measure)?.centredOnNought ? 2 : 1, weighted ?? plain),
    pupils: weighted === null ? null : pupils,
    status,
    computed: true,
    asAt,
    source: `${source}: ${method}`,
    publication: source,
    method,
  };
}

const nought =
  'Department for Education: progress scores are made so that the average of pupils in England is 0';

/**
 * England's average where the measure itself fixes it: progress scores are made so that the average
 * of all pupils in mainstream schools is 0, as soon as there are any.
 */
export function fixedAverage(
  measure: MeasureId,
  kind: SchoolKind | undefined,
  { asAt }: Pick<Comparator, 'asAt'>,
): Comparator | undefined {
  const isMainstream = kind === 'primary' || kind === 'secondary';
  if (!isMainstream || !followed(measure)?.centredOnNought) return undefined;
  return {
    of: 'England',
    schools: 'mainstream schools',
    value: 0,
    pupils: null,
    status: 'final',
    computed: false,
    asAt,
    source: nought,
    publication: nought,
    method: undefined,
  };
}

/** An average as the public tables round theirs: progress scores to two places, all else to one. */
function roundedTo(places: number, value: number): number {
  return Math.round(value * 10 ** places) / 10 ** places;
}
