import { addMonths, dateOf, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Branded, PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { PolicyPack, QuestionVersion } from '#policy-pack/index.ts';

export type QuestionAdoptionId = Branded<string, 'QuestionAdoptionId'>;

/** That the authority asks its boards a proposed wording of the fundamental question from a day on. */
export interface Adoption {
  readonly id: QuestionAdoptionId;
  /** Counts all adoptions, from 1. Of one wording the last counts. */
  readonly number: number;
  /** The pack that the wording is from. */
  readonly pack: string;
  readonly question: string;
  readonly askedFrom: LocalDate;
  /** By whom, or where, it was decided. */
  readonly decided: string;
  readonly by: { readonly id: PersonId; readonly name: string; readonly role: string };
  readonly at: Date;
}

export const longestDecided = 200;

/** How long ahead a wording can be adopted, in months. */
const farthest = 24;

/** The wording that waits to be adopted, or whose day is still to come; undefined where none does. */
export function waitingVersion(
  pack: PolicyPack,
  adoptions: readonly Adoption[],
  today: LocalDate,
): QuestionVersion | undefined {
  return withAdoptions(pack, adoptions).question.versions.find(
    (version) =>
      version.source === 'added' && (version.adopted === null || version.adopted > today),
  );
}

/**
 * Adopts a proposed wording from a day on. As long as that day has not come, it can be set anew.
 * Boards that met before it keep the question that they were asked. Refused for what is no proposal,
 * for one that is asked already, for a day that is more than two years off, and without who decided it.
 */
export function adoptQuestion(
  pack: PolicyPack,
  adoptions: readonly Adoption[],
  typed: Pick<Adoption, 'id' | 'question' | 'askedFrom' | 'decided'>,
  { by, at }: Pick<Adoption, 'by' | 'at'>,
): Result<Adoption> {
  const today = dateOf(at);
  const waiting = waitingVersion(pack, adoptions, today);
  if (waiting?.key !== typed.question) {
    return refuse('not-waiting', 'This wording is asked already, or is not proposed.', 'askedFrom');
  }
  if (typed.askedFrom > addMonths(today, farthest)) {
    return refuse(
      'too-far',
      `The day must be ${shortDate(addMonths(today, farthest))} or before`,
      'askedFrom',
    );
  }
  if (typed.askedFrom < today) {
    return refuse(
      'past',
      `The day must be today, ${shortDate(today)}, or after: boards that have met were asked the wording of their day`,
      'askedFrom',
    );
  }
  const decided = typed.decided.trim();
  if (decided === '') {
    return refuse('no-decision', 'Enter who decided it, or where', 'decided');
  }
  if (decided.length > longestDecided) {
    return refuse(
      'too-long',
      `Who decided it must be ${longestDecided} characters or fewer`,
      'decided',
    );
  }
  return ok({ ...typed, decided, pack: pack.id, number: adoptions.length + 1, by, at });
}

/** The pack with the wordings that the authority has adopted, each from its day on. */
export function withAdoptions(pack: PolicyPack, adoptions: readonly Adoption[]): PolicyPack {
  const adopted = new Map(
    adoptions
      .filter((each) => each.pack === pack.id)
      .map(({ question, askedFrom }) => [question, askedFrom]),
  );
  if (adopted.size === 0) return pack;
  return {
    ...pack,
    question: {
      ...pack.question,
      versions: pack.question.versions.map((version) =>
        version.source === 'added'
          ? { ...version, adopted: adopted.get(version.key) ?? version.adopted }
          : version,
      ),
    },
  };
}
