import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { AnswerId, FileId, MeetingId, PersonId } from '#kernel/ids.ts';
import type { PreRead } from '#policy-pack/index.ts';

/** A document that was handed in, without its content. */
export interface SentFile {
  readonly id: FileId;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
  /** Of which day the document is. */
  readonly datedOn: LocalDate;
}

export type Said =
  | { readonly kind: 'file'; readonly file: SentFile }
  /** The document that is held still stands. */
  | { readonly kind: 'unchanged'; readonly of: AnswerId }
  /** There is none: no visits since the meeting before. */
  | { readonly kind: 'none' }
  /** The meeting does without it; and does not, after all. */
  | { readonly kind: 'not-needed' }
  | { readonly kind: 'needed' };

/** What was sent, or said, of one paper for one meeting. Of several, the newest that stands counts. */
export type Answer = Said & {
  readonly id: AnswerId;
  readonly meetingId: MeetingId;
  /** The day of that meeting. */
  readonly meetingOn: LocalDate;
  readonly paper: string;
  readonly at: Date;
  readonly by: Sender;
  readonly withdrawn: Withdrawal | undefined;
};

export interface Sender {
  readonly id: PersonId;
  readonly name: string;
  /** Whether it came by the link in their mail, which whoever they passed it to may have used. */
  readonly byLink: boolean;
}

/** "Daniel Marsh", "Daniel Marsh (by the link in the mail)" */
export function senderWords({ name, byLink }: Sender): string {
  return byLink ? `${name} (by the link in the mail)` : name;
}

export interface Withdrawal {
  readonly reason: string;
  readonly at: Date;
  readonly by: string;
}

/** One document in the history of a school's paper. */
export interface Version {
  readonly answer: Answer;
  readonly file: SentFile;
  /** From 1; those that were withdrawn are counted. */
  readonly number: number;
}

/**
 * What the product itself holds and what is therefore the paper, so that nobody has to send it: a visit
 * that is shared with the school, or how the school judged itself.
 */
export interface Recorded {
  /** Of the visit, or of the judgement. */
  readonly id: string;
  /** "Visit about reading", "The school’s own judgements" */
  readonly what: string;
  /** Of which day it is. */
  readonly on: LocalDate;
  /** Since when those who read papers may read it. */
  readonly at: Date;
  /** Who wrote it, or let it be read. */
  readonly by: PersonId;
}

/** The meeting before, whose record is read before this one. */
export interface PreviousMeeting {
  readonly meetingId: MeetingId;
  readonly on: LocalDate;
  /** What there is to read of it. */
  readonly record:
    | { readonly kind: 'final'; readonly version: number }
    | { readonly kind: 'not-final' }
    /** It was held before its case was taken on, and came with these, or with none. */
    | {
        readonly kind: 'originals';
        readonly files: readonly { readonly id: FileId; readonly name: string }[];
      };
}

/** Where one paper stands for one meeting. */
export type Standing =
  /** Sent for this meeting. */
  | { readonly kind: 'sent'; readonly version: Version }
  /** Said to be unchanged, for this meeting. */
  | { readonly kind: 'unchanged'; readonly version: Version; readonly answer: Answer }
  /** Sent for an earlier meeting, and of a day on which it still counts: it is not asked for. */
  | { readonly kind: 'held'; readonly version: Version }
  /** Held by the product itself: it is not asked for. */
  | { readonly kind: 'recorded'; readonly entries: readonly Recorded[] }
  | { readonly kind: 'none'; readonly answer: Answer }
  | { readonly kind: 'not-needed'; readonly answer: Answer }
  /** Asked for. `stale` is what is held and too old; `late` when the day of collection has passed. */
  | { readonly kind: 'to-send'; readonly stale: Version | undefined; readonly late: boolean }
  /** The meeting is over, or was cancelled, without it. */
  | { readonly kind: 'not-sent'; readonly stale: Version | undefined }
  /** The record of the meeting before, from the product itself; undefined at a first meeting. */
  | { readonly kind: 'record'; readonly previous: PreviousMeeting | undefined };

/** What the papers of one meeting are judged by. */
export interface Occasion {
  readonly meetingId: MeetingId;
  readonly meetingOn: LocalDate;
  /** Whether papers can still be sent for it. */
  readonly isToCome: boolean;
  /** Whether the form says “to include”; else papers are suggestions, and never late. */
  readonly required: boolean;
  /** A document that is older than this day has to be sent again, or said to be unchanged. */
  readonly since: LocalDate;
  readonly collectedBy: LocalDate;
  readonly today: LocalDate;
  readonly previous: PreviousMeeting | undefined;
}

/** The documents among the answers of one paper, oldest first. Answers come in their order. */
export function versionsOf(answers: readonly Answer[]): Version[] {
  const files = answers.flatMap((answer) => (answer.kind === 'file' ? [answer] : []));
  return files.map((answer, index) => ({ answer, file: answer.file, number: index + 1 }));
}

/** What the product holds that is a paper of this meeting: of the days that are asked for, oldest first. */
export function recordedFor(
  paper: PreRead,
  recorded: readonly Recorded[],
  { since, meetingOn }: Pick<Occasion, 'since' | 'meetingOn'>,
): Recorded[] {
  return recorded
    .filter(({ at, on }) => on <= meetingOn && dateOf(at) <= meetingOn)
    .filter(({ on }) =>
      // The visits are those that came after the last meeting; a document of its very day still counts.
      paper.kind === 'visit-records' ? on > since : on >= since,
    )
    .toSorted((a, b) => a.on.localeCompare(b.on, 'en') || a.at.getTime() - b.at.getTime());
}

/**
 * Where a paper stands, by the answers that the school has ever given of it, in their order, and by
 * what the product holds that is this paper.
 */
export function standingOf(
  paper: PreRead,
  answers: readonly Answer[],
  occasion: Occasion,
  recorded: readonly Recorded[] = [],
): Standing {
  if (paper.kind === 'previous-record') return { kind: 'record', previous: occasion.previous };
  const isOwn = ({ meetingId }: Answer) => meetingId === occasion.meetingId;
  // What came after the meeting belongs to a later one.
  const versions = versionsOf(answers).filter(
    ({ answer }) => isOwn(answer) || dateOf(answer.at) <= occasion.meetingOn,
  );
  const own = answers.filter(isOwn);
  const neededAt = own.findLastIndex(({ kind }) => kind === 'needed');
  const counting = own.filter(({ kind }, index) => kind !== 'not-needed' || index > neededAt);
  for (const answer of counting.toReversed()) {
    // There were some after all.
    if (answer.kind === 'none' && recorded.length > 0) continue;
    const standing = answered(answer, versions);
    if (standing) return standing;
  }
  const held = currentOf(versions.filter(({ answer }) => !isOwn(answer)));
  if (held && held.file.datedOn >= occasion.since) return { kind: 'held', version: held };
  if (recorded.length > 0) return { kind: 'recorded', entries: recorded };
  if (!occasion.isToCome) return { kind: 'not-sent', stale: held };
  const late = occasion.required && occasion.today > occasion.collectedBy;
  return { kind: 'to-send', stale: held, late };
}

/** What an answer makes of its paper; undefined where it no longer says anything. */
function answered(answer: Answer, versions: readonly Version[]): Standing | undefined {
  const standing = (id: AnswerId) =>
    versions.find((version) => version.answer.id === id && !version.answer.withdrawn);
  switch (answer.kind) {
    case 'file': {
      const version = standing(answer.id);
      return version && { kind: 'sent', version };
    }
    case 'unchanged': {
      const version = standing(answer.of);
      return version && { kind: 'unchanged', version, answer };
    }
    case 'none':
      return { kind: 'none', answer };
    case 'not-needed':
      return { kind: 'not-needed', answer };
    case 'needed':
      return undefined;
  }
}

/** The newest document that was not withdrawn. */
export function currentOf(versions: readonly Version[]): Version | undefined {
  return versions.findLast(({ answer }) => !answer.withdrawn);
}

/** The document that stands for a meeting, where one does. */
export function documentOf(standing: Standing): Version | undefined {
  return 'version' in standing ? standing.version : undefined;
}

/** The answer that makes a paper stand as it does for the meeting, where one does. */
export function answerNow(standing: Standing): Answer | undefined {
  if (standing.kind === 'sent') return standing.version.answer;
  return standing.kind === 'unchanged' || standing.kind === 'none' ? standing.answer : undefined;
}

/** The papers that someone reads: all, or those of the parts of the meeting that they attend. */
export function papersOfParts<Paper extends { readonly key: string }>(
  form: {
    readonly preReads: readonly Paper[];
    readonly sections: readonly { readonly key: string; readonly kind: string }[];
  },
  parts: readonly string[] | undefined,
): readonly Paper[] {
  if (parts === undefined) return form.preReads;
  const attended = form.sections.filter(({ key }) => parts.includes(key));
  if (attended.some(({ kind }) => kind === 'pre-reads')) return form.preReads;
  return form.preReads.filter(({ key }) => attended.some((section) => section.key === key));
}
