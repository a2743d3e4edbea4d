import { academicYearOf, yearsAfter } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import { clockTime, dateOf, shortDate, timeOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { FocusId, NetworkId, PersonId, RoundId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Categorisation } from '#policy-pack/index.ts';
import type { Evidence } from './evidence.ts';
import type { FocusFact } from './focus.ts';
import { readRationale, readReasons } from './reasons.ts';
import type { Reasons } from './reasons.ts';

/** A categorisation round: it decides the network focus schools of one academic year. */
export interface Round {
  readonly id: RoundId;
  readonly year: AcademicYear;
  readonly openedAt: Date;
  readonly openedBy: PersonId;
  readonly policyVersion: string;
  readonly state: RoundState;
}

/** A closed round is frozen. */
export type RoundState =
  { readonly kind: 'open' } | { readonly kind: 'closed'; readonly at: Date; readonly by: PersonId };

/** A school in a round, as it stood when the round was opened, with what is decided of it. */
export interface RoundSchool {
  readonly urn: Urn;
  readonly name: string;
  readonly network: { readonly id: NetworkId; readonly name: string } | undefined;
  /** The newest decision; undefined before the first. */
  readonly decision: Decision | undefined;
}

/** `later` leaves the school undecided; `left-open` lets the round be closed without a decision. */
export type Choice =
  | ({ readonly kind: 'focus' } & Reasons)
  | { readonly kind: 'not-focus' }
  | { readonly kind: 'later' }
  | { readonly kind: 'left-open' };

export const choiceNames: Readonly<Record<Choice['kind'], string>> = {
  focus: 'Network focus school',
  'not-focus': 'Not a network focus school',
  later: 'Decide later',
  'left-open': 'No decision in this round',
};

export interface Decision {
  readonly version: number;
  readonly choice: Choice;
  readonly rationale: string;
  /** What was suggested when it was decided. */
  readonly evidence: readonly Evidence[];
  readonly at: Date;
  readonly by: { readonly id: PersonId; readonly name: string };
}

/** The years that a round can be opened for on a day: normally the next; the present one for a late start. */
export function yearsToDecide(
  today: LocalDate,
): readonly [next: AcademicYear, present: AcademicYear] {
  const present = academicYearOf(today);
  return [yearsAfter(present, 1), present];
}

export interface Opening {
  readonly id: RoundId;
  readonly year: AcademicYear;
  readonly at: Date;
  readonly by: PersonId;
  readonly policyVersion: string;
}

/** Opens the round for a year. One round is open at a time, and a year has one. */
export function openRound(
  rounds: readonly Round[],
  schools: readonly Urn[],
  opening: Opening,
): Result<Round> {
  const { year } = opening;
  if (!yearsToDecide(dateOf(opening.at)).includes(year)) {
    return refuse('wrong-year', 'Choose the next academic year or the present one', 'year');
  }
  const same = rounds.find((round) => round.year === year);
  if (same) {
    const { state } = same;
    const since =
      state.kind === 'open'
        ? 'and is still open'
        : `and was closed on ${shortDate(dateOf(state.at))}`;
    return refuse(
      'has-a-round',
      `The categorisation round for ${year} was opened on ${shortDate(dateOf(same.openedAt))} ${since}. A year has one round`,
      'year',
    );
  }
  const open = rounds.find(({ state }) => state.kind === 'open');
  if (open) {
    return refuse('another-open', `Close the categorisation round for ${open.year} first`, 'year');
  }
  if (schools.length === 0) {
    return refuse(
      'no-schools',
      'There is no open school to decide on. Import the register of schools first',
      'year',
    );
  }
  const { id, at, by, policyVersion } = opening;
  return ok({ id, year, openedAt: at, openedBy: by, policyVersion, state: { kind: 'open' } });
}

export interface DecisionTerms {
  readonly evidence: readonly Evidence[];
  readonly at: Date;
  readonly by: { readonly id: PersonId; readonly name: string };
  /** The version of the decision that the person saw; 0 before the first. */
  readonly seen: number;
}

/**
 * Decides on a school of a round. A rationale is asked for where the decision departs from what was
 * suggested, and where the round is to be closed without one; elsewhere the evidence speaks.
 */
export function decide(
  round: Round,
  school: RoundSchool,
  choice: Choice,
  rationale: string,
  terms: DecisionTerms,
  categorisation: Categorisation,
): Result<Decision> {
  if (round.state.kind === 'closed') return closedAlready(round);
  const present = school.decision;
  if ((present?.version ?? 0) !== terms.seen) {
    const who =
      present?.by.id === terms.by.id ? 'You have' : `${present?.by.name ?? 'Someone'} has`;
    return refuse(
      'changed-meanwhile',
      `${who} decided on ${school.name} since you opened this page${present ? `, at ${clockTime(timeOf(present.at))} on ${shortDate(dateOf(present.at))}` : ''}. Compare the two decisions, then save yours again if it should stand`,
      'choice',
    );
  }
  const reasons = choice.kind === 'focus' ? readReasons(choice, categorisation) : undefined;
  if (reasons && !reasons.ok) return reasons;
  const why = readRationale(rationale);
  if (!why.ok) return why;
  const asked = why.value === '' ? rationaleAsked(choice, terms.evidence) : undefined;
  if (asked !== undefined) return refuse('no-rationale', asked, 'rationale');
  const { evidence, at, by, seen } = terms;
  return ok({
    version: seen + 1,
    choice: reasons ? { kind: 'focus', ...reasons.value } : choice,
    rationale: why.value,
    evidence,
    at,
    by,
  });
}

function rationaleAsked(choice: Choice, evidence: readonly Evidence[]): string | undefined {
  switch (choice.kind) {
    case 'focus':
      return choice.reasons.some((key) => evidence.some(({ reason }) => reason === key))
        ? undefined
        : 'Say why the school is a network focus school, as nothing held here suggests it for these reasons';
    case 'not-focus':
      return evidence.length === 0
        ? undefined
        : 'Say why the school is not a network focus school, as the evidence suggests that it is';
    case 'left-open':
      return 'Say why the round can be closed without a decision on this school';
    case 'later':
      return undefined;
  }
}

/** Whether nothing is left to do about a school before its round is closed. */
export function isSettled({ decision }: RoundSchool): boolean {
  return decision !== undefined && decision.choice.kind !== 'later';
}

export interface Progress {
  readonly settled: number;
  readonly all: number;
}

export function progressOf(schools: readonly RoundSchool[]): Progress {
  return { settled: schools.filter(isSettled).length, all: schools.length };
}

/** The undecided school that comes next in the round's order, from the start again after the last. */
export function nextUndecided<School extends RoundSchool>(
  schools: readonly School[],
  after: Urn | undefined,
): School | undefined {
  const at = schools.findIndex(({ urn }) => urn === after);
  const inTurn = [...schools.slice(at + 1), ...schools.slice(0, at + 1)];
  return inTurn.find((school) => !isSettled(school));
}

/** Where deciding was left off: the undecided school after the one decided last. */
export function whereLeftOff<School extends RoundSchool>(
  schools: readonly School[],
): School | undefined {
  const last = schools
    .filter(({ decision }) => decision)
    .toSorted((a, b) => (a.decision?.at.getTime() ?? 0) - (b.decision?.at.getTime() ?? 0))
    .at(-1);
  return nextUndecided(schools, last?.urn);
}

/** How many schools a refusal names before it counts the rest. */
const namedAtMost = 12;

/**
 * Closes a round: refused while a school is undecided, unless it was left open with a reason. What
 * it decided becomes the network focus of the year. A school that was added in the year before its
 * round was closed, and that the round does not make a focus school, is one no more.
 */
export function closeRound(
  round: Round,
  schools: readonly RoundSchool[],
  present: ReadonlyMap<Urn, FocusFact>,
  closing: { readonly at: Date; readonly by: PersonId; readonly nextId: () => FocusId },
): Result<{ readonly round: Round; readonly facts: readonly FocusFact[] }> {
  if (round.state.kind === 'closed') return closedAlready(round);
  const undecided = schools.filter((school) => !isSettled(school)).map(({ name }) => name);
  if (undecided.length > 0) {
    const named = undecided.slice(0, namedAtMost);
    const rest = undecided.length - named.length;
    const list = rest > 0 ? `${named.join('; ')}; and ${rest} more` : named.join('; ');
    return refuse(
      'undecided',
      `${undecided.length === 1 ? 'One school is' : `${undecided.length} schools are`} not decided: ${list}`,
      'undecided',
    );
  }
  const { at, by, nextId } = closing;
  const facts = schools.flatMap((school) => {
    const fact = factOf(round, school, present.get(school.urn));
    return fact ? [{ ...fact, id: nextId() }] : [];
  });
  return ok({ round: { ...round, state: { kind: 'closed', at, by } }, facts });
}

function factOf(
  round: Round,
  { urn, network, decision }: RoundSchool,
  present: FocusFact | undefined,
): Omit<FocusFact, 'id'> | undefined {
  if (!decision) return undefined;
  const { choice, rationale, evidence, at, by } = decision;
  const ends = choice.kind === 'not-focus' && present?.kind === 'focus';
  if (choice.kind !== 'focus' && !ends) return undefined;
  return {
    urn,
    year: round.year,
    version: (present?.version ?? 0) + 1,
    kind: choice.kind === 'focus' ? 'focus' : 'ended',
    reasons: choice.kind === 'focus' ? choice.reasons : [],
    stated: choice.kind === 'focus' ? choice.stated : '',
    rationale,
    evidence,
    network: network?.id,
    round: round.id,
    decidedAt: at,
    decidedBy: by.id,
    policyVersion: round.policyVersion,
  };
}

function closedAlready({ year, state }: Round) {
  const on = state.kind === 'closed' ? ` on ${shortDate(dateOf(state.at))}` : '';
  return refuse(
    'round-closed',
    `The categorisation round for ${year} was closed${on}. To change its result, add or end a school in the course of the year`,
    'choice',
  );
}
