import { dateOf, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Meeting } from '#modules/meetings/index.ts';
import type { PreRead } from '#policy-pack/index.ts';
import { currentOf, versionsOf } from './papers.ts';
import type { Answer, Recorded, Said, SentFile, Standing } from './papers.ts';

/** What someone wants to send or to say of a paper. */
export type Wanted =
  | {
      readonly kind: 'file';
      readonly file: Omit<SentFile, 'datedOn'>;
      /** Undefined where they do not say: then the document is taken to be of the day it is sent. */
      readonly datedOn: LocalDate | undefined;
    }
  | { readonly kind: 'unchanged' | 'none' | 'not-needed' | 'needed' };

/** What a paper and its meeting are at the moment. */
export interface PaperNow {
  readonly paper: PreRead;
  /** Every answer that the school has given of the paper, in their order. */
  readonly answers: readonly Answer[];
  readonly standing: Standing;
  /** What the product itself holds that is this paper. */
  readonly recorded: readonly Recorded[];
  readonly meeting: {
    readonly id: Answer['meetingId'];
    readonly status: Meeting['status'];
  };
  readonly required: boolean;
  readonly today: LocalDate;
}

/** What is sent or said of a paper, as it will be kept. */
export function answerWith(now: PaperNow, wanted: Wanted): Result<Said> {
  const { paper, meeting } = now;
  if (meeting.status === 'held') {
    return refuse('held', 'The meeting has been held, so its papers stay as they were.');
  }
  if (meeting.status === 'cancelled') {
    return refuse('cancelled', 'The meeting was cancelled, so no papers are needed for it.');
  }
  if (paper.kind === 'previous-record') {
    return refuse('from-the-product', 'The record of the meeting before is already here.');
  }
  switch (wanted.kind) {
    case 'file':
      return send(now, wanted);
    case 'unchanged':
      return unchanged(now);
    case 'none':
      return none(now);
    case 'not-needed':
      return now.required
        ? refuse('required', 'The policy asks for this paper, so it cannot be left out.')
        : ok({ kind: 'not-needed' });
    case 'needed':
      return ok({ kind: 'needed' });
  }
}

function send(now: PaperNow, wanted: Extract<Wanted, { kind: 'file' }>): Result<Said> {
  const { today, answers, meeting } = now;
  const { file, datedOn = today } = wanted;
  if (datedOn > today) {
    return refuse('future', 'The date on the document must be today or in the past', 'dated');
  }
  const current = currentOf(versionsOf(answers));
  if (current?.file.sha256 === file.sha256) {
    return current.answer.meetingId === meeting.id
      ? refuse(
          'sent-already',
          `This file was sent already, on ${shortDate(dateOf(current.answer.at))}. It need not be sent again`,
          'file',
        )
      : refuse(
          'same-file',
          `This is the file that is held already, of ${shortDate(current.file.datedOn)}. If it is still right, say that it is unchanged`,
          'file',
        );
  }
  return ok({ kind: 'file', file: { ...file, datedOn } });
}

function none({ paper, recorded }: PaperNow): Result<Said> {
  if (paper.kind !== 'visit-records') {
    return refuse('not-of-this', 'This paper has to be sent, or said to be unchanged', 'what');
  }
  const last = recorded.at(-1);
  return last
    ? refuse(
        'recorded',
        `A visit of ${shortDate(last.on)} is recorded here, so there was one. It is the paper: nothing need be sent`,
        'what',
      )
    : ok({ kind: 'none' });
}

function unchanged({ answers, standing, meeting }: PaperNow): Result<Said> {
  const current = currentOf(versionsOf(answers));
  if (!current) {
    return refuse('nothing-held', 'No earlier document is held. Send the document', 'what');
  }
  if (standing.kind === 'sent' || current.answer.meetingId === meeting.id) {
    return refuse(
      'sent-already',
      `A document was sent for this meeting on ${shortDate(dateOf(current.answer.at))}. It counts as it is`,
      'what',
    );
  }
  return ok({ kind: 'unchanged', of: current.answer.id });
}

/** The longest reason that is taken, in characters. */
export const longestReason = 2_000;

/** Takes a document away that was sent by mistake. It is kept, for the chair and the audit trail alone. */
export function withdraw(answer: Answer, reason: string): Result<string> {
  if (answer.kind !== 'file') return refuse('no-file', 'Only a document can be withdrawn.');
  if (answer.withdrawn) {
    return refuse(
      'withdrawn',
      `This document was withdrawn already, on ${shortDate(dateOf(answer.withdrawn.at))}.`,
    );
  }
  if (reason === '') return refuse('no-reason', 'Enter why the document is withdrawn', 'reason');
  if (reason.length > longestReason) {
    return refuse('too-long', 'The reason must be 2,000 characters or fewer', 'reason');
  }
  return ok(reason);
}
