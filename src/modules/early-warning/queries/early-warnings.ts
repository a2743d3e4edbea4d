import type { LocalDate } from '#kernel/dates.ts';
import { eligibilitiesOf, oneStepFrom } from '#modules/eligibility/index.ts';
import type { EligibilitiesOf, SchoolEligibility } from '#modules/eligibility/index.ts';
import { belowGood, frameworkOn, isGraded } from '#modules/inspections/index.ts';
import { figuresForEarlyWarning } from '#modules/performance/index.ts';
import type { WarningFigure } from '#modules/performance/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { currentPack } from '#policy-pack/index.ts';
import { earlyWarnings } from '../domain/early-warning.ts';
import { begunBy } from '../domain/recent.ts';
import type { FigureRead, NearARule } from '../domain/reason.ts';
import { inWords } from './sentences.ts';
import type { EarlyWarning } from './sentences.ts';

/** A school that early warning looked at, with the reasons that it found; none for most. */
export interface SchoolWarnings extends SchoolEligibility {
  readonly figures: readonly FigureRead[];
  readonly warnings: readonly EarlyWarning[];
}

/**
 * The reasons to look early at the open state-funded schools of an authority, or of England, as at
 * a day, in the order of their URNs. For authority officers only: nothing of it is for a school.
 */
export async function earlyWarningsOf(
  db: Db | Trx,
  of: EligibilitiesOf,
  asAt: LocalDate,
): Promise<SchoolWarnings[]> {
  const [schools, figures] = await Promise.all([
    eligibilitiesOf(db, of, asAt),
    figuresForEarlyWarning(db, of, asAt),
  ]);
  const bySchool = Map.groupBy(figures, ({ urn }) => urn);
  return schools.map((each) => {
    const { school, history: inspections } = each;
    const own = (bySchool.get(school.urn) ?? []).map(figureRead);
    const read = { inspections, step: stepOf(each), figures: own };
    const reasons = earlyWarnings(read, currentPack.earlyWarning, asAt);
    return { ...each, figures: own, warnings: reasons.map(inWords) };
  });
}

/** How near the school is to a rule by its latest graded inspection, however old: it is its record until the next. */
export function stepOf({
  school,
  history,
  eligibility,
}: Pick<SchoolEligibility, 'school' | 'history' | 'eligibility'>): NearARule | undefined {
  const { asAt } = eligibility;
  const graded = begunBy(history, asAt).filter(isGraded);
  const [latest] = graded;
  const below = latest ? belowGood(latest) : [];
  // A school that is Good throughout is a step from nothing, and of 22,000 most are.
  if (below.length === 0) return undefined;
  const step = oneStepFrom({ ...school, graded }, eligibility, frameworkOn(asAt)?.id);
  return step && { step, below };
}

function figureRead(figure: WarningFigure): FigureRead {
  const { urn, measure, period, value, pupils, comparator, source, asAt } = figure;
  return {
    urn,
    measure,
    period,
    value,
    pupils,
    comparator:
      comparator === null || comparator.value === null
        ? null
        : {
            value: comparator.value,
            of:
              comparator.of === 'England'
                ? `${comparator.schools} in England`
                : `the authority’s ${comparator.schools}`,
            source: comparator.source,
          },
    source,
    asAt,
  };
}
