import { longDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { Gap } from './gaps.ts';
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

/** What the headteacher says of one section, and what the chair made of it. */
export interface AccuracyAnswer {
  readonly section: string;
  readonly answer: AnswerKind;
  /** The proposed wording of a wrong fact, or how the headteacher sees it. Empty when accurate. */
  readonly comment: string;
  readonly decided: Decided | undefined;
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

/** What is wrong with a set of answers: one for each section, and words where they are needed. */
export function answerProblems(
  sections: readonly { readonly key: string; readonly label: string }[],
  answers: readonly Pick<AccuracyAnswer, 'section' | 'answer' | 'comment'>[],
): Refusal[] {
  const problems: Refusal[] = [];
  for (const { key, label } of sections) {
    const given = answers.find(({ section }) => section === key);
    if (!given) {
      problems.push({
        code: 'no-answer',
        sentence: `Say whether “${label}” is accurate`,
        field: `answer-${key}`,
      });
    } else if (given.answer === 'fact-wrong' && given.comment === '') {
      problems.push({
        code: 'no-wording',
        sentence: `Enter what “${label}” should say`,
        field: `wording-${key}`,
      });
    } else if (given.answer === 'differently' && given.comment === '') {
      problems.push({
        code: 'no-view',
        sentence: `Enter how you see “${label}”`,
        field: `view-${key}`,
      });
    } else if (given.comment.length > longestComment) {
      problems.push({
        code: 'too-long',
        sentence: `What you write about “${label}” must be 20,000 characters or fewer`,
        field: `${given.answer === 'fact-wrong' ? 'wording' : 'view'}-${key}`,
      });
    }
  }
  return problems;
}

/** Takes the headteacher's answers. `sections` are those of the form. */
export function answerAccuracyCheck(
  record: MeetingRecord,
  sections: readonly { readonly key: string; readonly label: string }[],
  answers: readonly Pick<AccuracyAnswer, 'section' | 'answer' | 'comment'>[],
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
  const [problem] = answerProblems(sections, answers);
  if (problem) return { ok: false, refusal: problem };
  const kept = sections.flatMap(({ key }) =>
    answers
      .filter(({ section }) => section === key)
      .slice(0, 1)
      .map(({ answer, comment }): AccuracyAnswer => ({
        section: key,
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
 */
export function isUncorrected(
  record: MeetingRecord,
  { answer, decided }: AccuracyAnswer,
  { at }: Pick<SectionText, 'at'>,
): boolean {
  if (record.state.status !== 'answered' || answer !== 'fact-wrong') return false;
  if (decided?.decision === 'accepted') return false;
  return at === undefined || at <= record.state.answered.at;
}

/**
 * Decides on one answer; until the record is final the chair may think again. A remark ("I see it
 * differently") stands beside the section either way: the decision says what the chair makes of it.
 */
export function decideOnAnswer(
  record: MeetingRecord,
  answers: readonly AccuracyAnswer[],
  section: string,
  decision: Decided['decision'],
  reason: string,
  doing: Doing,
): Result<Change> {
  if (record.state.status !== 'answered') {
    return refuse('not-answered', 'There are no answers to decide on.');
  }
  const answer = toDecide(answers).find((each) => each.section === section);
  if (!answer) return refuse('unknown-answer', 'The headteacher found this section accurate.');
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
