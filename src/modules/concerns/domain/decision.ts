import { dateOf, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Branded, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { levelOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { longestText } from './concern.ts';
import type { Doer } from './concern.ts';
import type { Reason, Suggestion } from './suggestion.ts';

export type LevelDecisionId = Branded<string, 'LevelDecisionId'>;

/**
 * An officer's decision on a school's level. All but a dismissal hold from their day until the day
 * of the next; a dismissal leaves the level as it was.
 */
export interface Decision {
  readonly id: LevelDecisionId;
  readonly urn: Urn;
  /** Counts the decisions on the school from 1. */
  readonly position: number;
  readonly kind: 'confirmed' | 'changed' | 'dismissed' | 'ended';
  /** The level that the school has from then on; null where it ended or a suggestion was dismissed. */
  readonly level: string | null;
  readonly from: LocalDate;
  /** The level that was suggested at the time. */
  readonly suggested: string | null;
  /** The keys of the reasons that stood at the time. */
  readonly reasons: readonly string[];
  readonly rationale: string;
  readonly by: Doer;
  readonly at: Date;
}

/** What an officer chooses: a level; that the present one ends; or to leave things as they are. */
export type Choice =
  | { readonly kind: 'level'; readonly level: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'dismiss' };

export interface Deciding {
  readonly id: LevelDecisionId;
  readonly choice: Choice;
  readonly from: LocalDate;
  readonly rationale: string;
  /** How many decisions there were when the officer looked. */
  readonly after: number;
}

/** A level that a school has, or had: until the day on which the next decision takes effect. */
export interface LevelPeriod {
  readonly level: string;
  readonly from: LocalDate;
  readonly until: LocalDate | undefined;
  readonly decision: Decision;
}

interface SchoolToDecide {
  readonly urn: Urn;
  readonly name: string;
  readonly maintained: boolean;
  readonly typeName: string;
  readonly open: boolean;
}

/**
 * Decides on a school's level. `history` is in order. Refused for a school that cannot have a level;
 * when somebody else has decided meanwhile; without a rationale; from a day to come, or before the
 * decision that came before; and where nothing would be decided.
 */
export function decide(
  school: SchoolToDecide,
  history: readonly Decision[],
  suggestion: Suggestion,
  deciding: Deciding,
  pack: PolicyPack,
  { by, at }: { readonly by: Doer; readonly at: Date },
): Result<Decision> {
  const { choice, from } = deciding;
  const last = history.at(-1);
  if (last && history.length !== deciding.after) {
    return refuse(
      'decided-meanwhile',
      `${last.by.name} decided on the level of ${school.name} on ${shortDate(dateOf(last.at))}, after you opened the page. Read the decision, and decide again if you still need to.`,
    );
  }
  const possible = checkSchool(school, choice);
  if (!possible.ok) return possible;
  const kind = kindOf(history, suggestion, choice, pack);
  if (!kind.ok) return kind;
  const today = dateOf(at);
  if (from > today) {
    return refuse(
      'in-the-future',
      `The decision must take effect today, ${shortDate(today)}, or before`,
      'from',
    );
  }
  if (last && from < last.from) {
    return refuse(
      'before-the-last',
      `The decision must take effect on ${shortDate(last.from)}, the day of the decision before it, or after`,
      'from',
    );
  }
  const rationale = deciding.rationale.trim();
  if (rationale === '')
    return refuse('no-rationale', 'Enter the reasons for your decision', 'rationale');
  if (rationale.length > longestText) {
    return refuse(
      'rationale-too-long',
      `The reasons must be ${longestText.toLocaleString('en-GB')} characters or fewer`,
      'rationale',
    );
  }
  return ok({
    id: deciding.id,
    urn: school.urn,
    position: history.length + 1,
    kind: kind.value,
    level: choice.kind === 'level' ? choice.level : null,
    from,
    suggested: suggestion.level,
    reasons: suggestion.reasons.map(({ key }) => key),
    rationale,
    by,
    at,
  });
}

function checkSchool(school: SchoolToDecide, { kind }: Choice): Result<undefined> {
  if (!school.maintained && kind !== 'end') {
    return refuse(
      'not-maintained',
      `${school.name} is not maintained by the authority (${school.typeName}), so it has no level. A concern about an academy is raised with the Regional Director.`,
    );
  }
  if (!school.open && kind === 'level') {
    return refuse('not-open', `${school.name} is not open, so it cannot be given a level.`);
  }
  return ok(undefined);
}

function kindOf(
  history: readonly Decision[],
  suggestion: Suggestion,
  choice: Choice,
  pack: PolicyPack,
): Result<Decision['kind']> {
  const held = levelHeld(history);
  const standing = standingOf(history, suggestion);
  switch (choice.kind) {
    case 'end':
      return held ? ok('ended') : refuse('no-level', 'The school has no level to end.', 'choice');
    case 'dismiss':
      return standing.kind === 'waiting'
        ? ok('dismissed')
        : refuse('nothing-suggested', 'Nothing is suggested that could be dismissed.', 'choice');
    case 'level': {
      if (!pack.levels.some(({ key }) => key === choice.level)) {
        return refuse('no-choice', 'Choose what you decide', 'choice');
      }
      if (held?.level === choice.level && standing.kind !== 'waiting') {
        return refuse(
          'held-already',
          `The school is a ${levelOf(pack, choice.level).label} already, and nothing has changed since that was decided.`,
          'choice',
        );
      }
      return ok(choice.level === suggestion.level ? 'confirmed' : 'changed');
    }
  }
}

/** The levels that the school has had, in order. They follow one another and never overlap. */
export function levelPeriods(history: readonly Decision[]): LevelPeriod[] {
  const effective = history.filter(({ kind }) => kind !== 'dismissed');
  return effective.flatMap((decision, index): LevelPeriod[] => {
    const { level, from } = decision;
    return level === null ? [] : [{ level, from, until: effective[index + 1]?.from, decision }];
  });
}

/** The level that the school has now. */
export function levelHeld(history: readonly Decision[]): LevelPeriod | undefined {
  return levelPeriods(history).find(({ until }) => until === undefined);
}

/** Since when the school has had its present level: decisions that only confirmed it again do not count. */
export function heldSince(history: readonly Decision[]): LocalDate | undefined {
  const periods = levelPeriods(history);
  const held = periods.at(-1);
  if (held?.until !== undefined || !held) return undefined;
  let since = held;
  for (const period of periods.toReversed().slice(1)) {
    if (period.level !== held.level || period.until !== since.from) break;
    since = period;
  }
  return since.from;
}

/** How a suggestion stands to what was decided. */
export type Standing =
  /** Nothing speaks for a level, and none is held. */
  | { readonly kind: 'nothing' }
  /** A person has decided on exactly this, or on more. */
  | { readonly kind: 'settled' }
  /** To be decided: the reasons that nobody has decided on yet, or that a level rests on no longer. */
  | {
      readonly kind: 'waiting';
      readonly fresh: readonly Reason[];
      readonly gone: readonly string[];
    };

/**
 * What waits for a decision. What was decided, or dismissed, stays so until its reasons change: until
 * there is one that was not there, or, while a level is held that is not suggested, one is gone.
 */
export function standingOf(history: readonly Decision[], suggestion: Suggestion): Standing {
  const last = history.at(-1);
  const held = levelHeld(history);
  const seen = new Set(last?.reasons);
  const present = new Set(suggestion.reasons.map(({ key }) => key));
  const fresh = suggestion.reasons.filter(({ key }) => !seen.has(key));
  const gone = [...seen].filter((key) => !present.has(key));
  if (fresh.length > 0) return { kind: 'waiting', fresh, gone };
  if (held && held.level !== suggestion.level && gone.length > 0) {
    return { kind: 'waiting', fresh, gone };
  }
  return last ? { kind: 'settled' } : { kind: 'nothing' };
}
