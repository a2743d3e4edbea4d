import { addMonths, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { lastDayOf } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { GradedInspection, LowJudgement } from '#modules/inspections/index.ts';
import type { Categorisation, FocusEvidence } from '#policy-pack/index.ts';

/** Something that the product holds and that the policy names as a reason for network focus. */
export interface Evidence {
  readonly kind: FocusEvidence;
  /** The reason of the policy pack that it suggests. */
  readonly reason: string;
  /** What is so, in a sentence without a full stop. */
  readonly sentence: string;
  /** Who or what says so, with the day that it is of. */
  readonly source: string;
  /** The day since which it is so. */
  readonly on: LocalDate;
}

export interface HeadRole {
  readonly personId: PersonId;
  readonly name: string;
  readonly from: LocalDate;
  /** The day that the role ends. */
  readonly until: LocalDate | undefined;
}

/** The latest graded inspection with what kept it from being Good. */
export interface LowInspection {
  readonly inspection: Pick<GradedInspection, 'firstDay' | 'source'>;
  readonly judgements: readonly LowJudgement[];
}

/** Something recorded about a school that the policy names as a reason. */
export interface RecordedConcern {
  /** What the policy pack reads it as. */
  readonly kind: FocusEvidence;
  readonly on: LocalDate;
  readonly sentence: string;
  readonly source: string;
}

/** What is held about a school that can suggest network focus. */
export interface FocusFacts {
  /** Headteachers, past and to come, as roles held here. */
  readonly heads: readonly HeadRole[];
  /** The latest graded inspection, where it was graded below Good in its own framework. */
  readonly inspection: LowInspection | undefined;
  readonly openProcess: { readonly name: string; readonly openedOn: LocalDate } | undefined;
  /** Unresolved ones that the school is shown. */
  readonly concerns: readonly RecordedConcern[];
}

interface Asking {
  readonly today: LocalDate;
  /** The year that focus is decided for. */
  readonly year: AcademicYear;
  readonly categorisation: Categorisation;
}

/**
 * What suggests that a school be a network focus school, in the order of the policy's reasons. Only
 * reasons that the pack names: what suggests none of them is left out. It suggests; a person decides.
 */
export function suggest(facts: FocusFacts, asking: Asking): Evidence[] {
  const found = [
    ...headEvidence(facts.heads, asking),
    ...inspectionEvidence(facts.inspection),
    ...processEvidence(facts.openProcess),
    ...concernEvidence(facts.concerns, asking),
  ];
  return asking.categorisation.reasons.flatMap(({ key, suggestedBy }) =>
    found
      .filter(({ kind }) => suggestedBy.includes(kind))
      .toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
      .map((evidence) => ({ ...evidence, reason: key })),
  );
}

type Found = Omit<Evidence, 'reason'>;

/**
 * A headteacher other than the one before began, or one left and nobody has followed, in the period
 * that the pack gives up to today; or a beginning is recorded that lies ahead, before the end of the
 * year that is decided for. The first headteacher that is known here is no change.
 */
function headEvidence(heads: readonly HeadRole[], asking: Asking): Found[] {
  const { today, year, categorisation } = asking;
  const since = addMonths(today, -categorisation.newHeadteacherFor.value);
  const isRecent = (day: LocalDate, until: LocalDate) => since < day && day <= until;
  const inOrder = heads.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const begun = inOrder
    .filter((head, index) => {
      const before = inOrder.slice(0, index);
      const isNew = before.every(({ personId }) => personId !== head.personId);
      return before.some(({ from }) => from < head.from) && isNew;
    })
    .filter(({ from }) => isRecent(from, lastDayOf(year)));
  const left = inOrder.filter(
    ({ until }) =>
      until !== undefined &&
      isRecent(until, lastDayOf(year)) &&
      !inOrder.some((other) => other.until === undefined || other.until > until),
  );
  const source = 'Roles held in this service';
  return [
    ...begun.map(({ name, from }): Found => {
      const verb = from > today ? 'becomes' : 'became';
      const sentence = `${name} ${verb} headteacher on ${shortDate(from)}`;
      return { kind: 'change-of-headteacher', sentence, source, on: from };
    }),
    ...left.map(({ name, until }): Found => {
      const on = until ?? today;
      const verb = on > today ? 'ends' : 'ended';
      const sentence = `The headship of ${name} ${verb} on ${shortDate(on)}, and no successor is recorded`;
      return { kind: 'change-of-headteacher', sentence, source, on };
    }),
  ];
}

function inspectionEvidence(low: LowInspection | undefined): Found[] {
  if (!low) return [];
  const { inspection, judgements } = low;
  const { source, firstDay } = inspection;
  const asAt = source.asAt === null ? '' : `, as at ${shortDate(source.asAt)}`;
  const listed = judgements.map(({ what, grade }) => `${what}: ${grade}`).join('; ');
  return [
    {
      kind: 'inspection-below-good',
      sentence: `Inspected on ${shortDate(firstDay)}. ${listed}`,
      source: `${source.name}${asAt}`,
      on: firstDay,
    },
  ];
}

function processEvidence(open: FocusFacts['openProcess']): Found[] {
  if (!open) return [];
  return [
    {
      kind: 'open-process',
      sentence: `${open.name} open since ${shortDate(open.openedOn)}`,
      source: 'Boards in this service',
      on: open.openedOn,
    },
  ];
}

function concernEvidence(concerns: readonly RecordedConcern[], asking: Asking): Found[] {
  const { today, categorisation } = asking;
  const since = addMonths(today, -categorisation.newHeadteacherFor.value);
  return concerns.filter(({ kind, on }) => kind !== 'change-of-headteacher' || since < on);
}
