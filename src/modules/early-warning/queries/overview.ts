import type { LocalDate } from '#kernel/dates.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import type { Urn } from '#kernel/ids.ts';
import type { NationalRule } from '#modules/eligibility/index.ts';
import type { Reach } from '#modules/people/index.ts';
import { schoolsWithin } from '#modules/schools/index.ts';
import type { SchoolListed } from '#modules/schools/index.ts';
import type { Db } from '#platform/db/connection.ts';
import { currentPack } from '#policy-pack/index.ts';
import { figuresInUse, leftAside } from '../domain/figures.ts';
import type { LeftAside } from '../domain/figures.ts';
import { yearsUsed } from '../domain/recent.ts';
import type { EarlyWarning } from './sentences.ts';
import { earlyWarningsOf } from './early-warnings.ts';
import type { SchoolWarnings } from './early-warnings.ts';

/** A school with at least one reason to look at it early. */
export interface WarnedSchool extends SchoolListed {
  readonly warnings: readonly EarlyWarning[];
  /** The rules that it meets already: it is eligible, not one step from it. */
  readonly eligibleUnder: readonly NationalRule[];
}

/** What the reasons rest on, and what there is not. */
export interface DataUsed {
  /** Each publication once: "Ofsted management information, as at 31 August 2025". */
  readonly inspections: readonly { readonly name: string; readonly asAt: LocalDate | null }[];
  /** The sources of the figures of the years used, by measure. */
  readonly figures: readonly FiguresUsed[];
  /** The academic years whose figures are used, the latest first. */
  readonly years: readonly AcademicYear[];
  /** How many figures of those years were left aside, and why. */
  readonly leftAside: ReadonlyMap<LeftAside, number>;
  /** Schools of which no inspection is held. */
  readonly withoutInspections: number;
}

export interface FiguresUsed {
  readonly label: string;
  readonly years: readonly {
    readonly year: AcademicYear;
    /** Of how many schools a figure is held; 0 for none. */
    readonly schools: number;
    readonly sources: readonly string[];
  }[];
}

export interface Overview {
  /** By network, those without one last, then by name. */
  readonly warned: readonly WarnedSchool[];
  /** All that were looked at. */
  readonly looked: number;
  readonly data: DataUsed;
}

/** The schools within reach that there is reason to look at early, as at today, and what that rests on. */
export async function overviewWithin(
  db: Db,
  reach: Reach,
  { laCode, today }: { readonly laCode: string; readonly today: LocalDate },
): Promise<Overview> {
  const [listed, all] = await Promise.all([
    schoolsWithin(db, reach, { laCode, today }),
    earlyWarningsOf(db, { laCode }, today),
  ]);
  const found = new Map(all.map((each) => [each.school.urn, each]));
  const within = listed.flatMap((school) => {
    const warnings = found.get(school.urn);
    return warnings ? [{ school, found: warnings }] : [];
  });
  return {
    warned: within
      .filter(({ found: { warnings } }) => warnings.length > 0)
      .map(({ school, found: each }) => ({
        ...school,
        warnings: each.warnings,
        eligibleUnder: rulesMet(each),
      })),
    looked: within.length,
    data: dataUsed(
      within.map((each) => each.found),
      today,
    ),
  };
}

function rulesMet({ eligibility }: SchoolWarnings): NationalRule[] {
  const { categoryOfConcern, coasting, stuck } = eligibility;
  const met: Readonly<Record<NationalRule, boolean>> = {
    category: categoryOfConcern.holds,
    coasting: coasting.holds,
    stuck: stuck.holds,
  };
  return (Object.keys(met) as NationalRule[]).filter((rule) => met[rule]);
}

function dataUsed(schools: readonly SchoolWarnings[], today: LocalDate): DataUsed {
  const rules = currentPack.earlyWarning;
  const years = yearsUsed(today, rules.academicYears);
  const used = schools.flatMap(({ figures }) => figuresInUse(figures, rules, today));
  const aside = new Map<LeftAside, number>();
  for (const { figure } of used) {
    const why = leftAside(figure, rules);
    if (why !== undefined) aside.set(why, (aside.get(why) ?? 0) + 1);
  }
  const byMeasure = Map.groupBy(used, ({ rule }) => rule.measure);
  return {
    inspections: inspectionSources(schools),
    figures: rules.figures.map(({ measure, label }) => ({
      label,
      years: years.map((year) => {
        const held = byMeasure.get(measure)?.filter((each) => each.year === year) ?? [];
        const sources = new Set(held.map(({ figure }) => figure.source));
        return {
          year,
          schools: new Set(held.map(({ figure }): Urn => figure.urn)).size,
          sources: [...sources].toSorted(),
        };
      }),
    })),
    years,
    leftAside: aside,
    withoutInspections: schools.filter(({ history }) => history.length === 0).length,
  };
}

function inspectionSources(schools: readonly SchoolWarnings[]): DataUsed['inspections'] {
  const sources = new Map<string, { readonly name: string; readonly asAt: LocalDate | null }>();
  for (const { history } of schools) {
    for (const { source } of history) {
      sources.set(`${source.name} ${source.asAt ?? ''}`, { name: source.name, asAt: source.asAt });
    }
  }
  return [...sources].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, source]) => source);
}
