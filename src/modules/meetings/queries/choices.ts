import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, PersonId } from '#kernel/ids.ts';
import { boardOf, findCase, isPresent } from '#modules/cases/index.ts';
import type { CaseMatter } from '#modules/cases/index.ts';
import { hashToken } from '#modules/people/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { isLinkAlive } from '../domain/choice.ts';
import type { Answers, DateChoice } from '../domain/choice.ts';
import { answersTo, askedOf, findChoice, latestChoice, linkByHash } from '../store-choices.ts';

/** A choice of dates with what has been answered. */
export interface ChoiceShown {
  readonly choice: DateChoice;
  readonly asked: readonly { readonly personId: PersonId; readonly name: string }[];
  readonly answers: ReadonlyMap<PersonId, Answers>;
}

/** The newest choice of dates of a case, with its answers. */
export async function choiceOfCase(db: Db, caseId: CaseId): Promise<ChoiceShown | undefined> {
  const choice = await latestChoice(db, caseId);
  if (!choice) return undefined;
  const [asked, answers] = await Promise.all([askedOf(db, choice.id), answersTo(db, choice.id)]);
  return { choice, asked, answers };
}

/** What the link in a member's mail shows: the dates and their own answers, and nothing else. */
export interface OwnChoice {
  readonly choice: DateChoice;
  readonly schoolName: string;
  readonly name: string;
  readonly answers: Answers;
}

/**
 * Whether a member's link works now. It does for those who are on the board or will be: whoever takes
 * a seat on a later day is asked with the others.
 */
export async function isLinkOf(
  db: Db | Trx,
  choice: DateChoice,
  personId: PersonId,
  matter: CaseMatter,
  today: LocalDate,
): Promise<boolean> {
  const board = await boardOf(db, choice.caseId);
  return isLinkAlive({
    choice,
    isOnBoard: board.some((member) => member.personId === personId && isPresent(member, today)),
    isCaseOpen: matter.case.status === 'open',
    today,
  });
}

/** Undefined for a link that never was, or does not work any more. Nothing is used up. */
export async function choiceByToken(
  db: Db,
  token: string,
  { now, laCode }: { readonly now: Date; readonly laCode: string },
): Promise<OwnChoice | undefined> {
  const today: LocalDate = dateOf(now);
  const link = await linkByHash(db, hashToken(token));
  const choice = link && (await findChoice(db, link.choiceId));
  const matter = choice && (await findCase(db, choice.caseId, { today, laCode }));
  if (!matter) return undefined;
  if (!(await isLinkOf(db, choice, link.personId, matter, today))) return undefined;
  const answers = (await answersTo(db, choice.id)).get(link.personId) ?? new Map();
  return { choice, schoolName: matter.schoolName, name: link.name, answers };
}
