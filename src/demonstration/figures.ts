import { addDays, date, dayOfWeek } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
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
}

/** What a school is known by over the last years, each figure as of the day that its kind is published. */
export function figuresOf(school: CitySchool, today: LocalDate): ContextFigureRow[] {
  const random = randomFor(`figures ${school.entry[0]}`);
  const nature = natureOf(school, random);
  const thisYear = Number(today.slice(0, 4));
  const rows: ContextFigureRow[] = [];
  const add = (values: readonly Value[], period: string, asAt: LocalDate, isFinal = true) => {
    if (asAt > today) return;
    for (const { measure, cohort, value } of values) {
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
        pupils: null,
      });
    }
  };
  for (let year = thisYear - years; year <= thisYear; year += 1) {
    const schoolYear = `${year - 1}/${String(year % 100).padStart(2, '0')}`;
    add(census(nature, random), schoolYear, censusDay(year));
    add(
      premium(nature, random),
      `${year}/${String((year + 1) % 100).padStart(2, '0')}`,
      publication(year, '07-04'),
    );
    add(attendance(nature, random), schoolYear, publication(year, '10-16'));
    const results = resultsOf(school, nature, random);
    const revised = publication(year, '12-11');
    if (revised <= today) add(results, schoolYear, revised);
    else add(results, schoolYear, publication(year, '09-11'), false);
  }
  return rows;
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
  const absence = around((secondary ? 8.3 : 5.6) - strength * 0.9 + poverty / 60, 0.4, random);
  return [
    everyone('absence', absence),
    everyone('persistent-absence', around(absence * 2.9, 1.5, random)),
    everyone('suspensions', Math.round(pupils * (secondary ? 0.09 : 0.012) * (1 - strength * 0.6))),
    everyone('exclusions', secondary && random.chance(0.6) ? random.whole(1, 3) : 0),
  ];
}

function resultsOf(
  school: CitySchool,
  { strength, poverty, phase }: Nature,
  random: Random,
): Value[] {
  const lift = strength * 11 - (poverty - 28) / 4;
  const percent = (centre: number) =>
    Math.max(3, Math.min(98, Math.round(around(centre + lift, 3, random))));
  const early = [
    { measure: 'good-level-of-development', cohort: 'Reception', value: percent(67) },
    { measure: 'phonics', cohort: 'Year 1', value: percent(79) },
  ] as const;
  const late = [
    { measure: 'multiplication', cohort: 'Year 4', value: Math.round((20.6 + lift / 9) * 10) / 10 },
    { measure: 'ks2-expected', cohort: 'Year 6', value: percent(61) },
    { measure: 'ks2-expected', cohort: 'Year 6, disadvantaged', value: percent(47) },
    { measure: 'ks2-higher', cohort: 'Year 6', value: Math.max(0, Math.round(8 + lift / 3)) },
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
        },
        { measure: 'english-maths-4', cohort: 'Year 11', value: percent(64) },
        { measure: 'english-maths-5', cohort: 'Year 11', value: percent(45) },
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
