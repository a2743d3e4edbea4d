import type { MeetingId } from '#kernel/ids.ts';
import type { CaseMatter } from '#modules/cases/index.ts';
import type { MeetingMatter } from '#modules/meetings/index.ts';
import { mayHaveRecord, meetingsOf } from '#modules/meetings/index.ts';
import type { Actor } from '#modules/people/index.ts';
import type { Db } from '#platform/db/connection.ts';
import { can, holdsMeetings } from '../access.ts';
import { statusColours, statusWords } from '../domain/record.ts';
import type { MeetingRecord } from '../domain/record.ts';
import { findRecordOfMeeting, matterOf, recordOf } from '../store.ts';

/** What the page of a case or a meeting shows of a record, to whoever looks at it. */
export type RecordLink =
  /** There is none, or none that is theirs to see. */
  | { readonly kind: 'none' }
  /** There is none yet, and they may open it. */
  | { readonly kind: 'to-open' }
  | {
      readonly kind: 'there';
      /** "Draft", "Final" … */
      readonly state: string;
      /** The class of its tag. */
      readonly colour: string;
      readonly href: string;
      /** What they would do there: "Write the notes". */
      readonly task: string;
      /** Whether it has not been final yet: the next meeting is set when it is. */
      readonly isBeforeFinal: boolean;
    };

/** The records of a case's meetings, as they are someone's to see. */
export async function recordLinksOf(
  db: Db,
  actor: Actor,
  matter: CaseMatter,
): Promise<ReadonlyMap<MeetingId, RecordLink>> {
  const rows = await db
    .selectFrom('records')
    .selectAll()
    .where('case_id', '=', matter.caseId)
    .execute();
  if (rows.length === 0) return new Map();
  const meetings = new Map((await meetingsOf(db, matter.caseId)).map((each) => [each.id, each]));
  return new Map(
    rows.flatMap((row) => {
      const meeting = meetings.get(row.meeting_id);
      if (!meeting) return [];
      const of = { ...matter, meetingId: meeting.id, meeting };
      return [[meeting.id, linkTo(actor, of, recordOf(row))] as const];
    }),
  );
}

/** The record of one meeting, as it is someone's to see or to open. */
export async function recordOfMeeting(
  db: Db,
  actor: Actor,
  matter: MeetingMatter,
): Promise<RecordLink> {
  const record = await findRecordOfMeeting(db, matter.meetingId);
  if (record) return linkTo(actor, matter, record);
  return holdsMeetings(actor, matter) &&
    matter.case.status === 'open' &&
    mayHaveRecord(matter.meeting).ok
    ? { kind: 'to-open' }
    : { kind: 'none' };
}

function linkTo(actor: Actor, meeting: MeetingMatter, record: MeetingRecord): RecordLink {
  const matter = matterOf(meeting, record);
  const isFollowed = can(actor, 'follow the notes', matter);
  if (!can(actor, 'read', matter) && !isFollowed) return { kind: 'none' };
  const { status } = record.state;
  // Those who have only the final version are not told what is being done to the next one.
  const shown = isFollowed || can(actor, 'read the draft', matter) ? status : 'final';
  const here = `/records/${record.id}`;
  // While the case is paused there is nothing to do but to read.
  const isRunning = matter.case.status !== 'paused';
  const writes = isRunning && can(actor, 'write notes', matter);
  const chairs = isRunning && holdsMeetings(actor, matter);
  const checks = isRunning && can(actor, 'check its accuracy', matter);
  const there = (task: string, href = here) =>
    ({
      kind: 'there',
      state: statusWords[shown],
      colour: statusColours[shown],
      href,
      task,
      isBeforeFinal: shown !== 'final' && shown !== 'correcting',
    }) as const;
  if (shown === 'with-headteacher' && checks)
    return there('Check the record', `${here}/accuracy-check`);
  if (shown === 'answered' && chairs) return there('Decide on the answers', `${here}/answers`);
  if ((shown === 'draft' || shown === 'correcting') && writes) {
    return there('Write the notes', `${here}/room`);
  }
  return isFollowed ? there('Follow the notes', `${here}/live`) : there('Read the record');
}
