import { parseAcademicYear } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { EarlyWarningFigure, EarlyWarningRules } from '#policy-pack/index.ts';
import { descending, yearsUsed } from './recent.ts';
import type { FigureRead, FigureUsed, Reason } from './reason.ts';

/** Why a figure of the years that are used is left aside all the same. */
export type LeftAside =
  'suppressed' | 'too few pupils' | 'number of pupils not known' | 'not compared';

/**
 * Why a figure cannot be used; undefined where it can. Careful by intent: where it is not known how
 * many pupils stand behind a figure, it is left aside like one with too few.
 */
export function leftAside(
  { value, pupils, comparator }: FigureRead,
  { fewestPupils }: EarlyWarningRules,
): LeftAside | undefined {
  if (value === null) return 'suppressed';
  if (pupils === null) return 'number of pupils not known';
  if (pupils < fewestPupils.value) return 'too few pupils';
  return comparator === null ? 'not compared' : undefined;
}

/**
 * The figures of the years used that were known on the day, one of each measure and year: the one
 * of the latest date, where several are held. What is older is not among them.
 */
export function figuresInUse(
  figures: readonly FigureRead[],
  rules: EarlyWarningRules,
  asAt: LocalDate,
): {
  readonly rule: EarlyWarningFigure;
  readonly year: AcademicYear;
  readonly figure: FigureRead;
}[] {
  const years = new Set(yearsUsed(asAt, rules.academicYears));
  const found = new Map<string, ReturnType<typeof figuresInUse>[number]>();
  for (const figure of figures) {
    if (figure.asAt > asAt) continue;
    const year = parseAcademicYear(figure.period);
    const rule = rules.figures.find(({ measure }) => measure === figure.measure);
    if (!rule || year === undefined || !years.has(year)) continue;
    const key = `${figure.measure} ${year}`;
    const before = found.get(key);
    if (!before || supersedes(figure, before.figure)) found.set(key, { rule, year, figure });
  }
  return [...found.values()];
}

/** Any order of the same figures must give the same: equal dates are told apart by their source. */
function supersedes(figure: FigureRead, other: FigureRead): boolean {
  return (
    (descending(figure.asAt, other.asAt) ||
      descending(figure.source, other.source) ||
      descending(JSON.stringify(figure), JSON.stringify(other))) < 0
  );
}

/** What the figures of the last academic years give reason to look at, in the order of the rules. */
export function figureReasons(
  figures: readonly FigureRead[],
  rules: EarlyWarningRules,
  asAt: LocalDate,
): Reason[] {
  const used = new Map<string, FigureUsed[]>();
  for (const { rule, year, figure } of figuresInUse(figures, rules, asAt)) {
    const { value, pupils, comparator } = figure;
    if (value === null || pupils === null || comparator === null) continue;
    if (leftAside(figure, rules)) continue;
    const apart = rounded(
      rule.worse === 'lower' ? comparator.value - value : value - comparator.value,
    );
    const list = used.get(rule.measure) ?? [];
    list.push({ ...figure, value, pupils, comparator, year, apart });
    used.set(rule.measure, list);
  }
  return rules.figures.flatMap((rule) => {
    if (rule.insteadOf !== null && used.has(rule.insteadOf)) return [];
    return reasonBy(rule, used.get(rule.measure) ?? []) ?? [];
  });
}

function reasonBy(rule: EarlyWarningFigure, figures: readonly FigureUsed[]): Reason | undefined {
  const [latest, earlier] = figures.toSorted((a, b) => descending(a.year, b.year));
  if (!latest) return undefined;
  // A school is not said to slip because it is compared with other schools than the year before.
  const before =
    earlier && earlier.comparator.of === latest.comparator.of && isYearBefore(earlier, latest)
      ? earlier
      : null;
  const isWellApart = latest.apart >= rule.wellApart && isWorth(latest.apart, latest, rule);
  const grown = before === null ? 0 : rounded(latest.apart - before.apart);
  const isSlipping =
    latest.apart >= rule.slipping.apart &&
    grown >= rule.slipping.by &&
    isWorth(grown, latest, rule);
  if (!isWellApart && !isSlipping) return undefined;
  return { kind: rule.kind, rule, latest, before, isWellApart, isSlipping };
}

function isYearBefore(earlier: FigureUsed, latest: FigureUsed): boolean {
  return Number(latest.year.slice(0, 4)) - Number(earlier.year.slice(0, 4)) === 1;
}

/** Whether a difference in percentage points is one of so many pupils, where it is of pupils at all. */
function isWorth(
  apart: number,
  { pupils }: FigureUsed,
  { pupilsApart }: EarlyWarningFigure,
): boolean {
  return pupilsApart === null || rounded((apart * pupils) / 100) >= pupilsApart;
}

/** Published figures have two decimals at most: more than that is the computer's own. */
function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}
