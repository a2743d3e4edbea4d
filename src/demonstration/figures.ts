import { yearEndingIn } from '#kernel/academic-year.ts';
import { addDays, date, dayOfWeek } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { existsIn } from '#modules/performance/index.ts';
import type { NewBenchmark } from '#modules/performance/index.ts';
import { sourceText } from '#modules/schools/index.ts';
import type { MeasureId } from '#modules/schools/index.ts';
import type { ContextFigureRow } from '#platform/db/tables/schools.ts';
import type { CitySchool } from './city.ts';
import { randomFor } from './random.ts';
import type { Random } from './random.ts';
import { placesOf } from './register.ts';
import { schoolDayUntil } from './school-year.ts';

/** What put every fact of the demonstration here; see `sourceText`. */
export const source = 'demonstration';

/** How many years back the figures reach. */
const years = 3;

interface Value {
  readonly measure: MeasureId;
  readonly cohort: string;
  readonly value: number | null;
  /** How many pupils stand behind it, where the publication says so. */
  readonly pupils?: number;
}

/** What a school is known by over the last years, each figure as of the day that its kind is published. */
export function figuresOf(school: CitySchool, today: LocalDate): ContextFigureRow[] {
  const random = randomFor(`figures ${school.entry[0]}`);
  const nature = natureOf(school, random);
  const thisYear = Number(today.slice(0, 4));
  const rows: ContextFigureRow[] = [];
  const add = (values: readonly Value[], period: string, asAt: LocalDate, isFinal = true) => {
    if (asAt > today) return;
    for (const { measure, cohort, value, pupils } of values) {
      rows.push({
        urn: school.urn,
        measure,
        cohort,
        period,
        source,
        value: value === null ? null : String(value),
        status: isFinal ? 'final' : 'provisional',
        as_at: asAt,
        source_text: sourceText(source, asAt),
        import_id: null,
        entered_by_id: null,
        entered_by: null,
        entered_at: null,
        pupils: pupils ?? null,
      });
    }
  };
  for (let year = thisYear - years; year <= thisYear; year += 1) {
    const schoolYear = yearEndingIn(year);
    add(census(nature, random), schoolYear, censusDay(year));
    add(premium(nature, random), yearEndingIn(year + 1), publication(year, '07-04'));
    add(attendance(nature, random), schoolYear, publication(year, '10-16'));
    const results = [...resultsOf(school, nature, random), ...progressOf(nature, random)];
    const { asAt, isFinal } = resultsDay(year, today);
    add(
      results.filter(({ measure }) => existsIn(measure, schoolYear)),
      schoolYear,
      asAt,
      isFinal,
    );
  }
  return rows;
}

/** Results come out provisional in September, and final in December. */
function resultsDay(year: number, today: LocalDate): { asAt: LocalDate; isFinal: boolean } {
  const revised = publication(year, '12-11');
  return revised <= today
    ? { asAt: revised, isFinal: true }
    : { asAt: publication(year, '09-11'), isFinal: false };
}

/** England's averages as this authority's schools are compared with them: invented, near what is usual. */
const national: Readonly<Record<'primary' | 'secondary' | 'special', readonly Average[]>> = {
  primary: [
    { from: 'results', measure: 'ks2-expected', cohort: 'Year 6', value: 61.4, yearly: 0.7 },
    { from: 'results', measure: 'ks2-higher', cohort: 'Year 6', value: 8.2, yearly: 0.2 },
    { from: 'absence', measure: 'absence', value: 5.4, yearly: -0.2 },
    { from: 'absence', measure: 'persistent-absence', value: 14.9, yearly: -0.8 },
    { from: 'census', measure: 'free-school-meals', value: 24.6, yearly: 0.5 },
    { from: 'census', measure: 'eal', value: 22.8, yearly: 0.3 },
    { from: 'census', measure: 'sen-support', value: 14.3, yearly: 0.4 },
    { from: 'census', measure: 'ehc-plans', value: 3.2, yearly: 0.3 },
  ],
  secondary: [
    { from: 'results', measure: 'progress-8', cohort: 'Year 11', value: -0.03, yearly: 0 },
    { from: 'results', measure: 'attainment-8', cohort: 'Year 11', value: 46.1, yearly: -0.1 },
    { from: 'results', measure: 'english-maths-4', cohort: 'Year 11', value: 65.2, yearly: 0.1 },
    { from: 'results', measure: 'english-maths-5', cohort: 'Year 11', value: 45.7, yearly: 0.2 },
    { from: 'absence', measure: 'absence', value: 8.5, yearly: -0.2 },
    { from: 'absence', measure: 'persistent-absence', value: 24.4, yearly: -1.1 },
    { from: 'census', measure: 'free-school-meals', value: 25.1, yearly: 0.7 },
    { from: 'census', measure: 'eal', value: 18.9, yearly: 0.4 },
    { from: 'census', measure: 'sen-support', value: 13.1, yearly: 0.4 },
    { from: 'census', measure: 'ehc-plans', value: 2.9, yearly: 0.2 },
  ],
  special: [
    { from: 'absence', measure: 'absence', value: 12.7, yearly: -0.1 },
    { from: 'absence', measure: 'persistent-absence', value: 36.9, yearly: -0.6 },
    { from: 'census', measure: 'free-school-meals', value: 46.8, yearly: 0.4 },
    { from: 'census', measure: 'eal', value: 15.9, yearly: 0.3 },
  ],
};

interface Average {
  readonly from: 'census' | 'absence' | 'results';
  readonly measure: MeasureId;
  readonly cohort?: string;
  /** Of the last year, and by how much it went up from each year to the next. */
  readonly value: number;
  readonly yearly: number;
}

/** England's averages over the same years as the figures of the schools. */
export function benchmarksUntil(today: LocalDate): NewBenchmark[] {
  const thisYear = Number(today.slice(0, 4));
  const rows: NewBenchmark[] = [];
  for (const schools of ['primary', 'secondary', 'special'] as const) {
    for (const { from, measure, cohort = 'all', value, yearly } of national[schools]) {
      for (let year = thisYear - years; year <= thisYear; year += 1) {
        const period = yearEndingIn(year);
        const { asAt, isFinal } = averageDay(from, year, today);
        if (asAt > today || !existsIn(measure, period)) continue;
        rows.push({
          area: 'england',
          area_code: 'NAT',
          schools,
          measure,
          cohort,
          period,
          source,
          value: String(Math.round((value + yearly * (year - thisYear)) * 100) / 100),
          pupils: null,
          status: isFinal ? 'final' : 'provisional',
          as_at: asAt,
          source_text: sourceText(source, asAt),
        });
      }
    }
  }
  return rows;
}

/** The day on which an average comes out, which is that of the schools' own figures. */
function averageDay(
  from: Average['from'],
  year: number,
  today: LocalDate,
): { asAt: LocalDate; isFinal: boolean } {
  switch (from) {
    case 'census':
      return { asAt: censusDay(year), isFinal: true };
    case 'absence':
      return { asAt: publication(year, '10-16'), isFinal: true };
    case 'results':
      return resultsDay(year, today);
  }
}

/** What makes one school unlike another, and stays much the same from year to year. */
interface Nature {
  readonly pupils: number;
  readonly poverty: number;
  readonly eal: number;
  readonly sen: number;
  readonly plans: number;
  /** From -1, well below others, to 1, well above. */
  readonly strength: number;
  readonly phase: CitySchool['entry'][2];
}

function natureOf({ entry, story }: CitySchool, random: Random): Nature {
  const [, , phase, size] = entry;
  const special = phase === 'special' || phase === 'other';
  return {
    phase,
    pupils: Math.round(placesOf(phase, size) * (0.84 + random.next() * 0.15)),
    poverty: random.tenth(special ? 38 : 12, special ? 62 : 46),
    eal: random.tenth(4, 52),
    sen: special ? 2.1 : random.tenth(9, 22),
    plans: special ? 97.9 : random.tenth(1.5, 6),
    strength: story ? -0.5 - random.next() * 0.3 : random.next() * 1.6 - 0.6,
  };
}

const everyone = (measure: MeasureId, value: number | null): Value => ({
  measure,
  cohort: 'all',
  value,
});

function census({ pupils, poverty, eal, sen, plans }: Nature, random: Random): Value[] {
  return [
    everyone('pupils', pupils + random.whole(-9, 9)),
    everyone('free-school-meals', around(poverty, 1.4, random)),
    everyone('eal', around(eal, 1.2, random)),
    everyone('sen-support', around(sen, 1, random)),
    everyone('ehc-plans', Math.min(100, around(plans, 0.4, random))),
  ];
}

function premium({ pupils, poverty, phase }: Nature, random: Random): Value[] {
  const share = Math.min(90, around(poverty * 1.12, 1, random));
  const rate = phase === 'secondary' ? 1075 : 1515;
  return [
    everyone('pupil-premium', share),
    everyone('pupil-premium-funding', Math.round((pupils * share) / 100) * rate),
  ];
}

function attendance({ strength, poverty, pupils, phase }: Nature, random: Random): Value[] {
  const secondary = phase === 'secondary' || phase === 'other';
  const absence = around((secondary ? 8 : 5.2) - strength * 0.9 + poverty / 60, 0.2, random);
  return [
    everyone('absence', absence),
    everyone('persistent-absence', around(absence * 2.9, 1.5, random)),
    everyone('suspensions', Math.round(pupils * (secondary ? 0.09 : 0.012) * (1 - strength * 0.6))),
    everyone('exclusions', secondary && random.chance(0.6) ? random.whole(1, 3) : 0),
  ];
}

function resultsOf(school: CitySchool, nature: Nature, random: Random): Value[] {
  const { strength, poverty, phase } = nature;
  const sitting = lastYearGroup(nature);
  const lift = strength * 16 - (poverty - 28) / 4;
  const percent = (centre: number) =>
    Math.max(3, Math.min(98, Math.round(around(centre + lift, 3, random))));
  const early = [
    { measure: 'good-level-of-development', cohort: 'Reception', value: percent(67) },
    { measure: 'phonics', cohort: 'Year 1', value: percent(79) },
  ] as const;
  const late = [
    { measure: 'multiplication', cohort: 'Year 4', value: Math.round((20.6 + lift / 9) * 10) / 10 },
    { measure: 'ks2-expected', cohort: 'Year 6', value: percent(61), pupils: sitting },
    { measure: 'ks2-expected', cohort: 'Year 6, disadvantaged', value: percent(47) },
    {
      measure: 'ks2-higher',
      cohort: 'Year 6',
      value: Math.max(0, Math.round(8 + lift / 3)),
      pupils: sitting,
    },
  ] as const;
  switch (phase) {
    case 'infant':
      return [...early];
    case 'junior':
      return [...late];
    case 'primary':
      return [...early, ...late];
    case 'secondary':
      return [
        {
          measure: 'attainment-8',
          cohort: 'Year 11',
          value: Math.round((45.9 + lift * 0.6) * 10) / 10,
          pupils: sitting,
        },
        { measure: 'english-maths-4', cohort: 'Year 11', value: percent(64), pupils: sitting },
        { measure: 'english-maths-5', cohort: 'Year 11', value: percent(45), pupils: sitting },
      ];
    case 'special':
    case 'other':
    case 'nursery':
      // So few pupils sit a test together that the figure is kept back.
      return school.entry[2] === 'special'
        ? [{ measure: 'ks2-expected', cohort: 'Year 6', value: null }]
        : [];
  }
}

/** The progress that pupils made, which is 0 on average in England. */
function progressOf(nature: Nature, random: Random): Value[] {
  const { phase, strength } = nature;
  const pupils = lastYearGroup(nature);
  const score = (most: number) =>
    Math.round((strength * most + (random.next() - 0.5) * most) * 100) / 100;
  if (phase === 'secondary') {
    return [{ measure: 'progress-8', cohort: 'Year 11', value: score(0.6), pupils }];
  }
  if (phase !== 'junior' && phase !== 'primary') return [];
  return (['ks2-reading-progress', 'ks2-writing-progress', 'ks2-maths-progress'] as const).map(
    (measure) => ({ measure, cohort: 'Year 6', value: score(2.2), pupils }),
  );
}

/** How many pupils are in the year that sits the tests. */
function lastYearGroup({ pupils, phase }: Nature): number {
  const yearGroups = phase === 'junior' ? 4 : phase === 'secondary' ? 5 : 7;
  return Math.round(pupils / yearGroups);
}

/** The day in that year on which figures of one kind come out: a school day, on or before the one given. */
function publication(year: number, day: string): LocalDate {
  return schoolDayUntil(date(`${year}-${day}`));
}

/** The school census is taken on the third Thursday of January. */
function censusDay(year: number): LocalDate {
  const first = date(`${year}-01-01`);
  return addDays(first, ((11 - dayOfWeek(first)) % 7) + 14);
}

function around(centre: number, spread: number, random: Random): number {
  const value = centre + (random.next() * 2 - 1) * spread;
  return Math.max(0, Math.round(value * 10) / 10);
}
