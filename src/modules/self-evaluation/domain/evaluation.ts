import { dateOf, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Branded, MeetingId, PersonId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { JudgedArea, JudgedFramework } from '#modules/inspections/index.ts';

export type SelfEvaluationId = Branded<string, 'SelfEvaluationId'>;
export type CommentsId = Branded<string, 'CommentsId'>;

interface Doer {
  readonly id: PersonId;
  readonly name: string;
  readonly role: string;
}

/** The school's own judgement of one area, in the terms of the framework. */
export interface OwnJudgement {
  /** Key of an area of the framework. */
  readonly area: string;
  /** Key of one of its grades. */
  readonly grade: string;
  readonly why: string;
}

/** How a school judged itself on a day. Never changed: another day, or another try, is another one. */
export interface SelfEvaluation {
  readonly id: SelfEvaluationId;
  readonly urn: Urn;
  /** Counts those of the school, in the order in which they came. */
  readonly number: number;
  /** The framework in force on that day. */
  readonly framework: string;
  readonly on: LocalDate;
  readonly judgements: readonly OwnJudgement[];
  readonly by: Doer;
  readonly at: Date;
}

/** What the board said of the school's judgement of an area. */
export interface BoardComment {
  readonly evaluation: SelfEvaluationId;
  readonly area: string;
  readonly meetingId: MeetingId;
  /** The day of the meeting. */
  readonly on: LocalDate;
  readonly text: string;
  readonly by: Pick<Doer, 'id' | 'name'>;
  readonly at: Date;
}

/** What a form has of one area: either part may be empty. */
export interface TypedJudgement {
  readonly area: string;
  readonly grade: string;
  readonly why: string;
}

export const longestWhy = 2000;

/** The areas that a school with these ages is judged in. Where its ages are not known, all of them. */
export function areasFor(
  framework: JudgedFramework,
  school: {
    readonly ages: { readonly from: number | null; readonly to: number | null };
    readonly sixthForm: string | null;
  },
): readonly JudgedArea[] {
  const { from, to } = school.ages;
  const has = {
    'early years': from === null || from <= 4,
    'sixth form':
      school.sixthForm === null ? to === null || to >= 17 : /^has a /i.test(school.sixthForm),
  };
  return framework.areas.filter(({ only }) => only === undefined || has[only]);
}

/** What was typed of how a school judges itself on a day. */
export interface TypedEvaluation {
  readonly on: LocalDate;
  readonly judgements: readonly TypedJudgement[];
}

/**
 * Everything that is wrong with what was typed, each with its field: a day to come, no judgement in
 * any area, a judgement without a why or the other way round, a grade that the framework, which is
 * the one in force on the day, does not have.
 */
export function checkEvaluation(
  { on, judgements }: TypedEvaluation,
  framework: JudgedFramework,
  today: LocalDate,
): Refusal[] {
  const refusals: Refusal[] = [];
  const refused = (code: string, sentence: string, field: string) =>
    refusals.push({ code, sentence, field });
  if (on > today) {
    refused('in-the-future', `The day must be today, ${shortDate(today)}, or before`, 'on');
  }
  const isKnown = (area: string) => framework.areas.some(({ key }) => key === area);
  if (judgements.some(({ area, grade }) => grade !== '' && !isKnown(area))) {
    refused(
      'no-such-area',
      'The framework of that day has no such area. Judge its own areas',
      'on',
    );
  }
  for (const { key, name, grades } of framework.areas) {
    const given = judgements.find(({ area }) => area === key);
    const why = given?.why.trim() ?? '';
    const grade = given?.grade ?? '';
    if (grade === '' && why !== '') {
      refused('no-grade', `Choose a judgement for ${name}`, `grade-${key}`);
    }
    if (grade !== '' && !grades.some((each) => each.key === grade)) {
      refused('no-such-grade', `Choose a judgement for ${name} from the list`, `grade-${key}`);
    }
    if (grade !== '' && why === '') refused('no-why', `Enter why, for ${name}`, `why-${key}`);
    if (why.length > longestWhy) {
      refused(
        'too-long',
        `Why, for ${name}, must be ${longestWhy.toLocaleString('en-GB')} characters or fewer`,
        `why-${key}`,
      );
    }
  }
  if (judgements.every(({ grade }) => grade === '') && refusals.length === 0) {
    const [first] = framework.areas;
    refused('nothing', 'Choose a judgement for at least one area', `grade-${first?.key ?? ''}`);
  }
  return refusals;
}

/** Takes down how a school judges itself. Refuses the first of what `checkEvaluation` finds. */
export function evaluate(
  typed: TypedEvaluation & Pick<SelfEvaluation, 'id' | 'urn' | 'number'>,
  framework: JudgedFramework,
  { by, at }: { readonly by: Doer; readonly at: Date },
): Result<SelfEvaluation> {
  const [refusal] = checkEvaluation(typed, framework, dateOf(at));
  if (refusal) return { ok: false, refusal };
  const judgements = framework.areas.flatMap(({ key }): OwnJudgement[] => {
    const given = typed.judgements.find(({ area }) => area === key);
    return given && given.grade !== ''
      ? [{ area: key, grade: given.grade, why: given.why.trim() }]
      : [];
  });
  return ok({ ...typed, framework: framework.id, judgements, by, at });
}

/** The judgement of an area that counts, with the evaluation that it is from. */
export interface PresentJudgement extends OwnJudgement {
  readonly evaluation: SelfEvaluation;
}

/**
 * Of each area the newest judgement under this framework, by area: of two on the same day the one
 * that came later. What was judged under another framework is not read into it.
 */
export function presentJudgements(
  evaluations: readonly SelfEvaluation[],
  framework: string,
): ReadonlyMap<string, PresentJudgement> {
  const inOrder = evaluations
    .filter((each) => each.framework === framework)
    .toSorted((a, b) => a.on.localeCompare(b.on, 'en') || a.number - b.number);
  return new Map(
    inOrder.flatMap((evaluation) =>
      evaluation.judgements.map((judgement) => [judgement.area, { ...judgement, evaluation }]),
    ),
  );
}

/** Of each judgement and meeting, what the board said last: oldest meeting first. */
export function presentComments(
  comments: readonly BoardComment[],
  { evaluation, area }: PresentJudgement,
): BoardComment[] {
  const last = new Map<MeetingId, BoardComment>();
  for (const comment of comments.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    if (comment.evaluation === evaluation.id && comment.area === area) {
      last.set(comment.meetingId, comment);
    }
  }
  return [...last.values()].toSorted((a, b) => a.on.localeCompare(b.on, 'en'));
}

/** Checks what the board said; one that says what is there already is left out. */
export function checkComments(
  typed: readonly { readonly judgement: PresentJudgement; readonly text: string }[],
  present: (judgement: PresentJudgement) => string,
): Result<readonly { readonly judgement: PresentJudgement; readonly text: string }[]> {
  for (const { judgement, text } of typed) {
    if (text.trim().length > longestWhy) {
      return refuse(
        'too-long',
        `A comment must be ${longestWhy.toLocaleString('en-GB')} characters or fewer`,
        `comment-${judgement.area}`,
      );
    }
    if (text.trim() === '' && present(judgement) !== '') {
      return refuse(
        'emptied',
        'A comment can be changed, and not taken away. Enter what it should say',
        `comment-${judgement.area}`,
      );
    }
  }
  return ok(
    typed
      .map(({ judgement, text }) => ({ judgement, text: text.trim() }))
      .filter(({ judgement, text }) => text !== '' && text !== present(judgement)),
  );
}
