import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { AnswerId, FileId, MeetingId, PersonId } from '#kernel/ids.ts';
import { currentPack, formOf } from '#policy-pack/index.ts';
import type { PreRead } from '#policy-pack/index.ts';
import type {
  Answer,
  Occasion,
  Recorded,
  Said,
  SentFile,
} from '../../src/modules/pre-reads/domain/papers.ts';

// Builders of what the rules of pre-reads work with. Every default is valid.

/** A paper of the standard meeting's form: the School Improvement Plan unless told. */
export function aPaper(key = 'improvement-plan'): PreRead {
  const paper = formOf(currentPack, 'sib-standard').preReads.find((each) => each.key === key);
  if (!paper) throw new Error(`There is no paper ${key}`);
  return paper;
}

export function aSentFile(file: Partial<SentFile> = {}): SentFile {
  return {
    id: newId<FileId>(),
    name: 'plan.pdf',
    size: 84_000,
    sha256: newId<FileId>(),
    datedOn: date('2027-01-04'),
    ...file,
  };
}

export const thisMeeting = newId<MeetingId>();
export const lastMeeting = newId<MeetingId>();

/** An answer for this meeting, given on 4 January 2027 at midday: a document of that day unless told. */
export function anAnswer(
  said: Said = { kind: 'file', file: aSentFile() },
  answer: Partial<Omit<Answer, keyof Said>> = {},
): Answer {
  return {
    id: newId<AnswerId>(),
    meetingId: thisMeeting,
    meetingOn: date('2027-01-28'),
    paper: 'improvement-plan',
    at: new Date('2027-01-04T12:00:00Z'),
    by: { id: newId<PersonId>(), name: 'Daniel Marsh', byLink: false },
    withdrawn: undefined,
    ...answer,
    ...said,
  };
}

/** A document for the last meeting, on 19 November 2026: of 9 November 2026 unless told. */
export function anEarlierDocument(file: Partial<SentFile> = {}): Answer {
  return anAnswer(
    { kind: 'file', file: aSentFile({ datedOn: date('2026-11-09'), ...file }) },
    {
      meetingId: lastMeeting,
      meetingOn: date('2026-11-19'),
      at: new Date('2026-11-09T12:00:00Z'),
    },
  );
}

/** A visit of 8 December 2026, shared on the day after. */
export function aRecorded(recorded: Partial<Recorded> = {}): Recorded {
  return {
    id: newId<AnswerId>(),
    what: 'Visit: reading',
    on: date('2026-12-08'),
    at: new Date('2026-12-09T09:00:00Z'),
    by: newId<PersonId>(),
    ...recorded,
  };
}

/** A standard meeting on 28 January 2027, looked at on 5 January; the last one was on 19 November. */
export function anOccasion(occasion: Partial<Occasion> = {}): Occasion {
  return {
    meetingId: thisMeeting,
    meetingOn: date('2027-01-28'),
    isToCome: true,
    required: true,
    since: date('2026-11-19'),
    collectedBy: date('2027-01-14'),
    today: date('2027-01-05'),
    previous: {
      meetingId: lastMeeting,
      on: date('2026-11-19'),
      record: { kind: 'final', version: 1 },
    },
    ...occasion,
  };
}
