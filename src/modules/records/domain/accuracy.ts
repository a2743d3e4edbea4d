import { longDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { Gap } from './gaps.ts';
import { withWords } from './passages.ts';
import type { Passage } from './passages.ts';
import { change, changed } from './record.ts';
import type { Change, Doing, MeetingRecord } from './record.ts';
import type { SectionText } from './section.ts';

export type AnswerKind = 'accurate' | 'fact-wrong' | 'differently';

export interface Decided {
  readonly decision: 'accepted' | 'declined';
  readonly reason: string;
  readonly by: PersonId;
  readonly at: Date;
}

/** Which part of the record an answer is about. */
export interface Place {
  readonly section: string;
  /** Empty for the whole section: answers were given so once. */
  readonly part: string;
}

/** What the headteacher says of one part. */
export interface Given extends Place {
  readonly answer: AnswerKind;
  /** The proposed wording of a wrong fact, or how the headteacher sees it. Empty when accurate. */
  readonly comment: string;
}

/** The same as it is kept, and what the chair made of it. */
export interface AccuracyAnswer extends Given {
  /** What the part said when it was answered. */
  readonly said: string;
  readonly decided: Decided | undefined;
}

/** What a headteacher has typed of one part, whether or not it is sent yet. */
export interface TypedAnswer extends Place {
  /** What the part said when it was typed. */
  readonly said: string;
  readonly answer: AnswerKind | undefined;
  readonly wording: string;
  readonly view: string;
}

const longestComment = 20_000;

/** Sends the record to the headteacher. Refuses while something that the form must have is missing. */
export function sendForAccuracyCheck(
  record: MeetingRecord,
  missing: readonly Gap[],
  to: PersonId,
  dueOn: LocalDate,
  doing: Doing,
): Result<Change> {
  switch (record.state.status) {
    case 'with-headteacher':
      return refuse(
        'with-headteacher',
        `The record is already with the headteacher, to be answered by ${longDate(record.state.sending.answersDueOn)}.`,
      );
    case 'answered':
      return refuse('answered', 'The headteacher has already answered the accuracy check.');
    case 'final':
      return refuse('final', 'The record is final: it has had its accuracy check.');
    case 'correcting':
      return refuse(
        'correcting',
        'A correction is finalised without a second accuracy check. Finalise it instead.',
      );
    case 'draft': {
      const [first] = missing;
      if (first) return refuse('gaps', `${first.sentence}.`);
      const round = record.round + 1;
      const sending = { sentTo: to, sentAt: doing.at, answersDueOn: dueOn };
      return change(changed(record, { state: { status: 'with-headteacher', sending }, round }), {
        type: 'record sent for accuracy check',
        to,
        dueOn,
        round,
      });
    }
  }
}

/** Takes the record back from the headteacher before an answer has come. */
export function recall(record: MeetingRecord, reason: string): Result<Change> {
  if (record.state.status !== 'with-headteacher') {
    const already = record.state.status === 'answered';
    return refuse(
      'not-with-headteacher',
      already
        ? 'The headteacher has answered. Decide on the answers; the record can be changed meanwhile.'
        : 'The record is not with the headteacher.',
    );
  }
  if (reason === '') return refuse('no-reason', 'Enter why you take the record back', 'reason');
  if (reason.length > longestComment) {
    return refuse('too-long', 'The reason must be 20,000 characters or fewer', 'reason');
  }
  return change(changed(record, { state: { status: 'draft' } }), {
    type: 'record taken back',
    reason,
  });
}

/** Gives a check that waits for an answer to another headteacher. The day for it stays. */
export function handOverCheck(record: MeetingRecord, to: PersonId): Result<Change> {
  const { state } = record;
  if (state.status !== 'with-headteacher') {
    return refuse('not-with-headteacher', 'The record is not with the headteacher.');
  }
  if (state.sending.sentTo === to) return change(record);
  const from = state.sending.sentTo;
  return change(
    changed(record, { state: { ...state, sending: { ...state.sending, sentTo: to } } }),
    {
      type: 'accuracy check handed over',
      from,
      to,
    },
  );
}

export function isAt(place: Place): (other: Place) => boolean {
  return ({ section, part }) => section === place.section && part === place.part;
}

/** The id of the field of a form that asks something of one part. */
export function fieldAt(asks: 'answer' | 'wording' | 'view', { section, part }: Place): string {
  return part === '' ? `${asks}-${section}` : `${asks}-${section}-${part}`;
}

/** What is wrong with a set of answers: one for each part, and words where they are needed. */
export function answerProblems(passages: readonly Passage[], answers: readonly Given[]): Refusal[] {
  const [firstPassage] = passages;
  if (firstPassage && passages.length > 1 && answers.length === 0) {
    const sentence = 'Say of each part whether it is accurate, or that all of it is';
    return [{ code: 'no-answer', sentence, field: fieldAt('answer', firstPassage) }];
  }
  const problems: Refusal[] = [];
  const open = new Set<string>();
  for (const passage of passages) {
    const { section, name, said } = passage;
    const given = answers.find(isAt(passage));
    const problem = (code: string, asks: Parameters<typeof fieldAt>[0], sentence: string) =>
      problems.push({ code, sentence, field: fieldAt(asks, passage) });
    if (!given) {
      // One sentence leads to the first of a section: dozens of them would hide the others.
      if (!open.has(section)) problem('no-answer', 'answer', `Say whether “${name}” is accurate`);
      open.add(section);
    } else if (given.answer === 'fact-wrong' && given.comment === '') {
      problem('no-wording', 'wording', `Enter what “${name}” should say`);
    } else if (given.answer === 'fact-wrong' && given.comment === said.trim()) {
      problem('same-wording', 'wording', `Change “${name}” to what it should say`);
    } else if (given.answer === 'differently' && given.comment === '') {
      problem('no-view', 'view', `Enter how you see “${name}”`);
    } else if (given.comment.length > longestComment) {
      problem(
        'too-long',
        given.answer === 'fact-wrong' ? 'wording' : 'view',
        `What you write about “${name}” must be 20,000 characters or fewer`,
      );
    }
  }
  return problems;
}

/** The answers with every part that has none as accurate, for a headteacher who says so of the rest. */
export function restAccurate(passages: readonly Passage[], answers: readonly Given[]): Given[] {
  return passages.map(
    (passage) =>
      answers.find(isAt(passage)) ?? {
        section: passage.section,
        part: passage.part,
        answer: 'accurate',
        comment: '',
      },
  );
}

/** Takes the headteacher's answers. `passages` are all that the record has to be answered. */
export function answerAccuracyCheck(
  record: MeetingRecord,
  passages: readonly Passage[],
  answers: readonly Given[],
  doing: Doing,
): Result<Change> {
  const { state } = record;
  if (state.status === 'draft') {
    return refuse(
      'taken-back',
      'The chair has taken the record back, and will send it to you again.',
    );
  }
  if (state.status === 'answered') {
    return refuse('answered', 'You have already answered. The chair decides on your answers.');
  }
  if (state.status !== 'with-headteacher') {
    const due = state.check.answersDueOn;
    return refuse(
      'final',
      `The record has been made final: the answer was due by ${shortDate(due)}.`,
    );
  }
  const [problem] = answerProblems(passages, answers);
  if (problem) return { ok: false, refusal: problem };
  const kept = passages.flatMap(({ section, part, said }) =>
    answers
      .filter(isAt({ section, part }))
      .slice(0, 1)
      .map(({ answer, comment }): AccuracyAnswer => ({
        section,
        part,
        said,
        answer,
        comment: answer === 'accurate' ? '' : comment,
        decided: undefined,
      })),
  );
  const answered = { at: doing.at, by: doing.by };
  return change(
    changed(record, { state: { status: 'answered', sending: state.sending, answered } }),
    { type: 'accuracy check answered', round: record.round, answers: kept },
  );
}

/** Those that the chair has to decide on. */
export function toDecide(answers: readonly AccuracyAnswer[]): AccuracyAnswer[] {
  return answers.filter(({ answer }) => answer !== 'accurate');
}

/**
 * Whether a section still says what the headteacher found wrong in it: to accept the correction then
 * would put into the record that it was made. A chair who corrected the notes first has made it.
 * `before` is the section as it was when the chair decided, `now` as it is saved with the decision.
 */
export function isUncorrected(
  record: MeetingRecord,
  { part, said, answer, decided }: AccuracyAnswer,
  before: SectionText,
  now: SectionText,
): boolean {
  if (record.state.status !== 'answered' || answer !== 'fact-wrong') return false;
  if (decided?.decision === 'accepted') return false;
  if (part !== '') return withWords(now.text, { part, said }, said) !== undefined;
  // What a whole section said is not kept with its answer: any change since counts.
  const wasTouched = before.at !== undefined && before.at > record.state.answered.at;
  return now.revision === before.revision && !wasTouched;
}

/**
 * Decides on one answer; until the record is final the chair may think again. A remark ("I see it
 * differently") stands beside the section either way: the decision says what the chair makes of it.
 */
export function decideOnAnswer(
  record: MeetingRecord,
  answers: readonly AccuracyAnswer[],
  place: Place,
  decision: Decided['decision'],
  reason: string,
  doing: Doing,
): Result<Change> {
  if (record.state.status !== 'answered') {
    return refuse('not-answered', 'There are no answers to decide on.');
  }
  const answer = toDecide(answers).find(isAt(place));
  if (!answer) return refuse('unknown-answer', 'The headteacher found this accurate.');
  if (decision === 'declined' && reason === '') {
    return refuse('no-reason', 'Enter why you decline this', 'reason');
  }
  if (reason.length > longestComment) {
    return refuse('too-long', 'The reason must be 20,000 characters or fewer', 'reason');
  }
  return change(changed(record, {}), {
    type: 'accuracy answer decided',
    round: record.round,
    answer: { ...answer, decided: { decision, reason, by: doing.by, at: doing.at } },
  });
}
