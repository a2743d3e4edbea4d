import { longDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { toDecide } from './accuracy.ts';
import type { AccuracyAnswer } from './accuracy.ts';
import type { Gap } from './gaps.ts';
import { change, changed, currentVersion, isOverdue } from './record.ts';
import type { Change, Check, MeetingRecord } from './record.ts';

/**
 * Makes the record final: answered and decided on; or the day for an answer has passed without one;
 * or as the next version, after a correction. `missing` is what a final record must have.
 */
export function finalise(
  record: MeetingRecord,
  answers: readonly AccuracyAnswer[],
  missing: readonly Gap[],
  today: LocalDate,
): Result<Change> {
  const ended = endOfCheck(record, answers, today);
  if (!ended.ok) return ended;
  const [first] = missing;
  if (first) return refuse('gaps', `${first.sentence}.`);
  const version = currentVersion(record.state) + 1;
  const reason = record.state.status === 'correcting' ? record.state.reason : '';
  return change(changed(record, { state: { status: 'final', version, check: ended.value } }), {
    type: 'record finalised',
    version,
    reason,
  });
}

/** How the accuracy check ended, or why it has not. */
export function endOfCheck(
  { state }: MeetingRecord,
  answers: readonly AccuracyAnswer[],
  today: LocalDate,
): Result<Check> {
  switch (state.status) {
    case 'draft':
      return refuse(
        'not-checked',
        'The headteacher has not checked the record yet. Send it for an accuracy check first.',
      );
    case 'with-headteacher':
      return isOverdue(state, today)
        ? ok({ ...state.sending, answered: undefined })
        : refuse(
            'with-headteacher',
            `The headteacher has until ${longDate(state.sending.answersDueOn)} to answer.`,
          );
    case 'answered': {
      const open = toDecide(answers).filter(({ decided }) => !decided).length;
      if (open > 0) {
        const what = open === 1 ? 'one answer' : `${open} answers`;
        return refuse('undecided', `Decide on ${what} of the headteacher first.`);
      }
      return ok({ ...state.sending, answered: state.answered });
    }
    case 'final':
      return refuse('final', 'The record is final already.');
    case 'correcting':
      return ok(state.check);
  }
}

/** Opens a final record to be corrected. The version that was shared stays as it is. */
export function startCorrection(record: MeetingRecord, reason: string): Result<Change> {
  const { state } = record;
  if (state.status === 'correcting') {
    return refuse('correcting', 'The record is being corrected already.');
  }
  if (state.status !== 'final') {
    return refuse('not-final', 'The record is not final yet, so it can still be changed.');
  }
  if (reason === '') return refuse('no-reason', 'Enter why the record is corrected', 'reason');
  if (reason.length > 2_000) {
    return refuse('too-long', 'The reason must be 2,000 characters or fewer', 'reason');
  }
  const { version, check } = state;
  return change(changed(record, { state: { status: 'correcting', version, reason, check } }), {
    type: 'record correction started',
    version,
    reason,
  });
}
